import type { Action, Context, Decision, EnvChange, Request } from "../base/index.ts";
import { baseName } from "./base-name.ts";
import { type ReadText, decide } from "./decide.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import { invocationOf } from "./invocation.ts";
import { everyStartIsJudged } from "./every-start.ts";
import { changesExec } from "./exec-env.ts";
import { pathsOfCommands } from "./located-paths.ts";
import { findRefusal } from "./match-refused-command.ts";
import { readsOfSearch } from "./search-path.ts";
import { type Face, isBox, type RealExec } from "./real-exec.ts";
import { type FamilyName, familyOf, kinshipOf } from "./private-programs.ts";
import { settle } from "./settle.ts";
import { isInHome, spelledInHome } from "./spelled-in-home.ts";
import { findToolRule } from "./tool-rule.ts";
import type { Verdict } from "./verdict.ts";

/** What the catalogue knows of programs: the policy does not know the shell. */
export interface ExecReader {
  /** Reads a program's words as `execve` gets them, with all that they would run. */
  readonly read: (words: readonly string[]) => ReadText;
  /** The same without shell text: what that runs is asked about when it starts. */
  readonly readClosed: (words: readonly string[]) => ReadText;
  readonly isShell: (name: string) => boolean;
  /** True for what a shell does by itself. */
  readonly isBuiltin: (name: string) => boolean;
  /** The words that a name stands for when it is a second one: `git-push` is `git push`. */
  readonly usualWords: (name: string) => readonly string[] | undefined;
  /** True for a program that runs others on another machine or in a container, where no gate sees them. */
  readonly runsElsewhere: (name: string) => boolean;
}

/** How much is asked of a program (semantics 29). */
export type ExecMode =
  /** It must be allowed, as if the request had named it. */
  | "strict"
  /** An allowed program has started it: it must not be denied. */
  | "guarded";

/** One exec and everything that it is judged by. */
export interface ExecCase {
  readonly mode: ExecMode;
  readonly exec: RealExec;
  /** The family of the program that starts it, where that was allowed by its name. */
  readonly family: FamilyName | undefined;
  /** Variables that differ from those that the request's command was given. */
  readonly env: readonly EnvChange[];
  readonly request: Request;
  /** The facts about what the words name. */
  readonly context: (actions: readonly Action[]) => Context;
}

export interface ExecVerdict {
  readonly decision: Decision;
  /** How what it starts is judged, when it runs: shells and transparent wrappers launder nothing. */
  readonly next: ExecMode;
  /** True when no other words, but for the first, and no variables could change the verdict. */
  readonly anyWords: boolean;
  /** Whose parts it may start as its own. */
  readonly family: FamilyName | undefined;
}

/** The policy as it holds for real execs. */
export interface ExecPolicy {
  /** What the request's text kept open is known by now. */
  readonly rules: CompiledPolicy;
  /** The same where what is still open is not let through. */
  readonly refusing: CompiledPolicy;
  /** True when rules refuse what shells do by themselves. */
  readonly refusesBuiltins: boolean;
}

/** `standIns`: what the walls show for paths that are not there; whoever lists a folder comes by them. */
export function policyAtExec(policy: CompiledPolicy, standIns: readonly string[] = []): ExecPolicy {
  const { profile, refusesBuiltins } = policy;
  const files = { ...policy.files, standIns: new Set(standIns) };
  const having = (opaque: "gate" | "refuse"): CompiledPolicy => ({
    ...policy,
    files,
    profile: { ...profile, bash: { ...profile.bash, opaque } },
    refusesBuiltins: false,
  });
  return { rules: having("gate"), refusing: having("refuse"), refusesBuiltins };
}

const started: Decision = decisionOf("exec/not-denied");

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

function isRefusedByNoWords({ exec }: ExecCase, policy: ExecPolicy, reader: ExecReader): boolean {
  if (exec.toldByWords) return false;
  if (policy.rules.deny.commands.count === 0) return true;
  const names = [...facesOf(exec, reader).map(({ name }) => name), ...exec.copyOf];
  return names.every((name) => isNeverRefused(name, policy, reader));
}

/** Each name with those that rules know it by. */
function facesOf({ faces }: RealExec, { usualWords }: ExecReader): readonly Face[] {
  return faces.flatMap((face) => {
    const [name, ...rest] = usualWords(face.name) ?? [];
    return name === undefined ? [face] : [face, { name, words: [name, ...rest, ...face.words.slice(1)] }];
  });
}

