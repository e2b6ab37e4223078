/** Everybody who has a say in a request beside the rules: hooks, a callback, a person. */
export { inputInstead } from "./case.ts";
export { confirmPrograms } from "./confirm-programs.ts";
export { consult, consultProgram } from "./consult.ts";
export { answerWaiting, listWaiting, waitInQueue, type Waiting } from "./approvals/queue.ts";
export { type ApprovedRule, everywhere } from "./approvals/approved-rule.ts";
export { forgetSession, localRules } from "./approvals/rule-store.ts";
export { rulesFor } from "./approvals/suggest-rules.ts";
export { tellSession, tellUsed } from "./tell-hooks.ts";
export { handText, takeHandedText } from "./handed-text.ts";
export type { Approval, Approve, CanUseTool, Hook, Means } from "./means.ts";
export { questionLines } from "./question-lines.ts";
export { confirmedBy, issueTicket } from "./ticket.ts";
