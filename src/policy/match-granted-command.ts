import { type Context, isBeneath, parseAbsolutePath, type Word } from "../base/index.ts";
import { baseName } from "./base-name.ts";
import { candidateRules } from "./command-index.ts";
import { type CommandRule, type CommandRules, wordBreak } from "./compiled-policy.ts";
import type { Invocation } from "./invocation.ts";
import { matchesStars } from "./star-pattern.ts";
import { isSystemProgram } from "./system-folders.ts";
import type { TextFolder } from "./text-folder.ts";

/** Stands for a word that only exists at run time: no rule's text can hold it. */
const unknownWord = "\u0001";

export type GrantMatch =
  | { readonly kind: "rule"; readonly rule: CommandRule }
  /** A rule names the program, but not the file of that name that would run. */
  | { readonly kind: "untrusted" };

/** Where the command stands, beyond its own words. */
export interface Standing {
  readonly context: Context;
  /** The working folder as far as the text before the command has changed it. */
  readonly folder: TextFolder;
  /** True when the agent may write there, so that a program in it proves nothing. */
  readonly isWritable: (folder: string) => boolean;
}

/** The allow rule that grants a command (semantics 8–10): its words as they stand, after quote removal. */
export function findGrant(rules: CommandRules, invocation: Invocation, standing: Standing): GrantMatch | undefined {
  const { program } = invocation;
  if (program === undefined) return undefined;
  const trusted = trustedName(program, standing);
  let untrusted = false;
  for (const rule of candidateRules(rules, baseName(program), invocation.present)) {
    if (invocation.form.alteringGlobals && !rule.command.form.alteringGlobals) continue;
    const named = rule.command.words[0] ?? "";
    const name = named.includes("/") ? spelledName(named, program, standing) : trusted;
    if (name === undefined) {
      untrusted ||= matchesWords(rule, baseName(program), invocation, standing);
    } else if (matchesWords(rule, name, invocation, standing)) {
      return { kind: "rule", rule };
    }
  }
  return untrusted ? { kind: "untrusted" } : undefined;
}

/** The bare name that a spelled program may be granted under: its own, or that of a file nobody but the administrator writes. */
export function trustedName(program: string, { context, isWritable }: Standing): string | undefined {
  if (!program.includes("/")) return program;
  if (!program.startsWith("/")) return undefined;
  const path = parseAbsolutePath(program);
  const name = baseName(path);
  const known = isSystemProgram(path) || context.programs.get(name)?.path === path;
  return known && !isWritable(path.slice(0, -name.length - 1) || "/") ? name : undefined;
}

/** How a rule that names a path sees the program: under the rule's own spelling when both are the same file. */
function spelledName(named: string, program: string, { context, folder }: Standing): string | undefined {
  if (named.includes("*")) return program.split("/").includes("..") || folder === "elsewhere" ? undefined : program;
  if (folder !== "start" && !program.startsWith("/")) {
    return folder === "inside" && plainSpelling(named) === plainSpelling(program) ? named : undefined;
  }
  const home = named.startsWith("~/") ? `${context.home}${named.slice(1)}` : named;
  const ruled = parseAbsolutePath(home, context.projectRoot);
  const meant = program.includes("/") ? parseAbsolutePath(program, context.cwd) : context.programs.get(program)?.path;
  return ruled === meant ? named : undefined;
}

function plainSpelling(path: string): string {
  return path.startsWith("./") ? plainSpelling(path.slice(2)) : path;
}

function matchesWords(rule: CommandRule, name: string, invocation: Invocation, standing: Standing): boolean {
  const words = [name, ...invocation.words.slice(1).map(textOf)];
  if (matchesRule(rule, words)) return true;
  const moved = withoutGlobals(invocation, standing);
  return moved !== undefined && matchesRule(rule, [name, ...moved.map(textOf)]);
}

function textOf(word: Word): string {
  return word.kind === "static" ? word.value : `${word.prefix}${unknownWord}`;
}

function matchesRule({ command, open, stars }: CommandRule, words: readonly string[]): boolean {
  if (stars !== undefined) return matchesStars(stars, words.join(wordBreak) + wordBreak);
  const wanted = command.words;
  if (open ? words.length < wanted.length : words.length !== wanted.length) return false;
  return wanted.every((word, index) => word === words[index]);
}

/** The words after the program's name without the global options that only move around inside the workspace. */
function withoutGlobals({ words, form }: Invocation, { context, folder }: Standing): readonly Word[] | undefined {
  if (form.globals.length === 0 || form.alteringGlobals) return undefined;
  const stays = form.globals.every(({ value }) => {
    if (value === undefined) return true;
    if (value.kind === "opaque" || folder === "elsewhere") return false;
    return isBeneath(parseAbsolutePath(value.value, context.cwd), context.projectRoot);
  });
  const values = form.globals.flatMap(({ value }) => (value?.kind === "static" ? [value] : []));
  const isGlobalValue = (word: Word): boolean =>
    word.kind === "static" && values.some((value) => value.value === word.value && value.at.start === word.at.start);
  const sub = form.sub[0];
  const start = words.findIndex(
    (word, index) => index > 0 && word.kind === "static" && word.value === sub && !isGlobalValue(word),
  );
  return stays && start > 0 ? words.slice(start) : undefined;
}
