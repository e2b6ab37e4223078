import type { Action, ReadAction } from "../base/index.ts";
import { type Command, type Facts, grantOf, isOpaqueAllowed } from "./grant.ts";
import { invocationOf } from "./invocation.ts";
import type { Judging } from "./judge-path.ts";
import { pathsOfCommands } from "./located-paths.ts";
import { type TextEnv, textEnvOf } from "./read-only-env.ts";

/** The actions of one request with what is known of each command before its parts are judged. */
export interface Scene extends Judging {
  /** By index of the action; absent for actions that start nothing. */
  readonly commands: ReadonlyMap<number, Command>;
  /** By name, all that the text starts. */
  readonly programs: ReadonlySet<string>;
  readonly textEnv: TextEnv;
  /** True when text that only exists at run time may run (semantics 5). */
  readonly opaqueAllowed: boolean;
  /** The most that such text may hide: a name that is denied, or one that is asked about. */
  readonly hides: "deny" | "ask";
}

export function sceneOf(actions: readonly Action[], judging: Judging): Scene {
  const facts: Facts = {
    ...judging,
    actions,
    optionReads: optionReadsOf(actions),
    effects: effectsOf(actions),
    transparent: transparentNames(actions),
    commands: new Map(),
  };
  const paths = pathsOfCommands(actions);
  for (const [index, action] of actions.entries()) {
    if (action.kind !== "exec" && action.kind !== "builtin") continue;
    const invocation = invocationOf({ ...action, paths: paths.get(index) }, judging.context);
    const grant = grantOf(action, { index, invocation }, facts);
    facts.commands.set(index, { action, invocation, grant });
  }
  const hides = judging.policy.deny.commands.count > 0 ? "deny" : "ask";
  const { commands } = facts;
  const programs = new Set([...commands.values()].flatMap(({ invocation }) => invocation.names));
  return {
    ...judging,
    commands,
    programs,
    textEnv: textEnvOf(actions),
    opaqueAllowed: isOpaqueAllowed(judging),
    hides,
  };
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

function optionReadsOf(actions: readonly Action[]): Facts["optionReads"] {
  const reads = new Map<number, ReadAction[]>();
  for (const action of actions) {
    if (action.kind !== "read" || action.cause?.option === undefined) continue;
    const filed = reads.get(action.cause.exec);
    if (filed === undefined) reads.set(action.cause.exec, [action]);
    else filed.push(action);
  }
  return reads;
}
