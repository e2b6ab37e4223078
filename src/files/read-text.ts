import type { Tried } from "./fault.ts";
import { openFile, readBytes } from "./open-file.ts";
import type { Reached } from "./reach.ts";
import { decodeText, type FileText } from "./text.ts";

/** The bytes of a file that is there and has no more than `most` of them. */
export function wholeOf(at: Reached, most: number): Buffer | undefined {
  const opened = openFile(at);
  if (!opened.ok) return undefined;
  using file = opened.value;
  const read = readBytes(file, most);
  return read.ok ? read.value : undefined;
}

/** The whole text of a file that has no more than `most` bytes. */
export function readText(at: Reached, most: number): Tried<FileText> {
  const opened = openFile(at);
  if (!opened.ok) return opened;
  using file = opened.value;
  const read = readBytes(file, most);
  return read.ok ? decodeText(read.value, at.real) : read;
}
