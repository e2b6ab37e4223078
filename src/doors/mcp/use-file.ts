import { alertLines, runWatchedTool } from "../../engine/index.ts";
import type { UseTool } from "./tool-call.ts";
import { errorResult, type ToolResult } from "./tool-result.ts";
import { refused } from "./use-bash.ts";

/** The tools for files, with what their users are to hear beside the result. */
export const useFile: UseTool = async ({ session, judgement, signal }) => {
  const notes: string[] = [];
  const { decision, result } = await runWatchedTool(session, judgement, {
    say: (line) => void notes.push(line),
    signal,
  });
  if (result === undefined) return { result: refused(session, decision) };
  if (!result.ok) return { result: errorResult([`sallyport: ${result.fault.message}`, ...notes].join("\n")) };
  const { text, output } = result.value;
  const said = [text, ...alertLines(decision, session.loaded.profile), ...notes].join("\n");
  return { result: { content: [...picture(output), { type: "text", text: said }] }, response: output };
};

function picture(output: Readonly<Record<string, unknown>>): ToolResult["content"] {
  const { file } = output;
  if (output["type"] !== "image" || typeof file !== "object" || file === null) return [];
  const { base64, type } = Object.fromEntries(Object.entries(file));
  return [{ type: "image", data: String(base64), mimeType: String(type) }];
}
