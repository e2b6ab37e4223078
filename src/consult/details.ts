import { inMode, type Judgement, previewDiff, previewPlan, type Session } from "../engine/index.ts";
import type { Case } from "./case.ts";

/** What a person may want to see of what would come of a request. */
export interface Details {
  readonly title: "the change" | "the plan";
  readonly lines: readonly string[];
  /** Members of the input that the lines show in a better way. */
  readonly instead: readonly string[];
}

const texts = ["content", "old_string", "new_string", "edits", "new_source"];

/** What a tool that writes would change, line by line, or what a command would do, without secrets; nothing for others. */
export function detailsOf(session: Session, asked: Case, judgement: Judgement): Details | undefined {
  const { tool, input } = judgement.request;
  if (tool !== "Bash") {
    const lines = previewDiff(session, judgement);
    return lines && { title: "the change", lines, instead: texts };
  }
  const { plan } = asked.judge(inMode(session, "plan"), input).decision;
  return plan && { title: "the plan", lines: previewPlan(session, plan), instead: [] };
}
