import { dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../../base/index.ts";
import { createIgnored } from "../../files/index.ts";
import type { Scanner } from "../../observe/index.ts";

/** What package managers and git keep: others have written it, and what asked for it is scanned in its place. */
const kept = /\/(?:node_modules|site-packages|dist-packages|\.git)\//u;

/**
 * What is not scanned before it lands. What git ignores is not code of the project's; but a manifest says what is installed, whether git
 * knows of it or not.
 */
export function createLeftOut(projectRoot: AbsolutePath): (file: AbsolutePath, looksAt: Scanner["looksAt"]) => boolean {
  const isIgnored = createIgnored(projectRoot);
  const isInIgnored = (path: AbsolutePath, isFolder: boolean): boolean =>
    path !== projectRoot && (isInIgnored(parseAbsolutePath(dirname(path)), true) || isIgnored(path, isFolder));
  return (file, looksAt) =>
    kept.test(file) || (looksAt === "code" && isBeneath(file, projectRoot) && isInIgnored(file, false));
}
