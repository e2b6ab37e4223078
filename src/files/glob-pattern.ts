import { literalStart, matchesPathGlob, parsePathGlob } from "../base/index.ts";
import { done, failed, type Tried } from "./fault.ts";

/** So many patterns are the most that braces may stand for. */
const mostPatterns = 500;
const mostBraces = 20;
const longestPattern = 4096;

/** A pattern of file names, ready to be asked. */
export interface NamePattern {
  /** The folder that it starts with: nothing else need be looked into. */
  readonly start: string;
  /** Names from that folder on. */
  readonly matches: (parts: readonly string[]) => boolean;
}

/**
 * `src/**` + `/*.{ts,js}`: a pattern without a slash means names in any folder, as in `.gitignore`. Costs no more than the lengths
 * of pattern and names multiplied.
 */
export function parseNamePattern(text: string): Tried<NamePattern> {
  if (text === "" || text.length > longestPattern) return failed("file/bad-input", "`pattern` is empty or too long");
  if (text.split("{").length > mostBraces)
    return failed("file/bad-input", `\`pattern\` has ${mostBraces} or more braces; use fewer`);
  const patterns = expandBraces(text);
  if (patterns === undefined)
    return failed("file/bad-input", `\`pattern\` stands for more than ${mostPatterns} patterns; use fewer braces`);
  const globs = patterns.map((pattern) => parsePathGlob(pattern.includes("/") ? pattern : `**/${pattern}`, "only"));
  const [first] = globs;
  const start = globs.length === 1 && first !== undefined ? literalStart(first.slice(0, -1)) : [];
  const absolute = text.startsWith("/");
  if (absolute && globs.length > 1)
    return failed("file/bad-input", "`pattern` is absolute and has braces; give the folder as `path`");
  return done({
    start: `${absolute ? "/" : ""}${start.join("/")}`,
    matches: (parts) => globs.some((glob) => matchesPathGlob(glob, [...start, ...parts])),
  });
}

/** As bash expands `{a,b}`; what is no such list stays. */
export function expandBraces(text: string, room = mostPatterns): readonly string[] | undefined {
  const found = findBraces(text);
  if (found === undefined) return [text];
  const expanded: string[] = [];
  for (const part of found.parts) {
    const rest = expandBraces(`${found.before}${part}${found.after}`, room - expanded.length);
    if (rest === undefined) return undefined;
    expanded.push(...rest);
    if (expanded.length > room) return undefined;
  }
  return expanded;
}

interface Braces {
  readonly before: string;
  readonly parts: readonly string[];
  readonly after: string;
}

/** The first list in braces that has more than one part. */
function findBraces(text: string): Braces | undefined {
  for (let open = text.indexOf("{"); open !== -1; open = text.indexOf("{", open + 1)) {
    const parts: string[] = [];
    let depth = 0;
    let from = open + 1;
    for (let at = open; at < text.length; at += 1) {
      const char = text[at];
      if (char === "\\") at += 1;
      else if (char === "{") depth += 1;
      else if (char === "," && depth === 1) {
        parts.push(text.slice(from, at));
        from = at + 1;
      } else if (char === "}" && (depth -= 1) === 0) {
        if (parts.length === 0) break;
        return { before: text.slice(0, open), parts: [...parts, text.slice(from, at)], after: text.slice(at + 1) };
      }
    }
  }
  return undefined;
}
