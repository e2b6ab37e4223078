import { type AbsolutePath, printable } from "../base/index.ts";
import { done, failed, type Tried } from "./fault.ts";

type Json = Readonly<Record<string, unknown>>;

/** A cell as tools show it. */
export interface Cell {
  readonly cellType: string;
  readonly source: string;
  readonly cell_id: string;
  readonly language?: string;
  readonly execution_count?: number;
  /** What its run printed, as text. */
  readonly outputs?: readonly string[];
}

/** The notebook format, version 4 (nbformat). */
export interface Notebook extends Json {
  readonly cells: readonly Json[];
}

export function parseNotebook(text: string, path: AbsolutePath): Tried<Notebook> {
  const fault = (why: string): Tried<Notebook> => failed("file/bad-notebook", `${printable(path)}: ${why}`);
  const parsed = parseJson(text);
  if (!isJson(parsed)) return fault("it is not the JSON of a notebook");
  const { cells } = parsed;
  if (!Array.isArray(cells) || !cells.every(isJson)) return fault("it holds no list of cells");
  return done({ ...parsed, cells });
}

/** The cells of a notebook's text. */
export function readCells(text: string, path: AbsolutePath): Tried<readonly Cell[]> {
  const parsed = parseNotebook(text, path);
  if (!parsed.ok) return parsed;
  const language = languageOf(parsed.value);
  return done(parsed.value.cells.map((cell, at) => cellOf(cell, at, language)));
}

/** By its own id, or by its number where the format is too old for ids. */
export function idOf(cell: Json, at: number): string {
  return typeof cell["id"] === "string" ? cell["id"] : `cell-${at}`;
}

function cellOf(cell: Json, at: number, language: string): Cell {
  const cellType = typeof cell["cell_type"] === "string" ? cell["cell_type"] : "raw";
  const told = { cellType, source: joined(cell["source"]), cell_id: idOf(cell, at) };
  if (cellType !== "code") return told;
  const count = cell["execution_count"];
  const outputs = Array.isArray(cell["outputs"]) ? cell["outputs"].filter(isJson).map(outputText) : [];
  return {
    ...told,
    language,
    ...(typeof count === "number" && { execution_count: count }),
    ...(outputs.length > 0 && { outputs }),
  };
}

function outputText(output: Json): string {
  const { text, data, traceback, ename, evalue } = output;
  if (text !== undefined) return joined(text);
  if (Array.isArray(traceback)) return joined(traceback.map((line) => `${String(line)}\n`));
  if (typeof ename === "string") return `${ename}: ${String(evalue)}`;
  if (!isJson(data)) return "";
  const plain = data["text/plain"];
  return plain === undefined ? `(${Object.keys(data).join(", ")})` : joined(plain);
}

/** One text, or its lines. */
function joined(source: unknown): string {
  return Array.isArray(source) ? source.map(String).join("") : typeof source === "string" ? source : "";
}

export function languageOf({ metadata }: Notebook): string {
  const info = isJson(metadata) ? metadata["language_info"] : undefined;
  const name = isJson(info) ? info["name"] : undefined;
  return typeof name === "string" ? name : "python";
}

export function showCells(cells: readonly Cell[]): string {
  return cells
    .map(({ cell_id, cellType, source, outputs = [] }) =>
      [
        `<cell id="${cell_id}" type="${cellType}">`,
        source,
        ...outputs.map((text) => `<output>${text}</output>`),
        "</cell>",
      ].join("\n"),
    )
    .join("\n");
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: said by the caller
  }
}
