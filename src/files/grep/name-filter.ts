import { type AbsolutePath, printable } from "../../base/index.ts";
import { done, failed, type Tried } from "../fault.ts";
import { ignores, type IgnoreRules, parseIgnoreRules } from "../gitignore.ts";
import { expandBraces } from "../glob-pattern.ts";
import { fileTypes } from "./file-types.ts";

/** Which files are searched, by their names from the folder on that is searched. */
export interface NameFilter {
  readonly wants: (parts: readonly string[]) => boolean;
  /** True for a folder of which nothing is wanted. */
  readonly skips: (parts: readonly string[]) => boolean;
}

interface Wish {
  readonly glob: string | undefined;
  readonly type: string | undefined;
}

/**
 * Patterns as for ripgrep's `--glob`, several behind blanks or commas; one behind `!` leaves out. They count from `folder`, and may
 * name it.
 */
export function parseNameFilter({ glob, type }: Wish, folder: AbsolutePath): Tried<NameFilter> {
  const expanded = patternsOf(glob ?? "").map((text) => expandBraces(fromFolder(text, folder)));
  const stated = expanded.flatMap((texts) => texts ?? []);
  if (expanded.includes(undefined))
    return failed("file/bad-input", "`glob` stands for too many patterns; use fewer braces");
  const kinds = type === undefined ? undefined : fileTypes.get(type);
  if (type !== undefined && kinds === undefined)
    return failed(
      "file/bad-input",
      `there is no type \`${printable(type)}\`; use \`glob\`, such as \`*.${printable(type)}\``,
    );
  const rules = parseIgnoreRules(stated.join("\n"));
  const typeRules = kinds === undefined ? undefined : parseIgnoreRules(kinds.join("\n"));
  const picks = rules.some(({ negated }) => !negated);
  return done({
    wants: (parts) => (ignores(rules, parts, false) ?? !picks) && isOfType(typeRules, parts),
    skips: (parts) => ignores(rules, parts, true) === false,
  });
}

function isOfType(rules: IgnoreRules | undefined, parts: readonly string[]): boolean {
  return rules === undefined || ignores(rules, parts.slice(-1), false) === true;
}

function fromFolder(text: string, folder: AbsolutePath): string {
  const [sign, pattern] = text.startsWith("!") ? ["!", text.slice(1)] : ["", text];
  const start = [folder, "."].find((each) => pattern.startsWith(`${each}/`)) ?? "";
  return `${sign}${pattern.slice(start.length)}`;
}

/** A comma in braces belongs to them. */
function patternsOf(text: string): readonly string[] {
  return text
    .split(/\s+/u)
    .flatMap((word) => (word.includes("{") ? [word] : word.split(",")))
    .filter((word) => word !== "");
}
