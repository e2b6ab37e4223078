import {
  type Action,
  type BuiltinAction,
  type Cause,
  type ExecAction,
  parseAbsolutePath,
  type RuleRef,
} from "../base/index.ts";
import { type Invocation, invocationOf } from "./invocation.ts";
import type { Judging } from "./judge-path.ts";
import { findGrant, type Standing, trustedName } from "./match-granted-command.ts";
import { standingOf } from "./path-access.ts";
import type { CommandRule } from "./compiled-policy.ts";
import { type TextFolder, textFolders } from "./text-folder.ts";
import { findToolRule } from "./tool-rule.ts";

/** What lets one command of the text run. */
export type Grant =
  /** A rule that names it. */
  | { readonly kind: "rule"; readonly ref: RuleRef; readonly rule: CommandRule }
  /** The bare rule `Bash`. */
  | { readonly kind: "any"; readonly ref: RuleRef }
  | { readonly kind: "read-only" | "harmless" }
  /** A transparent wrapper: what it starts decides. */
  | { readonly kind: "wrapper" }
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

/** The actions of one request with what is known of each command before its parts are judged. */
export interface Scene extends Judging {
  readonly actions: readonly Action[];
  /** By index of the action; absent for actions that start nothing. */
  readonly commands: ReadonlyMap<number, Command>;
  /** True when text that only exists at run time may run (semantics 5). */
  readonly opaqueAllowed: boolean;
}

export interface Command {
  readonly action: ExecAction | BuiltinAction;
  readonly invocation: Invocation;
  readonly grant: Grant;
}

export function sceneOf(actions: readonly Action[], judging: Judging): Scene {
  const folders = textFolders(actions, judging.context);
  const facts: Facts = {
    ...judging,
    actions,
    effects: effectsOf(actions),
    transparent: transparentNames(actions),
    commands: new Map(),
  };
  for (const [index, action] of actions.entries()) {
    if (action.kind !== "exec" && action.kind !== "builtin") continue;
    const invocation = invocationOf(action.words, action.form, judging.context);
    const grant = grantOf(action, { index, invocation, folder: folders[index] ?? "start" }, facts);
    facts.commands.set(index, { action, invocation, grant });
  }
  return { ...judging, actions, commands: facts.commands, opaqueAllowed: isOpaqueAllowed(judging) };
}

interface Facts extends Judging {
  readonly actions: readonly Action[];
  /** Commands that write or connect: never read-only. */
  readonly effects: ReadonlySet<number>;
  /** Wrappers that are seen through. */
  readonly transparent: ReadonlySet<string>;
  readonly commands: Map<number, Command>;
}

interface Placed {
  readonly index: number;
  readonly invocation: Invocation;
  readonly folder: TextFolder;
}

export function isOpaqueAllowed({ policy }: Pick<Judging, "policy">): boolean {
  if (policy.profile.bash.opaque === "gate") return true;
  const anything = findToolRule(policy.allow, "Bash") !== undefined || policy.profile.mode === "bypassPermissions";
  const refusals = policy.deny.commands.count + policy.ask.commands.count;
  return anything && refusals === 0 && findToolRule(policy.ask, "Bash") === undefined;
}

function effectsOf(actions: readonly Action[]): ReadonlySet<number> {
  const effects = new Set<number>();
  for (const action of actions) {
    if ((action.kind === "write" || action.kind === "connect") && action.cause !== undefined)
      effects.add(action.cause.exec);
  }
  return effects;
}

function transparentNames(actions: readonly Action[]): ReadonlySet<string> {
  const seen = new Map<string, boolean>();
  for (const { via } of actions) {
    for (const { kind, name, transparent } of via) {
      const program = kind === "wrapper" ? name : name.split(" ", 1)[0];
      if (program !== undefined) seen.set(program, transparent && seen.get(program) !== false);
    }
  }
  return new Set([...seen].flatMap(([name, transparent]) => (transparent ? [name] : [])));
}

/** True for what a wrapper starts that needed a rule of its own: it is looked at for refusals only (semantics 16). */
export function isRefusalOnly(action: Action): boolean {
  return action.via.some(({ transparent }) => !transparent);
}

function grantOf(action: ExecAction | BuiltinAction, placed: Placed, facts: Facts): Grant {
  if (isRefusalOnly(action)) return { kind: "inner" };
  if (action.kind === "exec" && action.wrapper && facts.transparent.has(action.form.name)) return { kind: "wrapper" };
  if (action.kind === "builtin" && action.weight !== "judged") {
    return action.weight === "harmless" ? { kind: "harmless" } : { kind: "none", code: "command/refused-builtin" };
  }
  const standing = standingFor(placed.folder, facts);
  const found = findGrant(facts.policy.allow.commands, placed.invocation, standing);
  if (found?.kind === "rule") return { kind: "rule", ref: found.rule.ref, rule: found.rule };
  const anything = findToolRule(facts.policy.allow, "Bash");
  if (anything !== undefined) return { kind: "any", ref: anything };
  const cause = action.kind === "exec" ? spelledOut(action.cause, facts.commands) : undefined;
  if (cause !== undefined) return cause;
  if (isReadOnly(action, placed, facts, standing)) return { kind: "read-only" };
  return { kind: "none", code: found === undefined ? noGrantCode(action) : "command/untrusted-path" };
}

function standingFor(folder: TextFolder, { policy, context }: Facts): Standing {
  return {
    context,
    folder,
    isWritable: (path) => standingOf(policy.files, parseAbsolutePath(path), context).access === "writable",
  };
}

function isReadOnly(
  action: ExecAction | BuiltinAction,
  { index, invocation }: Placed,
  facts: Facts,
  standing: Standing,
): boolean {
  if (!action.form.readOnly || facts.effects.has(index) || invocation.program === undefined) return false;
  return trustedName(invocation.program, standing) !== undefined;
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
