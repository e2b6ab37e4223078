import { lstatSync } from "node:fs";
import { type AbsolutePath, isBeneath } from "../base/index.ts";
import { systemFolders } from "../confine/index.ts";

/** Where on the host lies what a sandbox sees at a path. */
export interface HostSide {
  readonly at: (path: AbsolutePath) => string;
  /** What lies in this folder: a system folder is the host's own, whatever stands in for `/`. */
  readonly within: (folder: AbsolutePath) => string;
  /** True for what lies in a system folder and so is there whatever stands in for `/`. */
  readonly isSystem: (path: AbsolutePath) => boolean;
  /** True for such a folder itself, which is mounted into the one that stands in for `/`. */
  readonly isMount: (path: AbsolutePath) => boolean;
}

export function createHostSide(root: AbsolutePath | undefined): HostSide {
  if (root === undefined)
    return { at: (path) => path, within: (folder) => folder, isSystem: () => false, isMount: () => false };
  const mounted = systemFolders.filter((folder) => lstatSync(folder, { throwIfNoEntry: false }) !== undefined);
  const isSystem = (path: AbsolutePath): boolean =>
    mounted.some((folder) => path !== folder && isBeneath(path, folder));
  return {
    isSystem,
    isMount: (path) => mounted.includes(path),
    at: (path) => (isSystem(path) ? path : `${root}${path}`),
    within: (folder) => (isSystem(folder) || mounted.includes(folder) ? folder : `${root}${folder}`),
  };
}
