import type { AssignAction, BuiltinAction, EnvChange, ExecAction, OpaqueAction, ReasonCode } from "../base/index.ts";
import { adviseRule } from "./advise-rule.ts";
import { type Command, type Grant, isRefusalOnly } from "./grant.ts";
import type { Scene } from "./scene.ts";
import { everyStartIsJudged } from "./every-start.ts";
import { changesWhatRuns } from "./judge-env.ts";
import { unknownToReader } from "./read-only-env.ts";
import { isPlainSearch } from "./search-path.ts";
import { findRefusal } from "./match-refused-command.ts";
import type { Verdict } from "./verdict.ts";

/** Judges one command: deny and ask rules first, then what would let it run. */
export function judgeCommand(command: Command, scene: Scene): readonly Verdict[] {
  const { action, grant } = command;
  const refusals = refusedCommand(command, scene);
  if (grant.kind === "inner" || refusals.some(({ effect }) => effect === "deny")) return refusals;
  const told = { subject: subjectOf(action), at: action.at };
  const hides = action.form.hidesOption && !scene.opaqueAllowed && grant.kind !== "harmless";
  return [
    ...refusals,
    ...judgeEnv([...action.env, ...filledVariables(action)], action.form.name, scene),
    ...(grant.kind === "read-only" ? judgeReader(action, scene) : []),
    ...(hides ? [{ effect: "open", code: "shell/opaque-operand", ...told, hard: scene.hides } as const] : []),
    ...grantVerdict(action, grant, scene),
  ];
}

/** What deny and ask rules say; where a word may hide what one of them names, both that and what another says. */
function refusedCommand({ action, invocation }: Command, scene: Scene): readonly Verdict[] {
  const { policy, context, opaqueAllowed } = scene;
  const told = { subject: subjectOf(action), at: action.at };
  const denied = findRefusal(policy.deny.commands, invocation, context);
  if (denied?.kind === "match") return [{ effect: "deny", code: "rule/denied", ...told, rule: denied.rule.ref }];
  const asked = findRefusal(policy.ask.commands, invocation, context);
  const verdicts: Verdict[] = [];
  if (asked?.kind === "match") verdicts.push({ effect: "ask", code: "rule/asked", ...told, rule: asked.rule.ref });
  const hidden = denied ?? (asked?.kind === "hidden" ? asked : undefined);
  if (hidden !== undefined && !opaqueAllowed) {
    const hard = hidden === denied ? "deny" : "ask";
    verdicts.push({ effect: "open", code: "shell/opaque-operand", ...told, rule: hidden.rule.ref, hard });
  }
  return verdicts;
}

function grantVerdict(action: ExecAction | BuiltinAction, grant: Grant, scene: Scene): readonly Verdict[] {
  const told = { subject: subjectOf(action), at: action.at };
  switch (grant.kind) {
    case "rule":
    case "any":
      return [opaqueName(action, scene) ?? { effect: "allow", code: "rule/allowed", ...told, rule: grant.ref }];
    case "read-only":
      return [{ effect: "allow", code: "command/read-only", ...told }];
    case "harmless":
      return [{ effect: "allow", code: "command/harmless-builtin", ...told }];
    case "edit":
      if (grant.unseen) return [{ effect: "open", code: "rule/no-match", ...told, advice: adviseRule(action) }];
      return [{ effect: "allow", code: "mode/accept-edits", ...told }];
    case "wrapper":
    case "inner":
      return [];
    case "none":
      return [
        opaqueName(action, scene) ?? {
          effect: "open",
          code: grant.code,
          ...told,
          advice: adviseRule(action),
          hard: grant.code === "command/refused-builtin" && !scene.opaqueAllowed ? scene.hides : undefined,
        },
      ];
  }
}

/** A command word that only exists at run time may be anything, a denied name too. */
function opaqueName(action: ExecAction | BuiltinAction, { opaqueAllowed, hides }: Scene): Verdict | undefined {
  if (action.words[0]?.kind !== "opaque" || opaqueAllowed) return undefined;
  return { effect: "open", code: "shell/opaque-command", subject: subjectOf(action), at: action.at, hard: hides };
}

