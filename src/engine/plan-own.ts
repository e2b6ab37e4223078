import type { AbsolutePath } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";

/** Makes the sandbox of the request for a program of ours, in a folder of the caller's. */
export type PlanOwn = (
  argv: readonly string[],
  cwd: AbsolutePath,
  timeoutSeconds: number,
  shown?: AbsolutePath,
) => Launch;
