import { readSync } from "node:fs";
import { printable } from "../base/index.ts";
import { done, failed, type Tried } from "./fault.ts";
import { readFields } from "./fields.ts";
import { readCells, showCells } from "./notebook.ts";
import { numberLines } from "./number-lines.ts";
import { openFile, type OpenFile, readBytes } from "./open-file.ts";
import type { Reached } from "./reach.ts";
import { readLines } from "./read-lines.ts";
import { readText } from "./read-text.ts";
import { decodeText } from "./text.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";

const pageRange = /^[1-9]\d{0,5}(?:-[1-9]\d{0,5})?$/u;
const usualLines = 2000;
const mostBytes = 256 * 1024;
const mostMediaBytes = 32 * 1024 * 1024;
const mostNotebookBytes = 16 * 1024 * 1024;
const mostWideBytes = 16 * 1024 * 1024;

/** By the first bytes, whatever the name says. */
const media: readonly { readonly type: string; readonly at: number; readonly bytes: Buffer }[] = [
  { type: "image/png", at: 0, bytes: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") },
  { type: "image/jpeg", at: 0, bytes: Buffer.from("\xff\xd8\xff", "latin1") },
  { type: "image/gif", at: 0, bytes: Buffer.from("GIF8", "latin1") },
  { type: "image/webp", at: 8, bytes: Buffer.from("WEBP", "latin1") },
  { type: "application/pdf", at: 0, bytes: Buffer.from("%PDF-", "latin1") },
];

/** `Read`: text with numbered lines, a notebook's cells, an image or a PDF as they are. */
export function readTool(input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const fields = readFields(input, { file_path: "path", offset: "count?", limit: "count?", pages: "text?" });
  if (!fields.ok) return fields;
  const { pages } = fields.value;
  if (pages !== undefined && !pageRange.test(pages))
    return failed("file/bad-input", "`pages` must be a page or a range of pages, such as `3` or `1-5`");
  const { file_path: path, offset = 1, limit = usualLines } = fields.value;
  const reached = desk.reach(path);
  if (!reached.ok) return reached;
  using at = reached.value;
  const opened = openFile(at);
  if (!opened.ok) return opened;
  using file = opened.value;
  if (file.stats.size > desk.maxRead)
    return failed(
      "file/too-large",
      `${printable(path)}: it has ${file.stats.size} bytes, more than the ${desk.maxRead} that may be read`,
    );
  const head = Buffer.alloc(64);
  const start = head.subarray(0, readSync(file.fd, head, 0, head.length, 0));
  const kind = media.find(({ at: from, bytes }) => start.subarray(from, from + bytes.length).equals(bytes));
  if (kind !== undefined) return readMedia(file, { path, type: kind.type, pages });
  if (path.endsWith(".ipynb")) return readNotebook(at, path);
  const part = { path, first: Math.max(offset, 1), count: limit };
  return start[0] === 0xff && start[1] === 0xfe ? readWide(at, part) : readPart(file, part);
}

interface Media {
  readonly path: string;
  readonly type: string;
  /** Of a PDF, that were asked for. Taking one apart is left to whoever shows it. */
  readonly pages: string | undefined;
}

function readMedia(file: OpenFile, { path, type, pages }: Media): Tried<ToolOutput> {
  const read = readBytes(file, mostMediaBytes);
  if (!read.ok) return read;
  const base64 = read.value.toString("base64");
  const size = read.value.length;
  const isImage = type.startsWith("image/");
  return done({
    output: isImage
      ? { type: "image", file: { base64, type, originalSize: size } }
      : { type: "pdf", file: { filePath: path, base64, originalSize: size } },
    text: isImage
      ? `(${type}, ${size} bytes)`
      : `(PDF, ${size} bytes${pages === undefined ? "" : `; all of it, pages ${pages} among them`})`,
  });
}

function readNotebook(at: Reached, path: string): Tried<ToolOutput> {
  const read = readText(at, mostNotebookBytes);
  if (!read.ok) return read;
  const cells = readCells(read.value.text, at.real);
  if (!cells.ok) return cells;
  return done({
    output: { type: "notebook", file: { filePath: path, cells: cells.value } },
    text: showCells(cells.value),
  });
}

interface Part {
  readonly path: string;
  readonly first: number;
  readonly count: number;
}

function readPart(file: OpenFile, { path, first, count }: Part): Tried<ToolOutput> {
  const lines = readLines(file, { first, count, mostBytes });
  if (!lines.ok) return lines;
  const { bytes, count: numLines, total: totalLines } = lines.value;
  const decoded = decodeText(bytes, file.real);
  if (!decoded.ok) return decoded;
  const content = decoded.value.text.replace(/\r?\n$/u, "");
  return done({
    output: { type: "text", file: { filePath: path, content, numLines, startLine: first, totalLines } },
    text: numLines === 0 ? nothingThere(first, totalLines) : numberLines(content, first),
  });
}

/** In UTF-16 lines don't end at a byte, and only the start of the file says that it is that. */
function readWide(at: Reached, { path, first, count }: Part): Tried<ToolOutput> {
  const read = readText(at, mostWideBytes);
  if (!read.ok) return read;
  const lines = read.value.text.replace(/\r?\n$/u, "").split("\n");
  const totalLines = read.value.text === "" ? 0 : lines.length;
  const content = lines
    .slice(first - 1, first - 1 + count)
    .join("\n")
    .replace(/\r$/u, "");
  if (content.length > mostBytes)
    return failed(
      "file/too-large",
      `${printable(path)}: these lines are too long; read fewer of them with offset and limit`,
    );
  const numLines = Math.max(0, Math.min(totalLines - first + 1, count));
  return done({
    output: { type: "text", file: { filePath: path, content, numLines, startLine: first, totalLines } },
    text: numLines === 0 ? nothingThere(first, totalLines) : numberLines(content, first),
  });
}

function nothingThere(first: number, total: number): string {
  return total === 0
    ? "(the file is there, and empty)"
    : `(the file has only ${total} lines; line ${first} is not there)`;
}
