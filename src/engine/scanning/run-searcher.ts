import type { AbsolutePath, ScanReport } from "../../base/index.ts";
import { searcherOf, type ToldSecret } from "../../observe/index.ts";
import { runCaptured } from "../../run/index.ts";
import { createExecGate } from "../exec-gate.ts";
import type { Scanning } from "./run-scan.ts";
import { findTool, unknownNote } from "./tool-programs.ts";

/** What is needed to have other programs search for secrets. */
export type Searching = Pick<Scanning, "session" | "judgement" | "plan" | "signal">;

/** What one searcher told, as its report without findings yet. */
export interface Searched {
  readonly report: ScanReport;
  readonly told: readonly ToldSecret[];
}

/** Below the patience of the gate, with what git takes. */
const timeoutSeconds = 10;
const mostBytes = 16 * 1024 * 1024;

/** Has the program of that name search all files below a folder. Whatever it does is told and never a failure of the request. */
export async function runSearcher(searching: Searching, tool: string, folder: AbsolutePath): Promise<Searched> {
  const { session } = searching;
  const searcher = searcherOf(tool);
  const failed = (state: ScanReport["state"], note: string): Searched => ({
    report: { tool, state, note, findings: [] },
    told: [],
  });
  if (searcher === undefined) return failed("absent", unknownNote("searcher"));
  const found = findTool(session, searcher);
  if (typeof found !== "string") return failed("absent", found.note);
  try {
    const { result, stdout, isCut } = await runInside(searching, [found, ...searcher.words], folder);
    if (isCut) return failed("failed", `it printed more than ${mostBytes / 1024 / 1024} MB`);
    if (result.timedOut)
      return failed("failed", `it did not end within ${Math.round(result.durationMs / 1000)} seconds`);
    if (result.signal !== undefined) return failed("failed", `it was ended by ${result.signal}`);
    const known = searcher.failures.get(result.status);
    if (known !== undefined) return failed("failed", known);
    const told = searcher.read(stdout.toString("utf8"));
    if (told === undefined) return failed("failed", `status ${result.status}, and no report that can be read`);
    if (!searcher.statuses.includes(result.status)) return failed("failed", `it ended with status ${result.status}`);
    return { report: { tool, state: "ran", findings: [] }, told };
  } catch (error) {
    return failed("failed", error instanceof Error ? error.message : String(error));
  }
}

function runInside(
  { session, judgement, plan, signal }: Searching,
  argv: readonly string[],
  folder: AbsolutePath,
): ReturnType<typeof runCaptured> {
  // What is searched here goes nowhere.
  const apart = { ...plan(argv, folder, timeoutSeconds, folder), egress: undefined };
  return runCaptured(apart, {
    warden: session.host.places.warden,
    mostBytes,
    signal,
    ...(apart.gate && { watch: createExecGate(session, judgement, apart) }),
  });
}
