import type { AbsolutePath } from "./absolute-path.ts";

/** What every door translates its protocol into. */
export interface Request {
  readonly id: string;
  readonly session: string;
  /** `Bash`, `Read`, `Write`, `WebFetch`, `mcp__server__tool`, … */
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly cwd: AbsolutePath;
}
