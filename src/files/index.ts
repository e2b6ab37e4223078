/** The tools for files: what was judged is what is opened, and nothing is written by halves. */
export { reach, type Reached } from "./reach.ts";
export type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";
export { useFileTool, useInSteps } from "./use-file-tool.ts";
export { paced, type Steps, toEnd } from "./in-steps.ts";
export type { FileFault, Tried } from "./fault.ts";
export { wholeOf } from "./read-text.ts";
export { createIgnored } from "./ignored.ts";
export { type Hunk, patchOf, unifiedLines } from "./patch.ts";
