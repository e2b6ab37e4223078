import type { PathRef, Word } from "../base/index.ts";
import { type Folder, type Folders, isHomePath, joinPath, normalPath } from "./folders.ts";
import { writtenAt } from "./catalogue/word-parts.ts";
import { substitutedFolder } from "./read-word.ts";
import type { Place } from "./tape.ts";

/** What a path word names from each folder in which its command may run. */
export function pathRefs(place: Place, word: Word, folders: Folders, from?: Word): readonly PathRef[] {
  const spelled = spelledPath(place, word);
  const bases = basesOf(place, folders, from);
  const refs: PathRef[] = [];
  for (const { base, doubtful } of bases) {
    const ref = pathRef(place, word, { spelled, base });
    if (refs.some((other) => other.path === ref.path && other.kind === ref.kind)) continue;
    // a failed `cd` must not turn every honest `..` into a way out of the workspace; the walls hold there
    if (doubtful && refs.length > 0 && normalPath(ref.path).startsWith("..")) continue;
    refs.push(ref);
  }
  return refs;
}

function basesOf(
  place: Place,
  folders: Folders,
  from: Word | undefined,
): readonly { base: string | undefined; doubtful: boolean }[] {
  const sorted = [...folders].sort((one, other) => Number(one.doubtful) - Number(other.doubtful));
  return sorted.map(({ path, doubtful }: Folder) => {
    if (from === undefined) return { base: path, doubtful };
    const joined = from.kind === "static" ? joinPath(path, spelledPath(place, from)) : undefined;
    return { base: joined, doubtful };
  });
}

function pathRef(
  place: Place,
  word: Word,
  { spelled, base }: { readonly spelled: string; readonly base: string | undefined },
): PathRef {
  const text = word.kind === "static" ? word.value : word.text;
  const home = word.kind === "opaque" ? homePath(text) : undefined;
  if (home !== undefined) return { ...home, text, ...writtenIn(place, word) };
  const inPlace = place.fixed === undefined && word.at.end > word.at.start;
  const at = {
    ...(inPlace ? { at: word.at } : {}),
    ...(spelled.startsWith("/") || isHomePath(spelled) ? writtenIn(place, word) : {}),
  };
  const path = spelled === "" ? certainFolder(word, base) : joinPath(base, spelled);
  // the file of a process substitution has no name of its own and is nobody's secret
  if (word.kind === "opaque" && path === substitutedFolder) return { kind: "static", path: `${path}63`, text };
  const certain = word.kind === "static" && path !== undefined;
  return { kind: certain ? "static" : "opaque", path: path ?? "", text, ...at };
}

function writtenIn(place: Place, word: Word): Pick<PathRef, "written"> {
  const written = writtenAt(word);
  return place.fixed !== undefined || written.at.end === written.at.start ? {} : { written };
}

const fileTest = /^-(?:[abcdefghkprstuwxGLNOS]|nt|ot|ef)$/u;
const fileComparison = /^-(?:nt|ot|ef)$/u;

/** Absolute paths that are neither read nor written: of the program itself, and what `test` asks about. */
export function namedPaths(place: Place, words: readonly Word[]): readonly PathRef[] {
  const values = words.map((word) => (word.kind === "static" ? word.value : ""));
  const isTest = values[0] === "test" || values[0] === "[";
  const isNamed = (index: number): boolean =>
    index === 0 || (isTest && (fileTest.test(values[index - 1] ?? "") || fileComparison.test(values[index + 1] ?? "")));
  return words.flatMap((word, index) => {
    if (!isNamed(index) || (index === 0 && word.kind === "opaque")) return [];
    const spelled = spelledPath(place, word);
    return /^[/~]/u.test(spelled) || word.kind === "opaque" ? [pathRef(place, word, { spelled, base: "" })] : [];
  });
}

/**
 * `$HOME/x` is `~/x` spelled out: a text that assigns HOME is refused for that. What follows a literal start is not
 * certain.
 */
function homePath(text: string): Pick<PathRef, "kind" | "path"> | undefined {
  const [start, below] = /^"?\$(?:HOME|\{HOME\})(?:"(?=\/|$))?((?:\/[\w.@%+,:-]*)*)/u.exec(text) ?? [];
  if (start === undefined || below === undefined) return undefined;
  const rest = text.slice(start.length);
  if (rest === "" || rest === '"') return { kind: "static", path: `~${below}` };
  return below === "" ? undefined : { kind: "opaque", path: `~${below.slice(0, below.lastIndexOf("/") + 1)}` };
}

/** A bare pattern names what lies in the working folder; of other words that only exist at run time nothing is known. */
function certainFolder(word: Word, base: string | undefined): string {
  const isPattern = word.kind === "opaque" && word.glob && base !== undefined && base !== "";
  return isPattern ? (joinPath(base, "") ?? "").replace(/\/*$/u, "/") : "";
}

/** The path, or its certain start. A `~` that bash does not expand is a name like any other. */
function spelledPath(place: Place, word: Word): string {
  const path = word.kind === "static" ? word.value || "." : word.prefix;
  return isHomePath(path) && !isExpandedTilde(place.source, word) ? `./${path}` : path;
}

/** bash expands a tilde at the start of a word, and after the `=` of what looks like an assignment. */
function isExpandedTilde(source: string, { at }: Word): boolean {
  // a word that has no place of its own came from one that bash expanded: a brace list, an argument of a function
  if (at.start > 0 && at.end === at.start)
    return !/=~[^\s;&|()<>]*$/u.test(source.slice(Math.max(0, at.start - 1000), at.start));
  if (source.charAt(at.start) !== "~") return false;
  const before = source.charAt(at.start - 1);
  if (before !== "=") return before === "" || /[\s;&|(<>]/u.test(before);
  return /(?:^|[\s;&|(])[A-Za-z_][A-Za-z0-9_]*\+?=$/u.test(source.slice(Math.max(0, at.start - 100), at.start));
}
