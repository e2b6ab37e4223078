import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Judgement, judgeTool, type Session } from "../engine/index.ts";
import { lastingFingerprint } from "./fingerprint.ts";
import type { Approve } from "./means.ts";
import { keepOnce, takeOnce } from "./one-time-file.ts";

/**
 * A client asks its user about a command, and then runs it by another door of ours: the ticket, good for once, for exactly this text in
 * this folder and for the files that it names as they are, tells that door that the client would not have run it without a yes. No command
 * can read it.
 */
export function issueTicket(session: Session, text: string): string {
  const bound = bindingOf(judgeTool(session, "Bash", { command: text }));
  return keepOnce(folderOf(session), `${bound.text} ${bound.files}`);
}

/** Says yes to what the ticket was issued for. Whatever it is shown for, it is used up. */
export function confirmedBy(session: Session, ticket: string): Approve {
  return async ({ judgement }) => {
    const [text, files] = takeOnce(folderOf(session), ticket)?.split(" ") ?? [];
    const now = bindingOf(judgement);
    if (text !== now.text) return undefined;
    return { answer: files === now.files ? "once" : "changed", by: "the client's user" };
  };
}

interface Binding {
  readonly text: string;
  readonly files: string;
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
