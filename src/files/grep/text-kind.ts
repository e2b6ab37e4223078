import { readSync } from "node:fs";

export type TextKind = "utf8" | "utf-16le" | "utf-16be" | "binary";

/** So many bytes tell what a file is. */
export const headBytes = 64 * 1024;

/** By a mark in front, and by a NUL, which no text has. Looked for in as much as ripgrep looks at first, too. */
export function kindOfHead(head: Buffer): TextKind {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return head.subarray(0, headBytes).includes(0) ? "binary" : "utf8";
}

export function isBinary(fd: number): boolean {
  const head = Buffer.allocUnsafe(headBytes);
  return kindOfHead(head.subarray(0, readSync(fd, head, 0, headBytes, 0))) === "binary";
}
