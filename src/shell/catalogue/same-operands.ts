import type { Word } from "../../base/index.ts";

const rootSpellings = ["/", "//", "/.", "/*", "/.."];
const homeSpellings = ["~", "~/", "~/.", "~/*"];

/** Groups of operands that stand for one target: the spellings of `/` and of the home folder, with those met here. */
export function sameOperandsOf(operands: readonly Word[]): readonly (readonly string[])[] {
  const spelled = operands.map((word) => (word.kind === "static" ? word.value : word.text));
  const roots = spelled.filter((text) => /^\/[/.*]*$/u.test(text) && isRoot(text.slice(1)));
  const homes = spelled.filter((text) => /^~[/.*]*$/u.test(text) && isRoot(text.slice(1)));
  return [united(rootSpellings, roots), united(homeSpellings, homes), ...spelled.slice(0, 1).flatMap(sameModes)];
}

/** Spellings that let everybody do anything. */
const everything = ["777", "a=rwx", "a+rwx", "ugo=rwx", "ugo+rwx", "+rwx", "u=rwx,g=rwx,o=rwx"];

/** `0777` is the mode `777`, and so is `a=rwx`; for other programs the first operand is no mode. */
function sameModes(mode: string): readonly (readonly string[])[] {
  const octal = /^0*(?<digits>[0-7]{3,4})$/u.exec(mode)?.groups?.["digits"]?.replace(/^0/u, "") ?? mode;
  if (octal === "777" || everything.includes(mode)) return [[...everything, "0777", "00777", mode]];
  return /^[0-7]{3,4}$/u.test(octal) ? [[octal, `0${octal}`, `00${octal}`, mode]] : [];
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
