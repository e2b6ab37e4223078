import type { Word } from "../../base/index.ts";

const rootSpellings = ["/", "//", "/.", "/*", "/.."];
const homeSpellings = ["~", "~/", "~/.", "~/*"];

/** Groups of operands that stand for one target: the spellings of `/` and of the home folder, with those met here. */
export function sameOperandsOf(operands: readonly Word[]): readonly (readonly string[])[] {
  const spelled = operands.map((word) => (word.kind === "static" ? word.value : word.text));
  const roots = spelled.filter((text) => /^\/[/.*]*$/u.test(text) && isRoot(text.slice(1)));
  const homes = spelled.filter((text) => /^~[/.*]*$/u.test(text) && isRoot(text.slice(1)));
  return [united(rootSpellings, roots), united(homeSpellings, homes)];
}

/** True for a rest that never leaves its start downwards: dots, slashes, and a final star. */
function isRoot(rest: string): boolean {
  return rest
    .split("/")
    .every(
      (part, index, parts) => /^(?:\.{0,2}|\.?\*)$/u.test(part) && (!part.includes("*") || index === parts.length - 1),
    );
}

function united(known: readonly string[], met: readonly string[]): readonly string[] {
  return met.length === 0 ? known : [...new Set([...known, ...met])];
}
