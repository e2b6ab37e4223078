import type { EnvChange } from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import { envRules } from "./env-rules.ts";
import { changesWhatRuns } from "./judge-env.ts";

/** They steer what a shell finds or prints: at an exec the file that was found is judged itself. */
const harmless: ReadonlySet<string> = new Set(
  (
    "PATH IFS CDPATH GLOBIGNORE EXECIGNORE PROMPT_COMMAND PS0 PS1 PS2 BASH_CMDS BASH_ALIASES BASH_COMPAT POSIXLY_CORRECT " +
    "SHELL FCEDIT HISTFILE INPUTRC FPATH MANPATH"
  ).split(" "),
);

/** A pattern that starts with its star would have every variable told: these are the names that programs know. */
const named =
  "AWS_PAGER BAT_PAGER DELTA_PAGER GH_PAGER GLAB_PAGER MYSQL_PAGER PSQL_PAGER SYSTEMD_PAGER " +
  "GH_EDITOR KUBE_EDITOR PSQL_EDITOR SUDO_EDITOR SYSTEMD_EDITOR";

/** Names of the variables that the exec gate has to tell; `*` stands at the end only. */
export const gateEnvNames: readonly string[] = [
  ...new Set([
    ...envRules.filter(({ free }) => free !== true).flatMap(({ names }) => names.split(" ")),
    ...named.split(" "),
  ]),
].flatMap((name) => {
  const star = name.indexOf("*");
  if (harmless.has(name) || star === 0) return [];
  return [star === -1 ? name : name.slice(0, star + 1)];
});

/** Commands in a prompt run unseen in a program that traces itself; its plain text does not. */
const commandInside = /[`]|\$\(/u;

/** How `stdbuf` reaches the program that it starts. */
const ofStdbuf = /^\/usr\/lib(?:exec|64)?\/(?:[\w-]+\/)?coreutils\/libstdbuf\.so$/u;

/** True when a variable could change what a program runs, beyond what each exec of its own shows. */
export function changesExec(change: EnvChange, allowed: CompiledPolicy["allowedEnv"]): boolean {
  const { name, value } = change;
  if (harmless.has(name)) return false;
  if (name === "PS4" && value?.kind === "static" && !commandInside.test(value.value)) return false;
  if (name === "LD_PRELOAD" && value?.kind === "static" && ofStdbuf.test(value.value)) return false;
  return changesWhatRuns(change, undefined, allowed);
}

/** A function that a command hands to its shells: there each program that it starts is judged as strictly. */
export function isHandedFunction({ name }: EnvChange): boolean {
  return name.startsWith("BASH_FUNC_");
}
