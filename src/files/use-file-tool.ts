import { editTool, multiEditTool } from "./edit-tool.ts";
import { failed, type Tried } from "./fault.ts";
import { globTool } from "./glob-tool.ts";
import { grepTool } from "./grep/grep-tool.ts";
import { type Steps, toEnd } from "./in-steps.ts";
import { listTool } from "./list-tool.ts";
import { notebookEditTool } from "./notebook-tool.ts";
import { readTool } from "./read-tool.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";
import { writeTool } from "./write-tool.ts";

type Tool = (input: ToolInput, desk: FileDesk) => Tried<ToolOutput>;

const tools: ReadonlyMap<string, Tool> = new Map([
  ["Read", readTool],
  ["Write", writeTool],
  ["Edit", editTool],
  ["MultiEdit", multiEditTool],
  ["NotebookEdit", notebookEditTool],
  ["LS", listTool],
]);

/** These may take a while. */
const searches: ReadonlyMap<string, (input: ToolInput, desk: FileDesk) => Steps<Tried<ToolOutput>>> = new Map([
  ["Glob", globTool],
  ["Grep", grepTool],
]);

/** Does what an allowed use of a tool asks for. A failure is a value; nothing is left half done. */
export function useFileTool(name: string, input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  return toEnd(useInSteps(name, input, desk));
}

/** The same, step by step where it may take a while. */
export function* useInSteps(name: string, input: ToolInput, desk: FileDesk): Steps<Tried<ToolOutput>> {
  const search = searches.get(name);
  if (search !== undefined) return yield* search(input, desk);
  const tool = tools.get(name);
  return tool === undefined ? failed("file/bad-input", `there is no tool ${name}`) : tool(input, desk);
}
