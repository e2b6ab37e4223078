import { type AbsolutePath, printable } from "../../base/index.ts";
import { scanners, searcherOf } from "../../observe/index.ts";
import type { EffectiveProfile, ProfileNote } from "../../policy/index.ts";
import { findPrograms } from "../gather-context.ts";
import { createReach } from "../out-of-reach.ts";
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
    const found = findTool(session, { programs, install });
    return { kind, tool, ...(typeof found === "string" ? { path: found } : found) };
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

/** What a profile calls a scanner or a searcher and is none: another version may know it, here it looks at nothing. */
export function unknownTools({ scan, secrets, origins }: EffectiveProfile): readonly ProfileNote[] {
  const note = (kind: ToolProgram["kind"], pointer: string, tool: string): readonly ProfileNote[] => {
    const source = origins.get(pointer);
    return source === undefined ? [] : [{ source, message: `${printable(tool)}: ${unknownNote(kind)}` }];
  };
  return [
    ...scan.tools
      .filter((tool) => !scanners.has(tool))
      .flatMap((tool) => note("scanner", "/security_policies/vulnerability_scanning", tool)),
    ...secrets.tools
      .filter((tool) => searcherOf(tool) === undefined)
      .flatMap((tool) => note("searcher", "/security_policies/secrets_detection", tool)),
  ];
}

interface Wanted {
  readonly programs: readonly string[];
  readonly install: string;
}

/**
 * The first file along the session's `PATH` that one of these names stands for and that commands can't put another in the place of: an
 * agent's own scanner would find nothing. Else why there is none.
 */
export function findTool(session: Session, { programs, install }: Wanted): AbsolutePath | { readonly note: string } {
  const isOutOfReach = createReach(session);
  const there = programs.flatMap((program) => findPrograms(program, session.host.searchPath));
  const found = there.find(isOutOfReach);
  if (found !== undefined) return found;
  const [program = ""] = programs;
  const [open] = there;
  const why =
    open === undefined
      ? "is not installed"
      : `lies where commands can write (${printable(open)}), and counts for nothing`;
  return { note: `\`${program}\` ${why}; install it ${open === undefined ? "" : "elsewhere "}with \`${install}\`` };
}

export function unknownNote(kind: ToolProgram["kind"]): string {
  return `no ${kind} of this name is known`;
}
