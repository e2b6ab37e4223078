import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { printableEnds } from "../../base/index.ts";
import { isOwned, ownSelf, redactorFor, type Session } from "../../engine/index.ts";
import type { Approval, Approve, Question } from "../means.ts";
import { questionLines } from "../question-lines.ts";
import { subjectOf } from "../subject.ts";
import { alone } from "./alone.ts";
import { readJson, readWaiting, type Waiting } from "./waiting.ts";

export type { Waiting };

const answers: ReadonlySet<unknown> = new Set<Approval["answer"]>(["once", "session", "always", "deny", "stop"]);

const pollMs = 100;
/** Milliseconds that whoever waits has, when its time is over, to see an answer that came in time. */
const graceMs = 60_000;

type Host = Pick<Session, "host">;

function folderOf({ host }: Host): string {
  return join(host.places.state, "approvals", "queue");
}

/** Waits for an answer from `sallyport approvals`, for so many seconds at most; nobody's word is no. */
export function waitInQueue(session: Session, seconds: number): Approve {
  return async (question) => {
    const folder = folderOf(session);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const waiting = waitingFor(session, question, seconds);
    const [asked, answer] = filesOf(folder, waiting.id);
    inTurn(folder, () => put(asked, { ...waiting, ...ownSelf() }));
    await untilThere(answer, seconds, question.signal);
    // Whoever answers later is told that nobody waits.
    return inTurn(folder, () => {
      const given = existsSync(answer) ? readAnswer(answer) : nobody(`nobody answered within ${seconds} seconds`);
      for (const path of [asked, answer]) rmSync(path, { force: true });
      return given;
    });
  };
}

const nobody = (message: string): Approval => ({ answer: "deny", by: "nobody", message });

const filesOf = (folder: string, id: string): readonly [asked: string, answer: string] => [
  join(folder, `${id}.json`),
  join(folder, `${id}.answer`),
];

function inTurn<T>(folder: string, work: () => T): T {
  return alone(folder, join(dirname(folder), "queue.lock"), work);
}

async function untilThere(path: string, seconds: number, signal: AbortSignal): Promise<void> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end && !signal.aborted;) {
    if (existsSync(path)) return;
    await setTimeout(pollMs);
  }
}

function waitingFor(session: Session, question: Question, seconds: number): Waiting {
  const { judgement, decision, suggested } = question;
  const { tool, input, cwd } = judgement.request;
  const clean = redactorFor(session.loaded.profile);
  const now = Date.now();
  return {
    id: randomBytes(4).toString("hex"),
    tool,
    subject: printableEnds(clean(subjectOf({ tool, input })), 2000),
    reason: clean(decision.reasons[0].message),
    rules: suggested.map(clean),
    shown: questionLines(session, question),
    cwd,
    profile: session.loaded.profile.name,
    at: new Date(now).toISOString(),
    until: new Date(now + seconds * 1000).toISOString(),
  };
}

/** What waits now; what a killed process has left is swept away. */
export function listWaiting(session: Host): readonly Waiting[] {
  const folder = folderOf(session);
  if (!existsSync(folder)) return []; // nobody has waited yet
  const waiting = inTurn(folder, () => sweep(folder)).filter(isInTime);
  return waiting.toSorted((one, other) => one.at.localeCompare(other.at));
}

function sweep(folder: string): readonly Waiting[] {
  const names = readdirSync(folder);
  const waiting = names
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const found = findWaiting(join(folder, name));
      return found === undefined ? [] : [found];
    });
  // Answers that came when nobody waited any more, and files that nobody has finished.
  const kept = new Set(waiting.flatMap(({ id }) => filesOf(folder, id)));
  for (const path of names.map((name) => join(folder, name))) if (!kept.has(path)) discard(path);
  return waiting;
}

function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // EACCES, EROFS: it stays, and is no question
  }
}

function findWaiting(path: string): Waiting | undefined {
  const found = readWaiting(path);
  return found !== undefined && Date.parse(found.until) + graceMs > Date.now() && isOwned(path) ? found : undefined;
}

function isInTime({ until }: Waiting): boolean {
  return Date.parse(until) > Date.now();
}

/** Answers what waits under `id`. False when nothing does, or when somebody has answered already: the first word counts. */
export function answerWaiting(session: Host, id: string, approval: Approval): boolean {
  const folder = folderOf(session);
  if (!existsSync(folder)) return false;
  return inTurn(folder, () => {
    const [asked, answer] = filesOf(folder, id);
    const found = findWaiting(asked);
    if (found?.id !== id || !isInTime(found) || existsSync(answer)) return false;
    put(answer, approval);
    return true;
  });
}

function readAnswer(path: string): Approval {
  const given = readJson(path);
  const { answer, by, message } = Object(given) as Partial<Approval>;
  if (answer === undefined || !answers.has(answer) || typeof by !== "string") return nobody("the answer can't be read");
  return { answer, by, ...(typeof message === "string" && { message }) };
}

function put(path: string, value: unknown): void {
  writeFileSync(`${path}.part`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