const filling: ReadonlySet<string> = new Set(["getopts", "mapfile", "read", "readarray", "wait"]);

/** Variables that a builtin fills with data: `read PATH < f` is an assignment too. */
function filledVariables({ kind, form, words }: ExecAction | BuiltinAction): readonly EnvChange[] {
  if (kind !== "builtin" || !filling.has(form.name)) return [];
  return words.slice(1).flatMap((word) => (word.kind === "static" ? [{ name: word.value, at: word.at }] : []));
}

function judgeEnv(changes: readonly EnvChange[], command: string | undefined, scene: Scene): readonly Verdict[] {
  if (changes.length === 0 || everyStartIsJudged(scene.policy)) return [];
  const reading = { command, programs: scene.programs, allowed: scene.policy.allowedEnv };
  return changes.filter((change) => changesWhatRuns(change, reading) && !isPlainSearch(change, scene)).map(changedBy);
}

function changedBy({ name, at }: EnvChange): Verdict {
  return { effect: "open", code: "env/changes-what-runs", subject: name, at };
}

function judgeReader(action: ExecAction | BuiltinAction, { textEnv, policy }: Scene): readonly Verdict[] {
  return unknownToReader(action, textEnv, policy).map(changedBy);
}

export function judgeAssign(action: AssignAction, scene: Scene): readonly Verdict[] {
  const { change, command } = action;
  // `export NAME` hands on what an assignment before it has put there, which was judged where it stands.
  const handsOn = change.value === undefined && command === "export" && action.scope === "exported";
  // Without a `PATH`, programs are looked for in the working folder; all else is only gone.
  const removes = command === "unset" && change.name !== "PATH";
  return handsOn || removes || isRefusalOnly(action) ? [] : judgeEnv([change], command, scene);
}

const opaqueCodes = {
  command: "shell/opaque-command",
  operand: "shell/opaque-operand",
  text: "shell/opaque-text",
  arithmetic: "shell/opaque-arithmetic",
  cwd: "shell/opaque-cwd",
} as const satisfies Record<OpaqueAction["what"], ReasonCode>;

/**
 * What only exists at run time is not allowed, unless anything is; except that a program with a rule of its own may be given what
 * it pleases, as in `… | bash` with `Bash(bash:*)` (semantics 5, 12).
 */
export function judgeOpaque(action: OpaqueAction, scene: Scene): readonly Verdict[] {
  if (scene.opaqueAllowed) return [{ effect: "allow", code: "rule/allowed", subject: action.text, at: action.at }];
  const cause = action.cause === undefined ? undefined : scene.commands.get(action.cause.exec);
  const owner =
    cause?.action.form.name === action.program || action.program === undefined
      ? cause
      : programNamed(action.program, scene);
  if (isFed(action, owner) || (isRefusalOnly(action) && wrapperHasRule(action, scene))) return [];
  return [{ effect: "open", code: opaqueCodes[action.what], subject: action.text, at: action.at, hard: scene.hides }];
}

/** Text made at run time under a shell that a rule names; for other transparent wrappers what they start must be known. */
function isFed(action: OpaqueAction, owner: Command | undefined): boolean {
  if (action.what !== "text" || owner === undefined) return false;
  const { grant, action: shell } = owner;
  return grant.kind === "rule" || (grant.kind === "wrapper" && grant.rule !== undefined && shells.has(shell.form.name));
}

const shells: ReadonlySet<string> = new Set(["ash", "bash", "dash", "fish", "ksh", "mksh", "sh", "zsh"]);

function programNamed(program: string, scene: Scene): Command | undefined {
  for (const command of scene.commands.values()) if (command.invocation.names.includes(program)) return command;
  return undefined;
}

function wrapperHasRule(action: OpaqueAction, scene: Scene): boolean {
  const outer = action.via.find(({ transparent }) => !transparent);
  return outer !== undefined && programNamed(outer.name, scene)?.grant.kind === "rule";
}

/** The command as it stands, for messages. */
function subjectOf(action: ExecAction | BuiltinAction): string {
  return action.words.map((word) => (word.kind === "static" ? word.value : word.text)).join(" ");
}
