import { type AbsolutePath, printable } from "../../base/index.ts";
import { scanners, searchers } from "../../observe/index.ts";
import { findPrograms } from "../gather-context.ts";
import { createReach } from "../out-of-reach.ts";
import type { Session } from "../session.ts";

/** A program that the profile has look at what is written, by the name that the profile calls it. */
export interface ToolProgram {
  readonly kind: "scanner" | "searcher";
  readonly tool: string;
  /** Absent where it is not there. */
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
  return [
    ...scan.tools.map((tool) => {
      const { program, install } = scanners[tool];
      return one("scanner", tool, { programs: [program], install });
    }),
    ...(secrets.search ? secrets.tools : []).map((tool) => one("searcher", tool, searchers[tool])),
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