/** What no program may be, whoever starts it. */
function refusedExec(asked: ExecCase, policy: ExecPolicy, reader: ExecReader): Verdict | undefined {
  const { exec } = asked;
  const subject = exec.words.join(" ");
  if (exec.loader && restricts(policy.rules)) return { effect: "deny", code: "exec/loader", subject };
  if (policy.rules.deny.commands.count === 0) return undefined;
  for (const face of facesOf(exec, reader)) {
    const rule = refusedFace(face, asked, policy, reader);
    if (rule !== undefined) return { effect: "deny", code: "rule/denied", subject: face.words.join(" "), rule };
  }
  for (const name of exec.copyOf) {
    const face = { name, words: [name, ...exec.words.slice(1)] };
    const rule = isBox(name) ? undefined : refusedFace(face, asked, policy, reader);
    if (rule !== undefined) return { effect: "deny", code: "exec/copy-of-denied", subject, rule };
  }
  return undefined;
}

/** A loader runs any file under its own name: where every program may run it hides nothing. */
function restricts({ profile, allow, deny, ask }: CompiledPolicy): boolean {
  const anything = findToolRule(allow, "Bash") !== undefined || profile.mode === "bypassPermissions";
  return !anything || deny.commands.count + ask.commands.count > 0 || findToolRule(ask, "Bash") !== undefined;
}

function refusedFace({ name, words }: Face, asked: ExecCase, policy: ExecPolicy, reader: ExecReader): Verdict["rule"] {
  const { commands } = policy.rules.deny;
  if (isNeverRefused(name, policy, reader)) return undefined;
  const inside = insideOf(name, policy, reader);
  for (const portion of portionsOf(words)) {
    const { actions } = reader.read(portion);
    const context = asked.context(actions);
    const paths = pathsOfCommands(actions);
    for (const [index, action] of actions.entries()) {
      if (action.kind !== "exec" && action.kind !== "builtin") continue;
      if (index > 0 && !isSeenOnlyHere(action.form.name, inside, reader)) continue;
      const invocation = invocationOf({ ...action, paths: paths.get(index) }, { ...context, programs: noPrograms });
      const itself = index > 0 ? invocation : { ...invocation, paths: asked.exec.paths };
      const found = findRefusal(commands, itself, context);
      if (found?.kind === "match") return found.rule.ref;
    }
  }
  return undefined;
}

/** No rule names it, and nothing that it does by itself is anybody else's business. */
function isNeverRefused(name: string, policy: ExecPolicy, reader: ExecReader): boolean {
  const { commands } = policy.rules.deny;
  const isNamed = commands.anyName.length > 0 || commands.byName.has(name);
  return !isNamed && insideOf(name, policy, reader) === "nothing";
}

/** The file is known by now: links of the host's file tree have nothing to add. */
const noPrograms: Context["programs"] = new Map();

type Inside = "nothing" | "builtins" | "programs";

/** What a program does by itself of what its words say: all else is judged when it starts. */
function insideOf(name: string, { refusesBuiltins }: ExecPolicy, reader: ExecReader): Inside {
  if (isBox(name) || reader.runsElsewhere(name)) return "programs";
  return refusesBuiltins && reader.isShell(name) ? "builtins" : "nothing";
}

function isSeenOnlyHere(name: string, inside: Inside, reader: ExecReader): boolean {
  return inside === "programs" || (inside === "builtins" && reader.isBuiltin(name));
}

const mostWords = 20_000;

/** Words beyond what one reading takes, each part with every option. */
function portionsOf(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length <= mostWords) return [words];
  const [name = "", ...rest] = words;
  const options = rest.filter((word) => word.startsWith("-"));
  const operands = rest.filter((word) => !word.startsWith("-"));
  const portions: (readonly string[])[] = [];
  for (let at = 0; at < Math.max(1, operands.length); at += mostWords)
    portions.push([name, ...options, ...operands.slice(at, at + mostWords)]);
  return portions;
}

/** The first door's own judgement on the real words. */
function decideStrictly(asked: ExecCase, policy: ExecPolicy, reader: ExecReader): WordsVerdict {
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

/** What a trusted shell or a transparent wrapper starts is judged like the wrapper itself; any other program answers for its own. */
function nextMode({ trusted, faces, copyOf }: RealExec, actions: readonly Action[], reader: ExecReader): ExecMode {
  if (!trusted || copyOf.length > 0) return "guarded";
  if (faces.some(({ name }) => reader.isShell(name))) return "strict";
  const [first, ...rest] = actions;
  if (first?.kind !== "exec" || !first.wrapper) return "guarded";
  return rest.every(({ via }) => via[0]?.transparent !== false) ? "strict" : "guarded";
}

/** The same for a program that was judged as the request itself. */
export function modeBelow(exec: RealExec, reader: ExecReader): ExecMode {
  return nextMode(exec, reader.readClosed(exec.words).actions, reader);
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

function decisionOf(code: "exec/not-denied"): Decision {
  return settle([{ effect: "allow", code, subject: "" }], "dontAsk");
}
