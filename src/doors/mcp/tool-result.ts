import type { CallToolResult } from "@modelcontextprotocol/server";
import { printable } from "../../base/index.ts";

/** There is never a structured part: clients would show it in place of the text. */
export type ToolResult = Pick<CallToolResult, "content" | "isError">;

export function textResult(text: string): ToolResult {
  return { content: [{ type: "text", text }] };
}

/** What was refused, or could not be done. */
export function errorResult(text: string): ToolResult {
  return { ...textResult(text), isError: true };
}

/** A failure of ours or of the host's, in one line. */
export function failureResult(error: unknown): ToolResult {
  return errorResult(`sallyport: ${printable(error instanceof Error ? error.message : String(error), 1000)}`);
}
