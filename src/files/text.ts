import { printable, type AbsolutePath } from "../base/index.ts";
import { done, failed, type Tried } from "./fault.ts";

/** A file's text, and how it stands in bytes. */
export interface FileText {
  readonly text: string;
  readonly encoding: "utf8" | "utf16le";
  /** A byte order mark in front. */
  readonly marked: boolean;
}

const mark = "\uFEFF";

/** Reads text as UTF-8, or as UTF-16 where a mark says so. What is neither is refused, so that nothing of it gets lost. */
export function decodeText(bytes: Buffer, path: AbsolutePath): Tried<FileText> {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf16le" : "utf8";
  const text = bytes.toString(encoding);
  if (encoding === "utf8" && bytes.includes(0))
    return failed("file/binary", `${printable(path)}: it is no text; look at it with a program made for its kind`);
  if (!Buffer.from(text, encoding).equals(bytes))
    return failed("file/not-text", `${printable(path)}: it is not valid ${encoding === "utf8" ? "UTF-8" : "UTF-16"}`);
  const marked = text.startsWith(mark);
  return done({ text: marked ? text.slice(1) : text, encoding, marked });
}

export function encodeText({ text, encoding, marked }: FileText): Buffer {
  return Buffer.from(marked ? mark + text : text, encoding);
}

/** True when every line ends as on Windows. */
export function isCrlf(text: string): boolean {
  return text.includes("\r\n") && !/(?<!\r)\n/u.test(text);
}

export function toCrlf(text: string): string {
  return text.replaceAll(/\r?\n/gu, "\r\n");
}
