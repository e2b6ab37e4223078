import { copyFileSync, linkSync } from "node:fs";

/** Node is large: another name for the same file where that is possible, else a copy. Nobody may write into it. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to); // EXDEV: another file system; EPERM: somebody else's file
  }
}
