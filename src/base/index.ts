/** The vocabulary every room shares. Imports nothing. */
export type { FileChange, SeenChanges } from "./file-change.ts";
export { type ScanFinding, type ScanReport, severities, type Severity } from "./scan-report.ts";
export { type AbsolutePath, isBeneath, parseAbsolutePath } from "./absolute-path.ts";
export type {
  Action,
  AssignAction,
  BuiltinAction,
  Cause,
  CommandForm,
  ConnectAction,
  EnvChange,
  ExecAction,
  OpaqueAction,
  OptionUse,
  PathRef,
  ReadAction,
  Via,
  WriteAction,
} from "./action.ts";
export { assertNever } from "./assert-never.ts";
export type { Context, ProgramFact } from "./context.ts";
export {
  type Decision,
  type Effect,
  isStricter,
  type Plan,
  type PlanStep,
  type Reason,
  type RuleRef,
  type RuleSource,
} from "./decision.ts";
export { codedError, ConfigError, EnforcementError, type ErrorCode, InternalError, SallyportError } from "./errors.ts";
export type { ExecAnswer, ExecFile, ExecQuestion, ExecReach, ExecWatch, HaveStandStill } from "./exec-question.ts";
export { errorStatus, exitStatus } from "./exit-status.ts";
export type { FileFaultCode } from "./file-fault.ts";
export { kernelFolders } from "./kernel-folders.ts";
export { keptFor } from "./kept-for.ts";
export type { Carried, Given, NetworkDoor, NetworkEntry, RelayDesk, RelayOrders } from "./network.ts";
export {
  type Disarmed,
  type LayerName,
  layerNames,
  type LayerReport,
  type LimitName,
  limitNames,
  type Outcome,
  type RunResult,
  type WrittenReport,
} from "./outcome.ts";
export type { Issue, IssueCode, Parsed } from "./parsed.ts";
export { bytesOf, textOf } from "./path-bytes.ts";
export {
  isLiteralGlob,
  literalGlob,
  literalStart,
  matchesPathGlob,
  type PathGlob,
  parsePathGlob,
} from "./path-glob.ts";
export type { PathMove } from "./path-move.ts";
export { printable, printableEnds } from "./printable.ts";
export { type ReasonCode, reasonCodes } from "./reason-codes.ts";
export type { Request } from "./request.ts";
export type { ReadRuleCommand, RuleCommand } from "./rule-command.ts";
export type { Span } from "./span.ts";
export type { Word, WordEdit, WordStart, Written } from "./word.ts";
