import type { RunResult } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import { runLaunch, type RunOptions } from "./run-launch.ts";
import type { Survey } from "./survey-trees.ts";
import { type Sweep, sweepTrees } from "./sweep-trees.ts";

interface SweptOptions extends RunOptions {
  /** Lands what it has written, before that is looked at; told how it ended. */
  readonly land?: (result: RunResult) => Promise<RunResult>;
}

/** Runs a launch, and disarms what it made that would run on the host, however it ended. Rejects as `runLaunch` does. */
export async function runSwept(launch: Launch, options: SweptOptions): Promise<RunResult> {
  const { seen } = launch.traces;
  let known: Survey | undefined;
  const sweep = (): Sweep | undefined => seen && sweepTrees(seen, options.warden, known);
  // What lands comes after the warden's look.
  const surveyed = options.land === undefined ? { takeSurvey: (survey: Survey) => void (known = survey) } : {};
  let result: RunResult;
  try {
    result = await runLaunch(launch, { ...options, ...surveyed });
    // Whoever was stopped has not ended: nothing of it lands.
    if (options.signal?.aborted !== true) result = (await options.land?.(result)) ?? result;
  } catch (error) {
    sweep();
    throw error;
  }
  const { disarmed = [], unswept } = sweep() ?? {};
  return {
    ...result,
    ...(disarmed.length === 0 ? {} : { disarmed }),
    ...(unswept === undefined ? {} : { unswept }),
  };
}
