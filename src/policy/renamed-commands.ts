import type { Action, Context, EnvChange } from "../base/index.ts";
import type { CommandRule, CommandRules } from "./compiled-policy.ts";
import { invocationOf } from "./invocation.ts";
import { changesWhatRuns } from "./judge-env.ts";

/** Programs whose settings may hold aliases, and the variables beside `HOME` that lead to such settings, or are one. */
const aliasing: ReadonlyMap<string, RegExp> = new Map([
  ["git", /^(?:GIT_CONFIG.*|XDG_CONFIG_HOME)$/u],
  ["cargo", /^(?:CARGO_ALIAS_.*|CARGO_HOME)$/u],
  ["gh", /^(?:GH_CONFIG_DIR|XDG_CONFIG_HOME)$/u],
  ["glab", /^(?:GLAB_CONFIG_DIR|XDG_CONFIG_HOME)$/u],
  ["hg", /^(?:HGRCPATH|XDG_CONFIG_HOME)$/u],
  ["sl", /^(?:HGRCPATH|SL_CONFIG_PATH|XDG_CONFIG_HOME)$/u],
  ["jj", /^(?:JJ_CONFIG|XDG_CONFIG_HOME)$/u],
  ["brz", /^(?:BRZ_HOME|XDG_CONFIG_HOME)$/u],
  ["kubectl", /^KUBERC$/u],
  ["docker", /^DOCKER_CONFIG$/u],
  ["podman", /^(?:CONTAINERS_CONF.*|XDG_CONFIG_HOME)$/u],
  ["aws", /^AWS_CONFIG_FILE$/u],
  ["az", /^AZURE_.*$/u],
  ["lein", /^LEIN_HOME$/u],
]);

/**
 * Finds programs with settings that the text gives them, where a rule may speak of these programs: by an alias they know what is meant
 * by another name. No rules speak of any program.
 */
export function createRenamedFinder(
  actions: readonly Action[],
  { rules, context }: { readonly rules: CommandRules | undefined; readonly context: Context },
): (action: Action) => boolean {
  const finders = [...aliasing]
    .filter(([program]) => rules === undefined || mayName(rules, program))
    .map(([program, settings]) => ({ program, isSetFor: settingFinder(actions, program, settings) }));
  return (action) => {
    if (action.kind !== "exec" || finders.length === 0) return false;
    const { names } = invocationOf({ ...action, paths: undefined }, context);
    return finders.some(({ program, isSetFor }) => names.includes(program) && isSetFor(action));
  };
}

type ExecAction = Extract<Action, { readonly kind: "exec" }>;

function settingFinder(actions: readonly Action[], program: string, settings: RegExp): (action: ExecAction) => boolean {
  const reading = { command: program, programs: new Set([program]), allowed: new Map<string, undefined>() };
  const isSetting = (change: EnvChange): boolean =>
    (change.name === "HOME" || settings.test(change.name)) && changesWhatRuns(change, reading);
  const isSetForAll = actions.some(
    (action) => action.kind === "assign" && action.scope !== "prefix" && isSetting(action.change),
  );
  // What is set for one command reaches others only where that is a function, or a shell that reads them.
  const isSetForInner = actions.some(
    (action) =>
      (action.kind === "assign" && isSetting(action.change)) || (action.kind === "exec" && action.env.some(isSetting)),
  );
  return (action) => isSetForAll || (isSetForInner && isInner(action)) || action.env.some(isSetting);
}

const isInner = ({ via }: Action): boolean =>
  via.some(({ kind, name }) => kind === "construct" && !substitution.test(name));

const substitution = /^(?:process )?substitution$/u;

function mayName({ byName, anyName }: CommandRules, program: string): boolean {
  return byName.has(program) || anyName.some((rule) => mayStartWith(rule, program));
}

/** Stars reach over words: `*push*` matches any program. */
function mayStartWith({ command }: CommandRule, program: string): boolean {
  const [named = ""] = command.words;
  return named.includes("/") || program.startsWith(named.slice(0, named.indexOf("*")));
}
