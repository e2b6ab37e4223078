import type { Context } from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import type { ExecCase, ExecPolicy, ExecReader } from "./exec-case.ts";
import { portionsOf } from "./exec-portions.ts";
import { invocationOf } from "./invocation.ts";
import { pathsOfCommands } from "./located-paths.ts";
import { findRefusal } from "./match-refused-command.ts";
import { type Face, isBox, type RealExec } from "./real-exec.ts";
import { findToolRule } from "./tool-rule.ts";
import type { Verdict } from "./verdict.ts";

/** True when no other words than these could have it refused. */
export function isRefusedByNoWords({ exec }: ExecCase, policy: ExecPolicy, reader: ExecReader): boolean {
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
export function refusedExec(asked: ExecCase, policy: ExecPolicy, reader: ExecReader): Verdict | undefined {
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
