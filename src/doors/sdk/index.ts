/** Sallyport inside of another program: verdicts, and the callbacks of agents' own SDKs. Translates only. */
export { createSallyportIn } from "./create-sallyport.ts";
export type {
  ApprovalAnswer,
  ApprovalQuestion,
  CanUseTool,
  DecideOptions,
  HookCallback,
  HookOutput,
  Hooks,
  PermissionResult,
  PolicyCallback,
  PolicyContext,
  RunOptions,
  RunResult,
  Running,
  Sallyport,
  SallyportOptions,
  ToolInput,
  Verdict,
  VerdictReason,
} from "./types.ts";
