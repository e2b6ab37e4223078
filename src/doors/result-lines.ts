import { type LimitName, printable, type RunResult } from "../base/index.ts";
import { disarmedLine, unsweptLine } from "./disarmed-line.ts";
import { writtenLines } from "./written-line.ts";

const limitLines = {
  memory: "the limit of memory (sandbox.limits.memory_mb) was reached and a process was killed",
  processes: "the limit of processes (sandbox.limits.processes) was reached and a process could not be started",
  cpu: "the limit of CPU time (sandbox.limits.cpu_seconds) was reached and everything was killed",
} as const satisfies Record<LimitName, string>;

/** What its caller is to know of how a command ended, beside its status. */
export function resultLines(result: RunResult, profile: string): readonly string[] {
  const limits = (result.limitsHit ?? []).map(
    (name) => `sallyport: ${limitLines[name]} (profile ${printable(profile)})`,
  );
  const rest = [
    writtenLines(result.written, profile),
    disarmedLine(result.disarmed ?? []),
    unsweptLine(result.unswept),
  ].flatMap((lines) => lines.split("\n").filter((line) => line !== ""));
  return [...limits, ...rest];
}
