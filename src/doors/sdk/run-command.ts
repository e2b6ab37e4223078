import { exitStatus } from "../../base/index.ts";
import { confirmPrograms, consult, consultProgram, type Means } from "../../consult/index.ts";
import { type Judgement, refusalLine, runJudged, type Session, startOf, type Start } from "../../engine/index.ts";
import { createCollector } from "./collect-output.ts";
import type { Stay } from "./create-sallyport.ts";
import { meansOf } from "./means-of.ts";
import { standingOf } from "./standing.ts";
import type { Running, RunOptions, RunResult } from "./types.ts";
import { verdictOf } from "./verdict-of.ts";

/** Judges a command, asks whoever is to be asked, and runs it where the verdict is allow. */
export function runCommand(stay: Stay, command: string | readonly string[], options: RunOptions = {}): Running {
  const outputs = { stdout: createCollector(), stderr: createCollector() };
  const signal = AbortSignal.any([stay.stop.signal, ...(options.signal ? [options.signal] : [])]);
  const result = run(stay, command, { options: { ...options, signal }, outputs }).finally(() => {
    outputs.stdout.close();
    outputs.stderr.close();
    stay.running.delete(result);
  });
  stay.running.add(result);
  return { stdout: outputs.stdout.stream, stderr: outputs.stderr.stream, result };
}

interface Wanted {
  readonly options: RunOptions;
  readonly outputs: Readonly<Record<"stdout" | "stderr", ReturnType<typeof createCollector>>>;
}

async function run(stay: Stay, command: string | readonly string[], { options, outputs }: Wanted): Promise<RunResult> {
  const { session } = standingOf(stay, "Bash", options);
  const means = meansOf(stay.options, options);
  const judgement = await judged(session, command, means);
  const notes: string[] = [];
  const { decision, result } = await runJudged(session, judgement, {
    ...argvOf(command, judgement),
    timeoutSeconds: options.timeoutMs === undefined ? undefined : options.timeoutMs / 1000,
    say: (line) => void notes.push(line),
    confirm: confirmPrograms(means),
    takeOutput: { stdout: outputs.stdout.push, stderr: outputs.stderr.push },
    ...(options.signal && { signal: options.signal }),
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

async function judged(session: Session, command: string | readonly string[], means: Means): Promise<Judgement> {
  if (typeof command === "string") return await consult(session, "Bash", { command }, means);
  return await consultProgram(session, command, means);
}

function argvOf(command: string | readonly string[], judgement: Judgement): Pick<Start, "argv" | "mapped"> {
  if (typeof command === "string") return startOf(judgement, (text) => text);
  const { mappedArgv: mapped, runArgv = command } = judgement;
  return { argv: runArgv, ...(mapped && { mapped }) };
}
