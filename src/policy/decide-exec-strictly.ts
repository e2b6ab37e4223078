import type { Action, Decision } from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import { decide } from "./decide.ts";
import { everyStartIsJudged } from "./every-start.ts";
import {
  type ExecCase,
  type ExecMode,
  type ExecPolicy,
  type ExecReader,
  type ExecVerdict,
  started,
} from "./exec-case.ts";
import { changesExec } from "./exec-env.ts";
import { nextMode } from "./exec-mode-below.ts";
import { portionsOf } from "./exec-portions.ts";
import { readsOfSearch } from "./search-path.ts";
import { settle } from "./settle.ts";
import { isInHome, spelledInHome } from "./spelled-in-home.ts";
import type { Verdict } from "./verdict.ts";

/** The first door's own judgement on the real words. */
export function decideStrictly(asked: ExecCase, policy: ExecPolicy, reader: ExecReader): WordsVerdict {
  const { rules } = policy;
  let verdict: WordsVerdict = { decision: started, next: "guarded" };
  for (const [index, portion] of portionsOf(asked.exec.words).entries()) {
    const judged = decidePortion(asked, portion, { policy, reader });
    if (judged.decision.effect !== "allow") return judged;
    if (index === 0) verdict = judged;
  }
  const changed = changedEnv(asked, verdict.next, policy);
  if (changed.length === 0) return verdict;
  const decision = settle(changed, rules.profile.mode);
  return decision.effect === "allow" ? verdict : { decision, next: "guarded" };
}

type WordsVerdict = Omit<ExecVerdict, "anyWords" | "family">;

interface Tools {
  readonly policy: ExecPolicy;
  readonly reader: ExecReader;
}

function decidePortion(asked: ExecCase, words: readonly string[], { policy, reader }: Tools): WordsVerdict {
  const { rules } = policy;
  const closed = reader.readClosed(words).actions;
  const decision = decideSpelled(asked, words, { rules, read: reader.readClosed });
  const next = nextMode(asked.exec, closed, reader);
  if (decision.effect !== "allow") return { decision, next: "guarded" };
  if (next === "strict" || !closed.some(isRunUnseen)) return { decision, next };
  // `split --filter=TEXT`: what a program's own words have it run answers to the rules, and what it starts to nothing more.
  const opened = decideSpelled(asked, words, { rules, read: reader.read });
  if (opened.effect !== "allow") return { decision: opened, next: "guarded" };
  const unseen = reader.read(words).actions.some(isRunUnseen);
  const granted =
    !unseen || decideSpelled(asked, words, { rules: policy.refusing, read: reader.read }).effect === "allow";
  return { decision: opened, next: granted ? "guarded" : "strict" };
}

function isRunUnseen(action: Action): boolean {
  return action.kind === "opaque" && (action.what === "text" || action.what === "command");
}

interface Reading {
  readonly rules: CompiledPolicy;
  readonly read: ExecReader["read"];
}

/** A rule may spell the home folder `~`, which the shell has written out by now. What the words name stays what it is. */
function decideSpelled(asked: ExecCase, words: readonly string[], { rules, read }: Reading): Decision {
  const { actions } = read(words);
  const decision = decideWords(asked, actions, rules);
  if (decision.effect === "allow") return decision;
  const { home } = asked.context([]);
  if (!words.some((word, index) => index > 0 && isInHome(word, home))) return decision;
  const spelled = actions.map((action) => spelledInHome(action, home));
  const inHome = decideWords(asked, spelled, rules);
  return inHome.effect === "allow" ? inHome : decision;
}

function decideWords({ request, context }: ExecCase, actions: readonly Action[], rules: CompiledPolicy): Decision {
  return decide(request, { actions, problems: [] }, rules, context(actions));
}

function changedEnv({ env, exec, context }: ExecCase, next: ExecMode, policy: ExecPolicy): readonly Verdict[] {
  if (env.length === 0 || (!policy.refusesBuiltins && everyStartIsJudged(policy.rules))) return [];
  const judging = { policy: policy.rules, context: context(env.flatMap(readsOfSearch)) };
  const seen = { below: next, programs: new Set([...exec.faces.map(({ name }) => name), ...exec.copyOf]) };
  return env
    .filter((change) => changesExec(change, seen, judging))
    .map(({ name, at }) => ({
      effect: "open",
      code: "env/changes-what-runs",
      subject: `${name} for ${exec.words.join(" ")}`,
      at,
    }));
}
