import { done, type Tried } from "./fault.ts";
import { readFields } from "./fields.ts";
import { patchOf } from "./patch.ts";
import { readText } from "./read-text.ts";
import { replaceFile } from "./replace-file.ts";
import { encodeText, isCrlf, toCrlf } from "./text.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";

const mostCompared = 4 * 1024 * 1024;

/** `Write`: a file's whole content, new or in place of what was there. */
export function writeTool(input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const fields = readFields(input, { file_path: "path", content: "text" });
  if (!fields.ok) return fields;
  const { file_path: path, content } = fields.value;
  const reached = desk.reach(path);
  if (!reached.ok) return reached;
  using at = reached.value;
  // What is no text, or too long a one, is replaced without being compared.
  const old = at.there === undefined ? undefined : readText(at, mostCompared);
  const before = old?.ok === true ? old.value : undefined;
  const text = before !== undefined && isCrlf(before.text) ? toCrlf(content) : content;
  const bytes = encodeText({ text, encoding: before?.encoding ?? "utf8", marked: before?.marked ?? false });
  const replaced = replaceFile(at, { bytes, admits: desk.admits });
  if (!replaced.ok) return replaced;
  const isNew = at.there === undefined;
  return done({
    output: {
      type: isNew ? "create" : "update",
      filePath: path,
      content,
      structuredPatch: before === undefined ? [] : patchOf(before.text, text),
      originalFile: before?.text ?? null,
    },
    text: isNew ? `File created at ${path}` : `The file ${path} has been replaced`,
  });
}
