import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { printableEnds } from "../../base/index.ts";
import type { Session } from "../../engine/index.ts";
import { startOf } from "../../processes/index.ts";
import type { Approval, Approve, Question } from "../means.ts";
import { subjectOf } from "../subject.ts";

/** A request that waits for somebody's word. */
export interface Waiting {
  readonly id: string;
  readonly tool: string;
  /** The command, the path, or the whole input as JSON. */
  readonly subject: string;
  /** One line: what, why, which rule. */
  readonly reason: string;
  /** What `session` and `always` would let pass from then on. */
  readonly rules: readonly string[];
  readonly cwd: string;
  readonly profile: string;
  /** ISO 8601. */
  readonly at: string;
  readonly until: string;
}

/** The process that waits, and when it started: a number alone may be another's by now. */
interface Owned extends Waiting {
  readonly pid: number;
  readonly started: string;
}

const answers: ReadonlySet<string> = new Set<Approval["answer"]>(["once", "session", "always", "deny", "stop"]);

const pollMs = 100;

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
    const [asked, answer] = [join(folder, `${waiting.id}.json`), join(folder, `${waiting.id}.answer`)];
    const forget = (): void => {
      rmSync(asked, { force: true });
      rmSync(answer, { force: true });
    };
    process.once("exit", forget);
    try {
      put(asked, waiting);
      return await answerIn(answer, seconds, question.signal);
    } finally {
      process.off("exit", forget);
      forget();
    }
  };
}

async function answerIn(path: string, seconds: number, signal: AbortSignal): Promise<Approval> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end && !signal.aborted;) {
    const given = readAnswer(path);
    if (given !== undefined) return given;
    await setTimeout(pollMs);
  }
  return { answer: "deny", by: "nobody", message: `nobody answered within ${seconds} seconds` };
}

function waitingFor(session: Session, { judgement, decision, suggested }: Question, seconds: number): Owned {
  const { tool, input, cwd } = judgement.request;
  const now = Date.now();
  return {
    id: randomBytes(4).toString("hex"),
    tool,
    subject: printableEnds(subjectOf({ tool, input }), 2000),
    reason: decision.reasons[0].message,
    rules: suggested,
    cwd,
    profile: session.loaded.profile.name,
    at: new Date(now).toISOString(),
    until: new Date(now + seconds * 1000).toISOString(),
    pid: process.pid,
    started: startOf(process.pid) ?? "",
  };
}

/** What waits now; what a killed process has left is swept away. */
export function listWaiting(session: Host): readonly Waiting[] {
  const folder = folderOf(session);
  const names = filesIn(folder);
  // Answers that came when nobody waited any more.
  const late = names.filter((name) => name.endsWith(".answer") && !names.includes(name.replace(/answer$/u, "json")));
  for (const name of late) rmSync(join(folder, name), { force: true });
  return names
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const path = join(folder, name);
      const { pid, started, ...waiting } = readJson<Owned>(path) ?? {};
      if (pid !== undefined && startOf(pid) === started) return [waiting];
      rmSync(path, { force: true });
      rmSync(path.replace(/json$/u, "answer"), { force: true });
      return [];
    })
    .flatMap((waiting) => (isWaiting(waiting) ? [waiting] : []))
    .toSorted((one, other) => one.at.localeCompare(other.at));
}

function isWaiting(value: Partial<Waiting>): value is Waiting {
  return typeof value.id === "string" && typeof value.at === "string";
}

/** Answers what waits under `id`. False when nothing does, or when somebody has answered already: the first word counts. */
export function answerWaiting(session: Host, id: string, approval: Approval): boolean {
  if (!listWaiting(session).some((waiting) => waiting.id === id)) return false;
  const answer = join(folderOf(session), `${id}.answer`);
  const draft = `${answer}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, JSON.stringify(approval), { mode: 0o600 });
  try {
    linkSync(draft, answer);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function readAnswer(path: string): Approval | undefined {
  const given = readJson<Approval>(path);
  return given !== undefined && answers.has(String(given.answer)) && typeof given.by === "string"
    ? { answer: given.answer ?? "deny", by: given.by, ...(given.message !== undefined && { message: given.message }) }
    : undefined;
}

function put(path: string, value: unknown): void {
  writeFileSync(`${path}.part`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.part`, path);
}

function readJson<T>(path: string): Partial<T> | undefined {
  try {
    const value: Partial<T> = JSON.parse(readFileSync(path, "utf8"));
    return value;
  } catch {
    return undefined; // not there, or gone in between
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // nobody has waited yet
  }
}
