import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { isBeneath, parseAbsolutePath } from "../base/index.ts";
import { pathOfInput } from "../policy/index.ts";
import { isSystemPath, type Judgement } from "../engine/index.ts";

/** More files than any honest request names. */
const mostFiles = 500;

/**
 * What exactly is confirmed: the tool, its input, and the files that it names as they are now, programs first. Two that are equal mean
 * the same thing to whoever said yes to the first.
 */
export function fingerprint(judgement: Judgement): string {
  return digestOf(judgement, programsOf(judgement));
}

/**
 * The same for another process, whose `PATH` may honestly lead to other programs: those in folders of the system's own, where no command
 * can put one, are left out.
 */
export function lastingFingerprint(judgement: Judgement): string {
  const { projectRoot } = judgement.context;
  const own = programsOf(judgement).filter((path) => !isSystemPath(path) || isBeneath(path, projectRoot));
  return digestOf(judgement, own);
}

type Path = ReturnType<typeof parseAbsolutePath>;

function programsOf({ context }: Judgement): readonly Path[] {
  return [...context.programs.values()].flatMap(({ path, real }) => [path, real]);
}

function digestOf({ request, context, actions }: Judgement, programs: readonly Path[]): string {
  const { tool, input, cwd } = request;
  const named = [input["file_path"], input["notebook_path"]].filter((path) => typeof path === "string");
  const files = new Set<string>([
    ...programs,
    ...named.map((path) => pathOfInput(path, context)),
    ...[...context.realPaths].flat(),
    ...actions.flatMap((action) =>
      (action.kind === "read" || action.kind === "write") && action.path.kind === "static"
        ? [parseAbsolutePath(action.path.path, cwd)]
        : [],
    ),
  ]);
  const states = [...files].slice(0, mostFiles).map((file) => [file, stateOf(file)]);
  return createHash("sha256")
    .update(JSON.stringify([tool, input, cwd, files.size, states]))
    .digest("hex");
}

function stateOf(path: string): string {
  try {
    // Whoever writes a file can set its time of writing back, and not that of its last change.
    const found = statSync(path, { bigint: true });
    const { dev, ino, size, ctimeNs, mode } = found;
    // What comes and goes in a folder meanwhile makes it no other one.
    return (found.isDirectory() ? [dev, ino, mode] : [dev, ino, size, ctimeNs, mode]).join(" ");
  } catch {
    return "none"; // not there, or not for this user to see
  }
}
