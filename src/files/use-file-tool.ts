import { editTool, multiEditTool } from "./edit-tool.ts";
import { failed, type Tried } from "./fault.ts";
import { globTool } from "./glob-tool.ts";
import { grepTool } from "./grep/grep-tool.ts";
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
  ["Glob", globTool],
  ["Grep", grepTool],
  ["LS", listTool],
]);

/** Does what an allowed use of a tool asks for. A failure is a value; nothing is left half done. */
export function useFileTool(name: string, input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const tool = tools.get(name);
  return tool === undefined ? failed("file/bad-input", `there is no tool ${name}`) : tool(input, desk);
}
