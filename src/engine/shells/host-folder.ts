import { statSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../../base/index.ts";
import { createReacher } from "../reach-inside.ts";
import { realTarget } from "../real-target.ts";

/** The folder of the host that a command calls so, where there is one. */
export function hostFolder(told: string, root: AbsolutePath | undefined): AbsolutePath | undefined {
  if (!told.startsWith("/")) return undefined;
  const folder = realTarget(createReacher(root).hostOf(parseAbsolutePath(told)));
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? folder : undefined;
}
