import type { AssignAction, BuiltinAction, EnvChange, ExecAction, OpaqueAction, ReasonCode } from "../base/index.ts";
import { adviseRule } from "./advise-rule.ts";
import { type Command, type Grant, isRefusalOnly, type Scene } from "./grant.ts";
import { changesWhatRuns } from "./judge-env.ts";
import { findRefusal } from "./match-refused-command.ts";
import type { Verdict } from "./verdict.ts";

/** Judges one command: deny and ask rules first, then what would let it run. */
export function judgeCommand(command: Command, scene: Scene): readonly Verdict[] {
  const { action, grant } = command;
  const refusal = refusedCommand(command, scene);
  if (refusal !== undefined && refusal.effect === "deny") return [refusal];
  const verdicts: Verdict[] = refusal === undefined ? [] : [refusal];
  if (grant.kind === "inner") return verdicts;
  verdicts.push(...judgeEnv(action.env, action.form.name, scene));
  if (action.form.hidesOption && !scene.opaqueAllowed && grant.kind !== "harmless") {
    verdicts.push({
      effect: "open",
      code: "shell/opaque-operand",
      subject: subjectOf(action),
      at: action.at,
      hard: true,
    });
  }
  verdicts.push(...grantVerdict(action, grant, scene));
  return verdicts;
}

function refusedCommand(
  { action, invocation }: Command,
  { policy, context, opaqueAllowed }: Scene,
): Verdict | undefined {
  const subject = subjectOf(action);
  const denied = findRefusal(policy.deny.commands, invocation, context);
  if (denied?.kind === "match")
    return { effect: "deny", code: "rule/denied", subject, at: action.at, rule: denied.rule.ref };
  const asked = findRefusal(policy.ask.commands, invocation, context);
  if (asked?.kind === "match")
    return { effect: "ask", code: "rule/asked", subject, at: action.at, rule: asked.rule.ref };
  const hidden = opaqueAllowed ? undefined : (denied ?? asked);
  if (hidden === undefined) return undefined;
  return { effect: "open", code: "shell/opaque-operand", subject, at: action.at, rule: hidden.rule.ref, hard: true };
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
          hard: grant.code === "command/refused-builtin" && !scene.opaqueAllowed,
        },
      ];
  }
}

/** A command word that only exists at run time may be anything, a denied name too. */
function opaqueName(action: ExecAction | BuiltinAction, { opaqueAllowed }: Scene): Verdict | undefined {
  if (action.words[0]?.kind !== "opaque" || opaqueAllowed) return undefined;
  return { effect: "open", code: "shell/opaque-command", subject: subjectOf(action), at: action.at, hard: true };
}

function judgeEnv(changes: readonly EnvChange[], command: string | undefined, { policy }: Scene): readonly Verdict[] {
  return changes
    .filter((change) => changesWhatRuns(change, command, policy.allowedEnv))
    .map(({ name, at }): Verdict => ({ effect: "open", code: "env/changes-what-runs", subject: name, at }));
}

export function judgeAssign(action: AssignAction, scene: Scene): readonly Verdict[] {
  return isRefusalOnly(action) ? [] : judgeEnv([action.change], action.command, scene);
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
  const feedsRule = owner?.grant.kind === "rule" && (action.what === "text" || action.what === "command");
  if (feedsRule || (isRefusalOnly(action) && wrapperHasRule(action, scene))) return [];
  return [{ effect: "open", code: opaqueCodes[action.what], subject: action.text, at: action.at, hard: true }];
}

function programNamed(program: string, scene: Scene): Command | undefined {
  for (const command of scene.commands.values()) if (command.invocation.names.includes(program)) return command;
  return undefined;
}

function wrapperHasRule(action: OpaqueAction, scene: Scene): boolean {
  const outer = action.via.find(({ transparent }) => !transparent);
  return outer !== undefined && programNamed(outer.name, scene)?.grant.kind === "rule";
}

/** The command as it stands, for messages. */
export function subjectOf(action: ExecAction | BuiltinAction): string {
  return action.words.map((word) => (word.kind === "static" ? word.value : word.text)).join(" ");
}
