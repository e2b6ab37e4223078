import { baseName } from "./base-name.ts";
import { decideStrictly } from "./decide-exec-strictly.ts";
import {
  type ExecCase,
  type ExecMode,
  type ExecPolicy,
  type ExecReader,
  type ExecVerdict,
  policyAtExec,
  started,
} from "./exec-case.ts";
import { modeBelow } from "./exec-mode-below.ts";
import { familyOf, kinshipOf } from "./private-programs.ts";
import { isRefusedByNoWords, refusedExec } from "./refuse-exec.ts";
import { settle } from "./settle.ts";

export { type ExecMode, type ExecVerdict, modeBelow, policyAtExec };

/**
 * Decides one real exec (semantics 28–29). Refusals count under every name that the program has; what must be allowed is judged as
 * the first door judges it, by its trusted name or its path. `policy` comes from `policyAtExec`. Pure and total, like `decide`.
 */
export function decideExec(asked: ExecCase, policy: ExecPolicy, reader: ExecReader): ExecVerdict {
  const refused = refusedExec(asked, policy, reader);
  const same = { next: "guarded", anyWords: false, family: familyOf(asked.exec) } as const;
  if (refused !== undefined) return { decision: settle([refused], policy.rules.profile.mode), ...same };
  if (asked.mode === "guarded")
    return { decision: started, ...same, anyWords: isRefusedByNoWords(asked, policy, reader) };
  const kinship = asked.family === undefined ? undefined : kinshipOf(asked.exec, asked.family, asked.context([]));
  if (kinship === "part") return { decision: started, ...same, family: asked.family };
  const named = kinship === "itself" ? underItsName(asked) : asked;
  return { ...decideStrictly(named, policy, reader), anyWords: false, family: familyOf(named.exec) };
}

/** `/usr/lib/git-core/git` started by git is git. */
function underItsName(asked: ExecCase): ExecCase {
  const { words, paths } = asked.exec;
  return { ...asked, exec: { ...asked.exec, words: [baseName(paths.at(-1) ?? ""), ...words.slice(1)] } };
}
