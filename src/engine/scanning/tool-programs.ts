import type { AbsolutePath } from "../../base/index.ts";
import { scanners, searcherOf } from "../../observe/index.ts";
import { findProgram } from "../gather-context.ts";
import type { Session } from "../session.ts";

/** A program that the profile has look at what is written, by the name that the profile calls it. */
export interface ToolProgram {
  readonly kind: "scanner" | "searcher";
  readonly tool: string;
  /** Absent where it is not there, or not known. */
  readonly path?: AbsolutePath;
  /** Why not, and what would help. */
  readonly note?: string;
}

/** Which of the profile's scanners and searchers are there. */
export function toolPrograms(session: Session): readonly ToolProgram[] {
  const { scan, secrets } = session.loaded.profile;
  const one = (kind: ToolProgram["kind"], tool: string, { programs, install }: Wanted): ToolProgram => {
    const path = findFirst(session, programs);
    return { kind, tool, ...(path === undefined ? { note: absentNote(programs, install) } : { path }) };
  };
  const unknown = (kind: ToolProgram["kind"], tool: string): ToolProgram => ({ kind, tool, note: unknownNote(kind) });
  return [
    ...scan.tools.map((tool) => {
      const scanner = scanners.get(tool);
      if (scanner === undefined) return unknown("scanner", tool);
      return one("scanner", tool, { programs: [scanner.program], install: scanner.install });
    }),
    ...(secrets.search ? secrets.tools : []).map((tool) => {
      const searcher = searcherOf(tool);
      return searcher === undefined ? unknown("searcher", tool) : one("searcher", tool, searcher);
    }),
  ];
}

interface Wanted {
  readonly programs: readonly string[];
  readonly install: string;
}

/** The first of these names that stands for a program along the session's `PATH`. */
export function findFirst({ host }: Pick<Session, "host">, programs: readonly string[]): AbsolutePath | undefined {
  for (const program of programs) {
    const found = findProgram(program, host, host.places.projectRoot);
    if (found !== undefined) return found.path;
  }
  return undefined;
}

export function absentNote([program = ""]: readonly string[], install: string): string {
  return `\`${program}\` is not installed; install it with \`${install}\``;
}

export function unknownNote(kind: ToolProgram["kind"]): string {
  return `no ${kind} of this name is known`;
}
