import type { Action, Context, EnvChange } from "../base/index.ts";
import { invocationOf } from "./invocation.ts";
import type { CommandRule, CommandRules } from "./compiled-policy.ts";
import { changesWhatRuns } from "./judge-env.ts";

const git = "git";

/** Variables that lead git to settings, where an alias may stand. */
const settings = /^(?:GIT_CONFIG.*|HOME|XDG_CONFIG_HOME)$/u;

const reading = { command: git, programs: new Set([git]), allowed: new Map<string, undefined>() };

/**
 * Finds git with settings that the text gives it, where a rule may speak of git: by an alias it knows what is meant by another name. No
 * rules speak of any program.
 */
export function createRenamedFinder(
  actions: readonly Action[],
  { rules, context }: { readonly rules: CommandRules | undefined; readonly context: Context },
): (action: Action) => boolean {
  if (rules !== undefined && !mayNameGit(rules)) return () => false;
  const isSetForAll = actions.some(
    (action) => action.kind === "assign" && action.scope !== "prefix" && isSetting(action.change),
  );
  // What is set for one command reaches others only where that is a function, or a shell that reads them.
  const isSetForInner = actions.some(
    (action) =>
      (action.kind === "assign" && isSetting(action.change)) || (action.kind === "exec" && action.env.some(isSetting)),
  );
  return (action) => {
    if (action.kind !== "exec") return false;
    const isSet = isSetForAll || (isSetForInner && isInner(action)) || action.env.some(isSetting);
    return isSet && invocationOf({ ...action, paths: undefined }, context).names.includes(git);
  };
}

const isInner = ({ via }: Action): boolean =>
  via.some(({ kind, name }) => kind === "construct" && !substitution.test(name));

const substitution = /^(?:process )?substitution$/u;

const isSetting = (change: EnvChange): boolean => settings.test(change.name) && changesWhatRuns(change, reading);

function mayNameGit({ byName, anyName }: CommandRules): boolean {
  return byName.has(git) || anyName.some(mayStartWithGit);
}

/** Stars reach over words: `*push*` matches any program. */
function mayStartWithGit({ command }: CommandRule): boolean {
  const [named = ""] = command.words;
  return named.includes("/") || git.startsWith(named.slice(0, named.indexOf("*")));
}
