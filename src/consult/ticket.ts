import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Judgement, judgeTool, type Session } from "../engine/index.ts";
import { lastingFingerprint } from "./fingerprint.ts";
import type { Approve } from "./means.ts";

/** Whoever has not answered by then is asked again. */
const lastsMs = 24 * 60 * 60 * 1000;

/**
 * A client asks its user about a command, and then runs it by another door of ours: the ticket, good for once, for exactly this text in
 * this folder and for the files that it names as they are, tells that door that the client would not have run it without a yes. No command
 * can read it.
 */
export function issueTicket(session: Session, text: string): string {
  const folder = folderOf(session);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (isOver(join(folder, name))) rmSync(join(folder, name), { force: true });
  const ticket = randomBytes(16).toString("hex");
  const bound = bindingOf(judgeTool(session, "Bash", { command: text }));
  writeFileSync(join(folder, ticket), `${bound.text} ${bound.files}`, { mode: 0o600, flag: "wx" });
  return ticket;
}

/** Says yes to what the ticket was issued for. Whatever it is shown for, it is used up. */
export function confirmedBy(session: Session, ticket: string): Approve {
  return async ({ judgement }) => {
    if (!/^[0-9a-f]{32}$/u.test(ticket)) return undefined;
    const bound = takeTicket(join(folderOf(session), ticket));
    const now = bindingOf(judgement);
    if (bound?.text !== now.text) return undefined;
    return { answer: bound.files === now.files ? "once" : "changed", by: "the client's user" };
  };
}

interface Binding {
  readonly text: string;
  readonly files: string;
}

function takeTicket(path: string): Binding | undefined {
  try {
    const written = isOver(path) ? undefined : readFileSync(path, "utf8");
    rmSync(path);
    const [text = "", files = ""] = written?.split(" ") ?? [];
    return { text, files };
  } catch {
    return undefined; // used, or never issued
  }
}

function isOver(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Date.now() - lastsMs;
}

function bindingOf(judgement: Judgement): Binding {
  const { tool, input, cwd } = judgement.request;
  const text = createHash("sha256")
    .update(JSON.stringify([tool, cwd, input["command"]]))
    .digest("hex");
  return { text, files: lastingFingerprint(judgement) };
}

function folderOf({ host }: Session): string {
  return join(host.places.state, "confirmed");
}
