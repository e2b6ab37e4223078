import type { Word } from "../../base/index.ts";
import { certainStart } from "./word-parts.ts";

/** The folder reached by going to `first`, then to `second`. */
export function joinFolders(first: Word, second: Word): Word {
  const start = certainStart(second);
  if (start.startsWith("/") || start.startsWith("~")) return second;
  const at = { start: second.at.end, end: second.at.end };
  if (first.kind === "static" && second.kind === "static") {
    return { kind: "static", value: `${first.value}/${second.value}`, at };
  }
  if (first.kind === "opaque") return first;
  return { kind: "opaque", text: `${first.value}/${start}`, prefix: "", splits: false, glob: false, at };
}

/** True when a word can only be meant as a path: absolute, below home, or starting with a dot. */
export function looksLikePath(word: Word): boolean {
  return /^[/~.]/u.test(certainStart(word));
}

/** True when a word might be a path: what is assumed of the operands of an unknown program. */
export function maybePath(word: Word): boolean {
  const start = certainStart(word);
  return looksLikePath(word) || (start.includes("/") && !/^[a-z][a-z0-9+.-]*:\/\//iu.test(start));
}
