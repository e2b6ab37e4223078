import { type Action, assertNever, type ReasonCode, type Span } from "../base/index.ts";
import type { ReadText } from "./decide.ts";
import { sceneOf, type Scene } from "./scene.ts";
import { judgeAssign, judgeCommand, judgeOpaque } from "./judge-command.ts";
import { judgeConnect } from "./judge-connect.ts";
import { judgeRead, judgeWrite } from "./judge-files.ts";
import type { Judging } from "./judge-path.ts";
import { refusedText } from "./validate-text.ts";
import type { Verdict } from "./verdict.ts";

/** Why a text could not be read; any of these means that nothing in it is allowed (semantics 4). */
export interface ReadingProblem {
  readonly code: Extract<
    ReasonCode,
    "shell/unparsable" | "shell/misread" | "shell/too-long" | "shell/too-deep" | "shell/not-text"
  >;
  readonly at: Span;
  readonly text: string;
}

/** Judges every part of a shell text: it is allowed only if all of them are (semantics 3). */
export function judgeBash(
  input: Readonly<Record<string, unknown>>,
  reading: ReadText,
  judging: Judging,
): readonly Verdict[] {
  const { command } = input;
  if (typeof command !== "string") return [{ effect: "deny", code: "tool/bad-input", subject: "Bash command" }];
  if (reading.problems.length > 0) {
    return reading.problems.map(({ code, at, text }) => ({ effect: "deny", code, subject: text, at }));
  }
  const invalid = refusedText(command, reading.actions, judging.policy.profile.bash);
  if (invalid !== undefined) return [invalid];
  if (reading.actions.length === 0) return [{ effect: "allow", code: "command/empty", subject: "" }];
  const scene = sceneOf(reading.actions, judging);
  const verdicts = reading.actions.flatMap((action, index) => judgeAction(action, index, scene));
  return withoutRepeats(
    verdicts.length > 0 ? verdicts : [{ effect: "allow", code: "command/harmless-builtin", subject: command }],
  );
}

function judgeAction(action: Action, index: number, scene: Scene): readonly Verdict[] {
  switch (action.kind) {
    case "exec":
    case "builtin": {
      const command = scene.commands.get(index);
      return command === undefined ? [] : judgeCommand(command, scene);
    }
    case "read":
      return judgeRead(action, scene);
    case "write":
      return judgeWrite(action, scene);
    case "connect":
      return judgeConnect(action, scene);
    case "assign":
      return judgeAssign(action, scene);
    case "opaque":
      return judgeOpaque(action, scene);
    default:
      return assertNever(action);
  }
}

/** One text may say the same thing of one place twice, as when an assignment counts for several commands. */
function withoutRepeats(verdicts: readonly Verdict[]): readonly Verdict[] {
  const seen = new Set<string>();
  return verdicts.filter(({ effect, code, subject, at }) => {
    const key = [effect, code, subject, at?.start, at?.end].join("\0");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
