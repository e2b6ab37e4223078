import { printable } from "../base/index.ts";
import { done, failed, type Tried } from "./fault.ts";
import { readFields } from "./fields.ts";
import { idOf, languageOf, type Notebook, parseNotebook } from "./notebook.ts";
import { readText } from "./read-text.ts";
import { replaceFile } from "./replace-file.ts";
import { encodeText } from "./text.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";

const mostBytes = 64 * 1024 * 1024;
const modes = ["replace", "insert", "delete"] as const;
const types = ["code", "markdown"] as const;

interface CellEdit {
  readonly mode: (typeof modes)[number];
  readonly id: string | undefined;
  readonly source: string;
  readonly type: (typeof types)[number] | undefined;
}

/** `NotebookEdit`: replaces, inserts or deletes one cell. */
export function notebookEditTool(input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const fields = readFields(input, { notebook_path: "path" });
  const edit = readCellEdit(input);
  if (!fields.ok) return fields;
  if (!edit.ok) return edit;
  const { notebook_path: path } = fields.value;
  const reached = desk.reach(path);
  if (!reached.ok) return reached;
  using at = reached.value;
  const read = readText(at, Math.min(mostBytes, desk.maxRead));
  if (!read.ok) return read;
  const { text } = read.value;
  const parsed = parseNotebook(text, at.real);
  if (!parsed.ok) return parsed;
  const edited = editCell(parsed.value, edit.value, printable(path));
  if (!edited.ok) return edited;
  const after = JSON.stringify(edited.value.notebook, null, indentOf(text)) + (text.endsWith("\n") ? "\n" : "");
  const replaced = replaceFile(at, { bytes: encodeText({ ...read.value, text: after }), admits: desk.admits });
  return replaced.ok ? done(told(path, edit.value, edited.value)) : replaced;
}

function readCellEdit(input: ToolInput): Tried<CellEdit> {
  const fields = readFields(input, { new_source: "text", cell_id: "text?", cell_type: "text?", edit_mode: "text?" });
  if (!fields.ok) return fields;
  const { new_source: source, cell_id: id, cell_type, edit_mode = "replace" } = fields.value;
  const mode = modes.find((each) => each === edit_mode);
  const type = types.find((each) => each === cell_type);
  if (mode === undefined) return failed("file/bad-input", `\`edit_mode\` must be one of ${modes.join(", ")}`);
  if (cell_type !== undefined && type === undefined)
    return failed("file/bad-input", `\`cell_type\` must be one of ${types.join(", ")}`);
  return done({ mode, id, source, type });
}

const deeds = { replace: "replaced", insert: "inserted", delete: "deleted" } as const;

function told(path: string, { mode, source }: CellEdit, { cellId, cellType, notebook }: EditedCell): ToolOutput {
  return {
    output: {
      new_source: source,
      cell_id: cellId,
      cell_type: cellType,
      language: languageOf(notebook),
      edit_mode: mode,
      notebook_path: path,
    },
    text: `Cell ${cellId} of ${path}: ${deeds[mode]}`,
  };
}

interface EditedCell {
  readonly notebook: Notebook;
  readonly cellId: string;
  readonly cellType: string;
}

function editCell(notebook: Notebook, { mode, id, source, type }: CellEdit, subject: string): Tried<EditedCell> {
  const { cells } = notebook;
  const at = id === undefined ? -1 : cells.findIndex((cell, index) => idOf(cell, index) === id);
  if (id !== undefined && at === -1) return failed("file/no-match", `${subject}: it has no cell \`${printable(id)}\``);
  if (mode !== "insert" && id === undefined) return failed("file/bad-input", "`cell_id` must name the cell");
  const old = cells[at];
  if (mode === "insert" || old === undefined) {
    if (type === undefined) return failed("file/bad-input", "`cell_type` must say what is inserted");
    const cell = newCell(notebook, type, source);
    const cellId = idOf(cell, at + 1);
    return done({ notebook: { ...notebook, cells: cells.toSpliced(at + 1, 0, cell) }, cellId, cellType: type });
  }
  const cellId = idOf(old, at);
  const oldType = typeof old["cell_type"] === "string" ? old["cell_type"] : "raw";
  if (mode === "delete")
    return done({ notebook: { ...notebook, cells: cells.toSpliced(at, 1) }, cellId, cellType: oldType });
  const cellType = type ?? oldType;
  const { outputs: _, execution_count: __, ...kept } = old;
  // What an old source printed is not what the new one prints.
  const run = cellType === "code" ? { execution_count: null, outputs: [] } : {};
  const cell = { ...kept, ...run, cell_type: cellType, source: sourceLike(old["source"], source) };
  return done({ notebook: { ...notebook, cells: cells.with(at, cell) }, cellId, cellType });
}

/** Ids came with version 4.5 of the format, which requires them. */
function newCell(
  { nbformat, nbformat_minor }: Notebook,
  type: string,
  source: string,
): Readonly<Record<string, unknown>> {
  const hasIds =
    typeof nbformat === "number" &&
    typeof nbformat_minor === "number" &&
    (nbformat > 4 || (nbformat === 4 && nbformat_minor >= 5));
  return {
    cell_type: type,
    ...(hasIds && { id: Math.random().toString(36).slice(2, 10).padEnd(8, "0") }),
    metadata: {},
    source: sourceLike([], source),
    ...(type === "code" && { execution_count: null, outputs: [] }),
  };
}

/** One text, or a list of lines with their ends, as the old source was. */
function sourceLike(old: unknown, source: string): unknown {
  return Array.isArray(old) ? (source.match(/[^\n]*\n|[^\n]+$/gu) ?? []) : source;
}

function indentOf(text: string): string {
  return /^\{\r?\n([ \t]+)"/u.exec(text)?.[1] ?? " ";
}
