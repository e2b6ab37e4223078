import { printable } from "../base/index.ts";
import { editText, type TextEdit } from "./edit-text.ts";
import { done, failed, type Tried } from "./fault.ts";
import { readFields } from "./fields.ts";
import { numberLines } from "./number-lines.ts";
import { type Hunk, patchOf } from "./patch.ts";
import { replaceFile } from "./replace-file.ts";
import { readText } from "./read-text.ts";
import { encodeText } from "./text.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";

/** Bytes of a text that is edited in memory. */
const mostEdited = 64 * 1024 * 1024;
const mostEdits = 1000;

/** `Edit`: one text in a file in place of another. */
export function editTool(input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const fields = readFields(input, { file_path: "path" });
  const edit = readEdit(input);
  if (!fields.ok) return fields;
  if (!edit.ok) return edit;
  const { file_path: path } = fields.value;
  // Clients make a new file by an edit of nothing.
  if (edit.value.oldText === "") return createFile(path, edit.value.newText, desk);
  const edited = editFile(path, [edit.value], desk);
  if (!edited.ok) return edited;
  const { oldText: oldString, newText: newString, all: replaceAll } = edit.value;
  const { before, patch, after } = edited.value;
  return done({
    output: { filePath: path, oldString, newString, originalFile: before, structuredPatch: patch, replaceAll },
    text: `The file ${path} has been changed:\n${shownAround(after, patch)}`,
  });
}

/** `MultiEdit`: several edits of one file, each of what the one before made of it; all of them or none. */
export function multiEditTool(input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const fields = readFields(input, { file_path: "path" });
  if (!fields.ok) return fields;
  const { file_path: path } = fields.value;
  const given = input["edits"];
  if (!Array.isArray(given) || given.length === 0 || given.length > mostEdits)
    return failed("file/bad-input", `\`edits\` must be a list of 1 to ${mostEdits} edits`);
  const edits: TextEdit[] = [];
  for (const each of given) {
    const edit =
      typeof each === "object" && each !== null
        ? readEdit(each)
        : failed("file/bad-input", "an edit must be an object");
    if (!edit.ok) return edit;
    edits.push(edit.value);
  }
  const edited = editFile(path, edits, desk);
  if (!edited.ok) return edited;
  const { before, patch, after } = edited.value;
  return done({
    output: { filePath: path, edits: given, originalFileContents: before, structuredPatch: patch },
    text: `Made ${edits.length} edits in ${path}:\n${shownAround(after, patch)}`,
  });
}

function readEdit(input: ToolInput): Tried<TextEdit> {
  const fields = readFields(input, { old_string: "text", new_string: "text", replace_all: "flag?" });
  if (!fields.ok) return fields;
  const { old_string: oldText, new_string: newText, replace_all: all = false } = fields.value;
  return done({ oldText, newText, all });
}

interface Edited {
  readonly before: string;
  readonly after: string;
  readonly patch: readonly Hunk[];
}

function editFile(path: string, edits: readonly TextEdit[], desk: FileDesk): Tried<Edited> {
  const reached = desk.reach(path);
  if (!reached.ok) return reached;
  using at = reached.value;
  const read = readText(at, Math.min(mostEdited, desk.maxRead));
  if (!read.ok) return read;
  const { text: before } = read.value;
  let after = before;
  for (const [index, edit] of edits.entries()) {
    const subject = edits.length === 1 ? printable(path) : `${printable(path)}, edit ${index + 1}`;
    const edited = editText(after, edit, subject);
    if (!edited.ok) return edited;
    after = edited.value;
  }
  const replaced = replaceFile(at, { bytes: encodeText({ ...read.value, text: after }), admits: desk.admits });
  return replaced.ok ? done({ before, after, patch: patchOf(before, after) }) : replaced;
}

function createFile(path: string, content: string, desk: FileDesk): Tried<ToolOutput> {
  const reached = desk.reach(path);
  if (!reached.ok) return reached;
  using at = reached.value;
  if (at.there !== undefined && at.there.stats.size > 0)
    return failed(
      "file/bad-input",
      `${printable(path)}: the old text is empty, and the file is not; say what to replace`,
    );
  const replaced = replaceFile(at, { bytes: Buffer.from(content), admits: desk.admits });
  if (!replaced.ok) return replaced;
  const told = { filePath: path, oldString: "", newString: content, originalFile: "", replaceAll: false };
  return done({ output: { ...told, structuredPatch: patchOf("", content) }, text: `File created at ${path}` });
}

const mostShown = 200;

/** The lines around what changed, numbered. */
function shownAround(after: string, patch: readonly Hunk[]): string {
  const lines = after.split("\n");
  return patch
    .map(({ newStart, newLines }) => {
      const count = Math.min(newLines, mostShown);
      const shown = numberLines(lines.slice(newStart - 1, newStart - 1 + count).join("\n"), newStart);
      return count < newLines ? `${shown}\n…` : shown;
    })
    .join("\n…\n");
}
