import type { ExecAnswer } from "../base/index.ts";
import type { ExecMode } from "../policy/index.ts";
import type { AskExec } from "./ask-execs.ts";
import type { Claims } from "./exec-claims.ts";
import type { Images, Scripts } from "./exec-images.ts";
import type { Counter, ExecReport } from "./exec-report.ts";
import type { ExecJudge } from "./judge-exec.ts";
import type { RetryMemory } from "./retry-memory.ts";

interface Remembered {
  readonly answer: ExecAnswer;
  readonly count: Counter;
}

/** One run as it goes on: by what its programs are judged, and what is remembered of them. */
export interface Run {
  readonly profile: string;
  /** What git does is looked at each time. */
  readonly looks: boolean;
  /** What everything is judged by, or what follows from who starts it. */
  readonly mode: ExecMode | undefined;
  readonly argv: readonly string[];
  /** The bash that Sallyport itself starts. */
  readonly shell: string;
  readonly judge: ExecJudge["judge"];
  readonly claims: Claims;
  readonly images: Images;
  readonly scripts: Scripts;
  readonly report: ExecReport;
  readonly answers: Map<string, Remembered>;
  /** What the warden may answer by itself, by the question's number. */
  readonly given: Map<number, (argv: readonly string[]) => void>;
  readonly refused: RetryMemory;
  /** Absent where nobody can be asked. */
  readonly ask: AskExec | undefined;
}
