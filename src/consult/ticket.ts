import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "../engine/index.ts";
import type { Approve } from "./means.ts";

/** Whoever has not answered by then is asked again. */
const lastsMs = 24 * 60 * 60 * 1000;

/**
 * A client asks its user about a command, and then runs it by another door of ours: the ticket, good for once and for exactly this text in
 * this folder, tells that door that the client would not have run it without a yes. No command can read it.
 */
export function issueTicket(session: Session, text: string): string {
  const folder = folderOf(session);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (isOver(join(folder, name))) rmSync(join(folder, name), { force: true });
  const ticket = randomBytes(16).toString("hex");
  writeFileSync(join(folder, ticket), bindingOf(session, text), { mode: 0o600, flag: "wx" });
  return ticket;
}

/** Says yes to what the ticket was issued for. Whatever it is shown for, it is used up. */
export function confirmedBy(session: Session, ticket: string): Approve {
  return async ({ judgement: { request } }) => {
    const { command } = request.input;
    if (!/^[0-9a-f]{32}$/u.test(ticket) || typeof command !== "string") return undefined;
    const bound = takeTicket(join(folderOf(session), ticket));
    return bound === bindingOf(session, command) ? { answer: "once", by: "the client's user" } : undefined;
  };
}

function takeTicket(path: string): string | undefined {
  try {
    const text = isOver(path) ? undefined : readFileSync(path, "utf8");
    rmSync(path);
    return text;
  } catch {
    return undefined; // used, or never issued
  }
}

function isOver(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Date.now() - lastsMs;
}

function bindingOf({ host }: Session, text: string): string {
  return createHash("sha256")
    .update(JSON.stringify([host.places.cwd, text]))
    .digest("hex");
}

function folderOf({ host }: Session): string {
  return join(host.places.state, "confirmed");
}
