import type { EnvChange } from "../base/index.ts";
import { envRules } from "./env-rules.ts";
import { changesWhatRuns } from "./judge-env.ts";
import type { Judging } from "./judge-path.ts";
import { once } from "./once.ts";
import { isTrustedSearch } from "./search-path.ts";

/** They steer what a shell reads or shows, or are nothing that a program inherits. */
const harmless: ReadonlySet<string> = new Set(
  (
    "IFS GLOBIGNORE EXECIGNORE PROMPT_COMMAND PS0 PS1 PS2 BASH_CMDS BASH_ALIASES BASH_COMPAT POSIXLY_CORRECT " +
    "FCEDIT HISTFILE INPUTRC"
  ).split(" "),
);

/** They say which file a name stands for: harmless where that file is judged as strictly. */
const searched: ReadonlySet<string> = new Set(["PATH", "CDPATH", "FPATH", "SHELL"]);

/** A pattern that starts with its star would have every variable told: these are the names that programs know. */
const named =
  "AWS_PAGER BAT_PAGER DELTA_PAGER GH_PAGER GLAB_PAGER MYSQL_PAGER PSQL_PAGER SYSTEMD_PAGER " +
  "GH_EDITOR KUBE_EDITOR PSQL_EDITOR SUDO_EDITOR SYSTEMD_EDITOR";

/** Names of the variables that the exec gate has to tell; `*` stands at the end only. */
export const gateEnvNames = once((): readonly string[] =>
  [
    ...new Set([
      ...envRules.filter(({ free }) => free !== true).flatMap(({ names }) => names.split(" ")),
      ...named.split(" "),
    ]),
  ].flatMap((name) => {
    const star = name.indexOf("*");
    if (harmless.has(name) || star === 0) return [];
    return [star === -1 ? name : name.slice(0, star + 1)];
  }),
);

/** How `stdbuf` reaches the program that it starts. */
const ofStdbuf = /^\/usr\/lib(?:exec|64)?\/(?:[\w-]+\/)?coreutils\/libstdbuf\.so$/u;

/** How what the program starts will be judged: as strictly as itself, or only against refusals. */
type Below = "strict" | "guarded";

/** True when a variable could change what a program runs, beyond what each exec of its own shows. `programs`: all its names. */
export function changesExec(
  change: EnvChange,
  { below, programs }: { readonly below: Below; readonly programs: ReadonlySet<string> },
  judging: Judging,
): boolean {
  const { name, value } = change;
  if (harmless.has(name)) return false;
  if (below === "strict" && (searched.has(name) || name.startsWith("BASH_FUNC_"))) return false;
  if (name === "LD_PRELOAD" && value?.kind === "static" && ofStdbuf.test(value.value)) return false;
  const reading = { command: undefined, programs, allowed: judging.policy.allowedEnv };
  return changesWhatRuns(change, reading) && !isTrustedSearch(change, judging);
}
