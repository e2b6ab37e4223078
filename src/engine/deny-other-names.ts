import type { Decision, Reason } from "../base/index.ts";
import { canonicalTool, readTools, subjectMember, writeTools } from "../policy/index.ts";
import { openFileDesk } from "./file-desk.ts";
import type { Judgement } from "./judge.ts";
import type { Session } from "./session.ts";

/** Asked for a client that opens a file by itself: tools of our own see by which other names it is denied once they have opened it. */
export function deniedByOtherName(session: Session, judgement: Judgement): Decision | undefined {
  const { tool, input } = judgement.request;
  const known = canonicalTool(tool);
  const path = input[subjectMember(known) ?? ""];
  if (!(readTools.has(known) || writeTools.has(known)) || typeof path !== "string") return undefined;
  const reached = openFileDesk(session, judgement).reach(path);
  if (reached.ok) reached.value[Symbol.dispose]();
  if (reached.ok || reached.fault.code !== "file/denied-name") return undefined;
  const reason: Reason = {
    code: "path/denied",
    effect: "deny",
    subject: path,
    message: `denied: ${reached.fault.message}`,
  };
  return { effect: "deny", reasons: [reason] };
}
