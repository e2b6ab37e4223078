import type {
  Action,
  Decision,
  Disarmed,
  Effect,
  ErrorCode,
  FileChange,
  FileFaultCode,
  LayerReport,
  LimitName,
  ReasonCode,
  Request,
  RuleRef,
  RunResult,
  ScanFinding,
  ScanReport,
  SeenChanges,
  Span,
  WrittenReport,
} from "../base/index.ts";
import type { CutText, Json } from "./cut-value.ts";

/** A program that ran, or that was refused, while the request did. */
export interface ExecEntry {
  readonly argv: readonly string[];
  /** How many words there were, when not all are here. */
  readonly words: number;
  readonly file: string | undefined;
  /** The programs that lead to it, outermost first. */
  readonly chain: readonly string[];
  readonly verdict: "allow" | "deny";
  readonly code: ReasonCode;
  readonly rule: RuleRef | undefined;
  /** Who had the last word, where somebody was asked about it. */
  readonly decidedBy?: string | undefined;
  readonly times: number;
}

/** What the exec gate saw of one request. */
export interface ExecTrace {
  /** How many execs there were in all. */
  readonly allow: number;
  readonly deny: number;
  readonly listed: readonly ExecEntry[];
}

/** What the engine knows at the end of one request. */
export interface AuditEntry {
  readonly time: Date;
  readonly request: Request;
  readonly profile: string;
  /** Who asked, where several may: the name of an API key, never the key. */
  readonly key?: string;
  readonly actions: readonly Action[];
  readonly decision: Decision;
  /** The allow rules in force, as written. */
  readonly allows: readonly string[];
  /** True where nobody has restricted the tools. */
  readonly unrestricted?: boolean;
  /** The role in force. */
  readonly role?: string;
  /** The agents that it came from, outermost first. */
  readonly agents?: readonly string[];
  /** Who had the last word: `rule`, `hook 2 (./guard.sh)`, `callback`, `person (anna)`, `nobody`. */
  readonly decidedBy?: string;
  /** The input as it came, when a hook or a callback has put another one in its place. */
  readonly asked?: Request["input"];
  /** The text that really ran, when it was rewritten. */
  readonly rewritten?: string;
  readonly layers: readonly LayerReport[];
  readonly result?: RunResult;
  /** Absent where no gate stood. */
  readonly execs?: ExecTrace;
  /** Absent where nothing was watched. */
  readonly seen?: SeenChanges;
  /** Absent where nothing was to be scanned. */
  readonly scans?: readonly ScanReport[];
  /** The request ended in a failure of ours or the host's instead. */
  readonly error?: ErrorCode | FileFaultCode;
  /** What passed through to the caller, where it was counted. */
  readonly bytes?: number;
}

/** One action in a few words. */
export interface AuditAction {
  readonly kind: Action["kind"];
  readonly what: string;
  /** Wrappers and constructs that lead to it, outermost first. */
  readonly via?: readonly string[];
}

/** One program as it really ran or was refused. */
export interface AuditExec {
  readonly argv: Json;
  readonly file?: string;
  /** Programs that lead to it, outermost first. */
  readonly chain: readonly string[];
  readonly verdict: "allow" | "deny";
  readonly code: string;
  readonly rule?: string;
  /** Who had the last word, where somebody was asked about it. */
  readonly decided_by?: string;
  /** How often; absent for once. */
  readonly times?: number;
}

/** Execs by their number; `omitted` ones are counted and not listed. */
interface AuditExecCounts {
  readonly allowed: number;
  readonly refused: number;
  readonly omitted: number;
}

/** One scanner's word, without what is less severe than the profile asks for. */
export interface AuditScan {
  readonly tool: string;
  readonly state: ScanReport["state"];
  readonly note?: string;
  readonly findings: readonly Omit<ScanFinding, "tool">[];
  /** How many more there were. */
  readonly omitted?: number;
}

export interface AuditReason {
  readonly code: string;
  readonly effect: Effect;
  readonly subject: string;
  readonly rule?: string;
  /** File and JSON pointer of the rule. */
  readonly source?: string;
  readonly at?: Span;
  readonly message: string;
}

/** One line of the log. `hash` is the SHA-256 of the line without that last member. */
export interface AuditRecord {
  readonly seq: number;
  /** ISO 8601 with milliseconds, UTC. */
  readonly time: string;
  readonly id: string;
  readonly session: string;
  readonly profile: string;
  readonly key?: string;
  readonly role?: string;
  /** Outermost first. */
  readonly agents?: readonly string[];
  /** Absent where the tools are restricted. */
  readonly tools?: "unrestricted";
  readonly tool: string;
  readonly cwd: string;
  readonly input: Json;
  readonly actions: readonly AuditAction[];
  readonly verdict: Effect;
  /** Who had the last word. */
  readonly decided_by?: string;
  readonly reasons: readonly AuditReason[];
  /** The input as it came, when somebody has put another one in its place. */
  readonly asked?: Json;
  readonly rewritten?: string | CutText;
  /** What really ran and what was refused at its start; refused ones first. Absent where no gate stood. */
  readonly execs?: readonly AuditExec[];
  readonly exec_counts?: AuditExecCounts;
  /** What changed in the project meanwhile, whoever did it. Absent where it was not watched. */
  readonly changes?: readonly FileChange[];
  /** How many more there were. */
  readonly changes_omitted?: number;
  /** Why not everything was watched. */
  readonly unwatched?: string;
  /** What scanners and linters said of it. */
  readonly scans?: readonly AuditScan[];
  readonly allows: readonly string[];
  /** How many actions, reasons and allow rules there were beyond those kept; absent when all are here. */
  readonly omitted?: number;
  readonly layers: readonly LayerReport[];
  readonly status?: number;
  readonly signal?: string;
  readonly timed_out?: boolean;
  readonly limits_hit?: readonly LimitName[];
  /** What it made that would have run on the host, the first of it. */
  readonly disarmed?: readonly Disarmed[];
  /** Why some of what it left was not looked at. */
  readonly unswept?: string;
  /** What became of the files it wrote, and the first paths of what was refused, stood in the way or was left behind. */
  readonly written?: Omit<WrittenReport, "refusals" | "left"> & { readonly not_landed: readonly string[] };
  readonly duration_ms?: number;
  readonly error?: string;
  readonly bytes?: number;
  readonly prev: string;
  readonly hash: string;
}
