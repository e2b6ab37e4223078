import { exitStatus } from "../../base/index.ts";
import { consult, consultProgram, type Means } from "../../consult/index.ts";
import { type Judgement, refusalLine, runJudged, type Session, startOf, type Start } from "../../engine/index.ts";
import { confirmInTurn, consultInTurn, noteInTurn } from "../ask-in-turn.ts";
import type { Turn } from "../take-turns.ts";
import { createCollector } from "./collect-output.ts";
import type { Stay } from "./create-sallyport.ts";
import { meansOf } from "./means-of.ts";
import { cancelled, type Command, readAsked, readCommand, refuseUse } from "./read-call.ts";
import { standingOf } from "./standing.ts";
import type { Running, RunResult } from "./types.ts";
import { verdictOf } from "./verdict-of.ts";
import { whileWanted } from "./while-wanted.ts";

/** Judges a command, asks whoever is to be asked, and runs it where the verdict is allow. */
export function runCommand(stay: Stay, command: unknown, options: unknown): Running {
  const outputs = { stdout: createCollector(), stderr: createCollector() };
  const result = run(stay, { command, options }, outputs).finally(() => {
    outputs.stdout.close();
    outputs.stderr.close();
    stay.running.delete(result);
  });
  stay.running.add(result);
  result.catch(() => undefined); // whoever waits for it hears of it; a program that does not is not to end by it
  return { stdout: outputs.stdout.stream, stderr: outputs.stderr.stream, result };
}

type Outputs = Readonly<Record<"stdout" | "stderr", ReturnType<typeof createCollector>>>;

interface Given {
  readonly command: unknown;
  readonly options: unknown;
}

async function run(stay: Stay, given: Given, outputs: Outputs): Promise<RunResult> {
  // Read before it waits: what becomes of the caller's own list then is of no interest.
  const [command, asked] = [readCommand(given.command), readAsked(given.options)];
  const wanted = whileWanted(stay, asked.ok ? asked.value : {});
  const input = { command: command.ok ? command.value : "" };
  using turn = await stay.turns.take(wanted, () => noteInTurn(stay.session, { tool: "Bash", input }));
  const { session, judgement, start } = await begin(stay, given, { command, asked, signal: wanted, turn });
  const notes: string[] = [];
  const { decision, result } = await runJudged(session, judgement, {
    ...start,
    say: (line) => void notes.push(line),
    takeOutput: { stdout: outputs.stdout.push, stderr: outputs.stderr.push },
  });
  if (result === undefined) notes.push(refusalLine(decision, session.loaded.profile.name));
  const { status = exitStatus.denied, signal, timedOut = false } = result ?? {};
  return {
    verdict: verdictOf({ ...judgement, decision }),
    status,
    ...(signal !== undefined && { signal }),
    timedOut,
    stdout: outputs.stdout.text(),
    stderr: outputs.stderr.text(),
    truncated: outputs.stdout.isCut() || outputs.stderr.isCut(),
    notes,
  };
}

interface Begun {
  readonly session: Session;
  readonly judgement: Judgement;
  readonly start: Start;
}

interface Waited {
  readonly command: ReturnType<typeof readCommand>;
  readonly asked: ReturnType<typeof readAsked>;
  readonly signal: AbortSignal;
  readonly turn: Turn | undefined;
}

async function begin(stay: Stay, given: Given, { command, asked, signal, turn }: Waited): Promise<Begun> {
  if (!command.ok) return refused(stay.session, given, command.why);
  if (!asked.ok) return refused(stay.session, given, asked.why);
  if (turn === undefined) return refused(stay.session, given, "too many commands wait already; start fewer at once");
  const { timeoutMs } = asked.value;
  const means = meansOf(stay.options, { ...asked.value, signal });
  const { session } = standingOf(stay, "Bash", asked.value);
  const judgement = await consultInTurn(turn, means, (giving) => judged(session, command.value, giving));
  if (signal.aborted) return refused(session, given, cancelled);
  const timeoutSeconds = timeoutMs === undefined ? undefined : timeoutMs / 1000;
  const start = { ...argvOf(command.value, judgement), timeoutSeconds, confirm: confirmInTurn(turn, means), signal };
  return { session, judgement, start };
}

function refused(session: Session, { command }: Given, why: string): Begun {
  const judgement = refuseUse(session, { tool: "Bash", input: { command } }, why);
  return { session, judgement, start: { argv: [], timeoutSeconds: undefined } };
}

async function judged(session: Session, command: Command, means: Means): Promise<Judgement> {
  if (typeof command === "string") return await consult(session, "Bash", { command }, means);
  return await consultProgram(session, command, means);
}

function argvOf(command: Command, judgement: Judgement): Pick<Start, "argv" | "mapped"> {
  if (typeof command === "string") return startOf(judgement, (text) => text);
  const { mappedArgv: mapped, runArgv = command } = judgement;
  return { argv: runArgv, ...(mapped && { mapped }) };
}
