import type { GitWords } from "./git-words.ts";

const valued =
  /^(?:--(?:message|file|author|date|template|reuse-message|reedit-message|fixup|squash|cleanup|trailer)|-[mFCct])$/u;
const takingMore = /^--(?:all|only|include|patch|interactive|pathspec-from-file(?:=.*)?)$/u;

/** True when `git commit` takes more than what is staged: changed files, some by name, or what is picked on the way. */
export function isMoreTaken(rest: readonly string[]): boolean {
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? "";
    if (valued.test(word)) at += 1;
    else if (word === "--") return at + 1 < rest.length;
    else if (!word.startsWith("-") || takingMore.test(word) || /^-[^-mFCctuS]*[apoi]/u.test(word)) return true;
    else if (/^-[a-zA-Z]*[mFCct]$/u.test(word)) at += 1;
  }
  return false;
}

/** Verbs that take a message out of a file by `-F`. */
const describing: ReadonlySet<string> = new Set(["commit", "commit-tree", "merge", "notes", "tag"]);
/** Verbs that read their input without being told to. */
const reading: ReadonlySet<string> = new Set(["am", "mktag"]);

interface NamedFiles {
  readonly files: readonly string[];
  /** What is read is none that somebody else could open. */
  readonly fromInput: boolean;
}

/** The files that hold messages, and whether one comes by the input. */
export function namedFiles({ verb, rest }: GitWords): NamedFiles {
  if (reading.has(verb)) return { files: [], fromInput: true };
  if (!describing.has(verb)) return { files: [], fromInput: false };
  const named = rest.flatMap((word, at) => {
    if (/^(?:--file|-[a-zA-Z]*F)$/u.test(word)) return [rest[at + 1] ?? "-"];
    const glued = /^(?:--file=|-F)(.+)$/su.exec(word)?.[1];
    return glued === undefined ? [] : [glued];
  });
  const isInput = (file: string): boolean => file === "-" || /^\/(?:dev|proc)\//u.test(file);
  const hasMessage = named.length > 0 || rest.some((word) => word.startsWith("-m"));
  return {
    files: named.filter((file) => !isInput(file)),
    fromInput: named.some(isInput) || (verb === "commit-tree" && !hasMessage),
  };
}
