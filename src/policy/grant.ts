import {
  type Action,
  type BuiltinAction,
  type Cause,
  type ExecAction,
  parseAbsolutePath,
  type ReadAction,
  type RuleRef,
} from "../base/index.ts";
import { isAcceptedEdit } from "./accepted-edits.ts";
import { writesUnseen } from "./unseen-writes.ts";
import type { Invocation } from "./invocation.ts";
import type { Judging } from "./judge-path.ts";
import { sourcedFrom } from "./located-paths.ts";
import { findGrant, type Standing, trustedName } from "./match-granted-command.ts";
import { standingOf } from "./path-access.ts";
import type { CommandRule } from "./compiled-policy.ts";
import { findToolRule } from "./tool-rule.ts";

/** What lets one command of the text run. */
export type Grant =
  /** A rule that names it. */
  | { readonly kind: "rule"; readonly ref: RuleRef; readonly rule: CommandRule }
  /** The bare rule `Bash`. */
  | { readonly kind: "any"; readonly ref: RuleRef }
  | { readonly kind: "read-only" | "harmless" }
  /** A mode that accepts edits accepts it, where every path may be written; not where it is `unseen` what that would be. */
  | { readonly kind: "edit"; readonly unseen: boolean }
  /** A transparent wrapper: what it starts decides, whatever rule names it; a shell's rule lets it read any text. */
  | { readonly kind: "wrapper"; readonly rule: CommandRule | undefined }
  /** Started by a wrapper that has a rule of its own: only refusals count. */
  | { readonly kind: "inner" }
  | {
      readonly kind: "none";
      readonly code:
        | "rule/no-match"
        | "rule/wrapper-needs-rule"
        | "command/untrusted-path"
        | "command/unread-script"
        | "command/refused-builtin"
        | "command/runs-program";
    };

export interface Command {
  readonly action: ExecAction | BuiltinAction;
  readonly invocation: Invocation;
  readonly grant: Grant;
}

/** What is known of the whole text when one command of it is looked at. */
export interface Facts extends Judging {
  readonly actions: readonly Action[];
  /** What options name to be read, by the command they belong to. */
  readonly optionReads: ReadonlyMap<number, readonly ReadAction[]>;
  /** Commands that write or connect: never read-only. */
  readonly effects: ReadonlySet<number>;
  /** Wrappers that are seen through. */
  readonly transparent: ReadonlySet<string>;
  readonly commands: Map<number, Command>;
}

interface Placed {
  readonly index: number;
  readonly invocation: Invocation;
}

export function isOpaqueAllowed({ policy }: Pick<Judging, "policy">): boolean {
  // What runs is judged when it starts; a builtin never starts.
  if (policy.profile.bash.opaque === "gate" && !policy.refusesBuiltins) return true;
  const anything = findToolRule(policy.allow, "Bash") !== undefined || policy.profile.mode === "bypassPermissions";
  const refusals = policy.deny.commands.count + policy.ask.commands.count;
  return anything && refusals === 0 && findToolRule(policy.ask, "Bash") === undefined;
}

/** True for what a wrapper starts that needed a rule of its own: it is looked at for refusals only (semantics 16). */
export function isRefusalOnly(action: Action): boolean {
  return action.via.some(({ transparent }) => !transparent);
}

export function grantOf(action: ExecAction | BuiltinAction, placed: Placed, facts: Facts): Grant {
  if (isRefusalOnly(action)) return { kind: "inner" };
  const standing = standingFor(action, placed.index, facts);
  const all = sourcedFrom(placed.invocation, facts.context).map((seen) =>
    findGrant(facts.policy.allow.commands, seen, standing),
  );
  const found = all.every((one) => one?.kind === "rule") ? all[0] : all.find((one) => one?.kind === "untrusted");
  const rule = found?.kind === "rule" ? found.rule : undefined;
  if (isSeenThrough(action, facts, standing)) return { kind: "wrapper", rule };
  if (action.kind === "builtin" && action.weight !== "judged") {
    return action.weight === "harmless" ? { kind: "harmless" } : { kind: "none", code: "command/refused-builtin" };
  }
  if (rule !== undefined) return { kind: "rule", ref: rule.ref, rule };
  const anything = findToolRule(facts.policy.allow, "Bash");
  if (anything !== undefined) return { kind: "any", ref: anything };
  const cause = action.kind === "exec" ? spelledOut(action.cause, facts.commands) : undefined;
  if (cause !== undefined) return cause;
  if (isReadOnly(action, placed, facts, standing)) return { kind: "read-only" };
  if (isEdit(action, placed, facts, standing))
    return { kind: "edit", unseen: writesUnseen(placed.index, facts.actions, facts) };
  return { kind: "none", code: found === undefined ? noGrantCode(action) : "command/untrusted-path" };
}

/** A wrapper that is seen through is the system's own; a file of the same name somewhere else is a program like any other. */
function isSeenThrough(action: ExecAction | BuiltinAction, { transparent }: Facts, standing: Standing): boolean {
  const [name] = action.words;
  if (action.kind !== "exec" || !action.wrapper || name?.kind !== "static") return false;
  return transparent.has(action.form.name) && trustedName(name.value, standing) !== undefined;
}

function standingFor(
  action: ExecAction | BuiltinAction,
  index: number,
  { policy, context, optionReads }: Facts,
): Standing {
  const globals = new Set(action.form.globals.map(({ name }) => name));
  const moves = (optionReads.get(index) ?? []).filter(({ cause }) => globals.has(cause?.option ?? ""));
  return {
    context,
    moves: moves.map(({ path }) => path),
    isWritable: (path) => standingOf(policy.files, parseAbsolutePath(path), context).access === "writable",
  };
}

function isReadOnly(
  action: ExecAction | BuiltinAction,
  { index, invocation }: Placed,
  facts: Facts,
  standing: Standing,
): boolean {
  const isRead = isOpaqueAllowed(facts) ? action.form.seemsReadOnly : action.form.readOnly;
  if (!isRead || facts.effects.has(index) || invocation.program === undefined) return false;
  return trustedName(invocation.program, standing) !== undefined;
}

function isEdit(
  { kind, form }: ExecAction | BuiltinAction,
  { invocation: { program } }: Placed,
  { policy }: Facts,
  standing: Standing,
): boolean {
  if (policy.profile.mode !== "acceptEdits" || kind !== "exec" || program === undefined) return false;
  return isAcceptedEdit(form) && trustedName(program, standing) !== undefined;
}

/** The grant of the causing command, when the rule that gave it names the option that caused this (semantics 11). */
export function spelledOut(cause: Cause | undefined, commands: ReadonlyMap<number, Command>): Grant | undefined {
  if (cause?.option === undefined) return undefined;
  const grant = commands.get(cause.exec)?.grant;
  if (grant?.kind !== "rule") return undefined;
  const { form, words } = grant.rule.command;
  const named = [...form.options, ...form.globals].some(({ name }) => name === cause.option);
  return named || words.includes(cause.option) ? grant : undefined;
}

function noGrantCode(
  action: ExecAction | BuiltinAction,
): "rule/no-match" | "rule/wrapper-needs-rule" | "command/unread-script" | "command/runs-program" {
  if (action.kind === "builtin")
    return /^(?:source|\.)$/u.test(action.form.name) ? "command/unread-script" : "rule/no-match";
  if (action.wrapper) return "rule/wrapper-needs-rule";
  return action.cause?.option === undefined ? "rule/no-match" : "command/runs-program";
}
