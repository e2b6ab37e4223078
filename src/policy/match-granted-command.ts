import {
  type AbsolutePath,
  type Context,
  isBeneath,
  parseAbsolutePath,
  type PathRef,
  type Word,
} from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { baseName } from "./base-name.ts";
import { grantCandidates } from "./command-index.ts";
import { type CommandRule, type CommandRules, wordBreak } from "./compiled-policy.ts";
import type { Invocation } from "./invocation.ts";
import { matchesStars } from "./star-pattern.ts";
import { isSystemProgram } from "./system-folders.ts";

/** Stands for a word that only exists at run time: no rule's text can hold it. */
const unknownWord = "\u0001";

export type GrantMatch =
  | { readonly kind: "rule"; readonly rule: CommandRule }
  /** A rule names the program, but not the file of that name that would run. */
  | { readonly kind: "untrusted" };

/** Where the command stands, beyond its own words. */
export interface Standing {
  readonly context: Context;
  /** Folders that global options of the command lead to. */
  readonly moves: readonly PathRef[];
  /** True when the agent may write there, so that a program in it proves nothing. */
  readonly isWritable: (folder: string) => boolean;
}

/** The allow rule that grants a command (semantics 8–10): its words as they stand, after quote removal. */
export function findGrant(rules: CommandRules, invocation: Invocation, standing: Standing): GrantMatch | undefined {
  const { program } = invocation;
  if (program === undefined) return undefined;
  const trusted = trustedName(program, standing);
  let untrusted = false;
  for (const rule of grantCandidates(rules, baseName(program), invocation)) {
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

/**
 * How a rule that names a path sees the program: in the rule's own spelling when both lead to the same file. A relative rule
 * counts from the project's folder.
 */
function spelledName(named: string, program: string, { context }: Standing): string | undefined {
  const meant = program.includes("/") ? absolutePath(program, context) : context.programs.get(program)?.path;
  if (meant === undefined) return undefined;
  if (named.includes("*")) return inSpellingOf(named, meant, context);
  const ruled = absolutePath(named, { ...context, cwd: context.projectRoot });
  return ruled === meant ? named : undefined;
}

function inSpellingOf(named: string, path: AbsolutePath, { home, projectRoot }: Context): string | undefined {
  if (named.startsWith("/")) return path;
  const [start, folder] = named.startsWith("~/") ? ["~/", home] : [named.startsWith("./") ? "./" : "", projectRoot];
  return isBeneath(path, folder) ? `${start}${path.slice(folder.length + 1)}` : undefined;
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
function withoutGlobals({ words, form }: Invocation, { context, moves }: Standing): readonly Word[] | undefined {
  if (form.globals.length === 0 || form.alteringGlobals) return undefined;
  const stays = moves.every(
    ({ kind, path }) => kind === "static" && isBeneath(absolutePath(path, context), context.projectRoot),
  );
  if (!stays || form.globals.some(({ value }) => value?.kind === "opaque")) return undefined;
  const isGlobalValue = (word: Word): boolean =>
    form.globals.some(
      ({ value }) => value !== undefined && textOf(value) === textOf(word) && value.at.start === word.at.start,
    );
  const sub = form.sub[0];
  const start = words.findIndex((word, index) => index > 0 && textOf(word) === sub && !isGlobalValue(word));
  return start > 0 ? words.slice(start) : undefined;
}
