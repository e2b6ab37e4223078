import type { FetchPage, AgentShells, ConfirmProgram, Judgement, Session } from "../../engine/index.ts";
import type { Turns } from "../take-turns.ts";
import type { ToolResult } from "./tool-result.ts";

/** What the tools of one server work with. */
export interface Workplace {
  readonly shells: AgentShells;
  readonly fetchPage: () => Promise<FetchPage>;
  /** The exec gate waits for this process: what begins with too much else at once would be refused. */
  readonly turns: Turns;
}

/** One use of a tool that has been judged. */
export interface ToolCall {
  readonly session: Session;
  readonly judgement: Judgement;
  /** The client does not want it any more, or is gone. */
  readonly signal: AbortSignal;
  /** Asks about programs that start within a command. */
  readonly confirm: ConfirmProgram;
  /** Tells the client how it goes on, if it wants to know. */
  readonly progress: (message: string) => void;
}

/** What became of a call. */
interface Used {
  readonly result: ToolResult;
  /** What hooks get to see of what was done, in the client's own form; absent where nothing was. */
  readonly response?: unknown;
}

/** Does what was judged, if the verdict is allow; a refusal is a result like any other. INVARIANT I8: it makes the one record. */
export type UseTool = (call: ToolCall, workplace: Workplace) => Promise<Used>;
