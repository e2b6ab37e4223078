import { type AbsolutePath, parseAbsolutePath } from "./absolute-path.ts";

/** Folders in which the kernel shows itself: a sandbox has these of its own. */
export const kernelFolders: readonly AbsolutePath[] = ["/dev", "/proc", "/sys"].map((folder) =>
  parseAbsolutePath(folder),
);
