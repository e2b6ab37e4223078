import type { Decision } from "../../base/index.ts";
import { answered } from "../answered.ts";
import type { Judgement } from "../judge.ts";
import { recordOver } from "../record-request.ts";
import type { Session } from "../session.ts";
import { type BackgroundShells, mostShells, type ShellReport, type Started } from "./background.ts";
import { parseLineFilter } from "./filter-lines.ts";

/** What became of a judged request that concerns a shell in the background. */
export type ShellUsed<T> =
  | { readonly kind: "refused"; readonly decision: Decision }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "done"; readonly value: T };

/** Starts an allowed command and answers with its shell's id. INVARIANT I8: the record is written when it has ended. */
export function startShell(shells: BackgroundShells, session: Session, started: Started): ShellUsed<string> {
  const { judgement } = started;
  const decision = answered(judgement);
  if (decision.effect !== "allow") return recorded(session, judgement, { kind: "refused", decision });
  const id = shells.start(session, started);
  if (id !== undefined) return { kind: "done", value: id };
  const message = `${mostShells} shells run in the background already; end one of them first`;
  return recorded(session, judgement, { kind: "failed", message });
}

/** `BashOutput`: what came since the last time; with `filter` only the lines that match, and the others are lost. */
export function readShell(shells: BackgroundShells, session: Session, judgement: Judgement): ShellUsed<ShellReport> {
  const decision = answered(judgement);
  if (decision.effect !== "allow") return recorded(session, judgement, { kind: "refused", decision });
  const { bash_id: id, filter } = judgement.request.input;
  const filtering = typeof filter === "string" ? parseLineFilter(filter) : undefined;
  if (filtering?.ok === false) return recorded(session, judgement, { kind: "failed", message: filtering.message });
  // Half a line would be judged by what is there of it.
  const found = shells.read(String(id), filtering === undefined ? "all" : "whole");
  if (found === undefined) return recorded(session, judgement, unknownShell(id));
  const text = filtering === undefined ? found.text : filtering.keep(found.text);
  return recorded(session, judgement, { kind: "done", value: { ...found, text } });
}

/** `KillBash`: answers when nothing of it is left. */
export async function killShell(
  shells: BackgroundShells,
  session: Session,
  judgement: Judgement,
): Promise<ShellUsed<Pick<ShellReport, "id" | "command" | "status">>> {
  const decision = answered(judgement);
  if (decision.effect !== "allow") return recorded(session, judgement, { kind: "refused", decision });
  const { shell_id: id } = judgement.request.input;
  const found = await shells.kill(String(id));
  if (found === undefined) return recorded(session, judgement, unknownShell(id));
  return recorded(session, judgement, { kind: "done", value: found });
}

function unknownShell(id: unknown): ShellUsed<never> {
  return { kind: "failed", message: `there is no shell ${String(id)}` };
}

/** INVARIANT I8: what starts nothing has its one record here. */
function recorded<T>(session: Session, judgement: Judgement, used: ShellUsed<T>): ShellUsed<T> {
  const decision = used.kind === "refused" ? used.decision : answered(judgement);
  recordOver(session, { time: new Date(), judgement, decision, layers: [] });
  return used;
}
