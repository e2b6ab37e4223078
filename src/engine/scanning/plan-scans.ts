import { basename, dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath, type ScanReport } from "../../base/index.ts";
import { type Scanner, scanners } from "../../observe/index.ts";
import type { EffectiveProfile } from "../../policy/index.ts";
import { unknownNote } from "./tool-programs.ts";

/** One scanner with what it is to look at. */
export interface PlannedScan {
  readonly tool: string;
  readonly scanner: Scanner;
  readonly runs: readonly ScanRun[];
  /** Why some files are left out. */
  readonly leftOut?: string;
}

export interface ScanRun {
  readonly cwd: AbsolutePath;
  readonly files: readonly AbsolutePath[];
}

/** Files of one run, and runs of one scanner. */
const mostFiles = 500;
const mostRuns = 8;

/** What a profile's scanners have to do with changed files, and which of them nobody knows. */
export function planScans(
  { tools, dependencies }: EffectiveProfile["scan"],
  changed: readonly AbsolutePath[],
  projectRoot: AbsolutePath,
  isLeftOut: (file: AbsolutePath, looksAt: Scanner["looksAt"]) => boolean = () => false,
): { readonly scans: readonly PlannedScan[]; readonly unknown: readonly ScanReport[] } {
  const known = tools.flatMap((tool) => {
    const scanner = scanners.get(tool);
    const files = changed.filter(
      (file) => scanner?.isFor(basename(file)) === true && !isLeftOut(file, scanner.looksAt),
    );
    const isWanted = scanner?.looksAt !== "dependencies" || dependencies;
    return scanner === undefined || files.length === 0 || !isWanted ? [] : [planOne(tool, scanner, files, projectRoot)];
  });
  const unknown = changed.length === 0 ? [] : tools.filter((tool) => !scanners.has(tool));
  const note = unknownNote("scanner");
  return { scans: known, unknown: unknown.map((tool) => ({ tool, state: "absent", note, findings: [] })) };
}

function planOne(
  tool: string,
  scanner: Scanner,
  files: readonly AbsolutePath[],
  projectRoot: AbsolutePath,
): PlannedScan {
  const runs = runsOf(scanner, files, projectRoot).slice(0, mostRuns);
  const left = files.length - runs.reduce((sum, run) => sum + run.files.length, 0);
  return { tool, scanner, runs, ...(left === 0 ? {} : { leftOut: `${left} changed files are left out` }) };
}

function runsOf({ runs }: Scanner, files: readonly AbsolutePath[], projectRoot: AbsolutePath): readonly ScanRun[] {
  if (runs === "together") return parted(files).map((part) => ({ cwd: projectRoot, files: part }));
  if (runs === "each") return files.map((file) => ({ cwd: parseAbsolutePath("/"), files: [file] }));
  const folders = Map.groupBy(files, (file) => parseAbsolutePath(dirname(file)));
  return [...folders].map(([cwd, inside]) => ({ cwd, files: inside }));
}

function parted(files: readonly AbsolutePath[]): readonly (readonly AbsolutePath[])[] {
  const count = Math.ceil(files.length / mostFiles);
  return Array.from({ length: count }, (_, part) => files.slice(part * mostFiles, (part + 1) * mostFiles));
}
