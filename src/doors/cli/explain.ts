import { type Action, ConfigError, EnforcementError, type LayerReport, printable } from "../../base/index.ts";
import { type Judgement, judgeTool, openSession, planRun, type Session, toolFindings } from "../../engine/index.ts";
import { describeAction } from "../../observe/index.ts";
import { toVerdict } from "../verdict.ts";
import { explainLast } from "./explain-last.ts";
import { writeAll } from "../world.ts";
import { type Command, ownValue } from "./command.ts";

/**
 * What Sallyport makes of one command: the parse, each action, each rule that spoke, the walls that would stand. Or with `--last`
 * what became of the last one.
 */
export const explain: Command = {
  options: new Map([
    ["-c", "value"],
    ["--last", "flag"],
  ]),
  run(invocation) {
    if (invocation.own.has("--last")) return explainLast(invocation);
    const command = ownValue(invocation, "-c");
    if (command === undefined)
      throw new ConfigError("config/usage", "explain: give a command with -c CMD, or say --last");
    const session = openSession(invocation.world, invocation.options);
    const judgement = judgeTool(session, "Bash", { command });
    const walls = describeWalls(session, judgement, command);
    writeAll(1, invocation.options.json ? asJson(session, judgement, walls) : asText(session, judgement, walls));
    return 0;
  },
};

interface Walls {
  readonly layers: readonly LayerReport[];
  /** What the file tree of the sandbox is made of, one line each. */
  readonly mounts: readonly string[];
  readonly timeoutSeconds: number | undefined;
  /** Why nothing could be started, when so. */
  readonly problem: string | undefined;
}

function describeWalls(session: Session, judgement: Judgement, command: string): Walls {
  try {
    const launch = planRun(session, judgement, { argv: ["bash", "-c", command], timeoutSeconds: undefined });
    const mounts = launch.mounts.flatMap((mount) => {
      if (mount.kind === "bind") return [`${mount.writable ? "writable " : "read-only"} ${mount.target}`];
      return mount.kind === "mask" || mount.kind === "stand-in"
        ? [`denied    ${mount.target}`]
        : mount.kind === "private"
          ? [`private   ${mount.target}`]
          : [];
    });
    return { layers: launch.layers, mounts, timeoutSeconds: launch.timeoutSeconds, problem: undefined };
  } catch (error) {
    if (!(error instanceof EnforcementError)) throw error;
    return { layers: [], mounts: [], timeoutSeconds: undefined, problem: error.message };
  }
}

function asJson(session: Session, judgement: Judgement, walls: Walls): string {
  const { actions, decision, updatedInput, respelled, frame } = judgement;
  const { profile } = session.loaded;
  const verdict = toVerdict(null, decision, updatedInput);
  return `${JSON.stringify({ ...verdict, profile: profile.name, frame: frame?.client, actions, rewritten: respelled, walls, lookedAtBy: toolFindings(session), notEnforcedYet: profile.unenforced })}\n`;
}

function asText(session: Session, judgement: Judgement, walls: Walls): string {
  const { actions, decision, frame, updatedInput, respelled } = judgement;
  const { profile, files } = session.loaded;
  const reasons = decision.reasons.map(({ effect, code, message, rule }) =>
    [
      effect.padEnd(6),
      code.padEnd(24),
      message,
      rule === undefined ? "" : `[${rule.source.file}#${rule.source.pointer}]`,
    ]
      .join(" ")
      .trimEnd(),
  );
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["verdict", [decision.effect]],
    ["profile", [`${profile.name} (mode ${profile.mode})${files.length === 0 ? "" : ` from ${files.join(", ")}`}`]],
    ["frame", frame === undefined ? [] : [`written by ${frame.client}; the command inside is judged`]],
    ["actions", actions.map(actionLine)],
    ["reasons", reasons],
    [
      "rewritten",
      [...respelled.map(respelledLine), ...(updatedInput === undefined ? [] : [JSON.stringify(updatedInput)])],
    ],
    ["walls", walls.problem === undefined ? walls.layers.map(layerLine) : [`nothing could run: ${walls.problem}`]],
    ["files", walls.mounts],
    ["looked at by", toolFindings(session).map(({ note }) => note)],
    ["timeout", walls.timeoutSeconds === undefined ? [] : [`${walls.timeoutSeconds} s`]],
    ["not enforced yet", profile.unenforced.map(({ pointer, note }) => `${pointer}: ${note}`)],
    ["not followed", profile.notes.map(({ source, message }) => `${source.file}#${source.pointer}: ${message}`)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}\n${lines.map((line) => `  ${printable(line, 600)}\n`).join("")}`)
    .join("");
}

function actionLine(action: Action): string {
  const { kind, what, via } = describeAction(action);
  const path = via === undefined ? "" : `  (through ${via.join(" → ")})`;
  const note = action.kind === "exec" && action.form.readOnly ? "  read-only" : "";
  return `${kind.padEnd(8)} ${what}${path}${note}  [${action.at.start},${action.at.end})`;
}

function respelledLine({ from, to, at, member }: Judgement["respelled"][number]): string {
  return `${from} → ${to}  ${at === undefined ? (member ?? "") : `[${at.start},${at.end})`}`.trimEnd();
}

/** One enforcement layer in a line. */
export function layerLine({ name, held, note }: LayerReport): string {
  return `${held ? "held    " : "missing "} ${name}${note === undefined ? "" : `: ${note}`}`;
}
