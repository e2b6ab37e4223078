import type { AbsolutePath } from "./absolute-path.ts";

/** What a command's name stands for on this host. */
export interface ProgramFact {
  /** Where `PATH` or the spelled path leads. */
  readonly path: AbsolutePath;
  /** The same with every symbolic link resolved. */
  readonly real: AbsolutePath;
}

/**
 * Facts gathered before `decide`, which does no I/O itself. Everything is optional to know: an
 * unknown program or path is judged by its name, and the kernel layers hold behind it.
 */
export interface Context {
  readonly cwd: AbsolutePath;
  readonly home: AbsolutePath;
  readonly projectRoot: AbsolutePath;
  /** The host's folder that stands in for `/`; the paths above, then, are as they are called inside. */
  readonly root?: AbsolutePath;
  /** By the command's name as spelled. */
  readonly programs: ReadonlyMap<string, ProgramFact>;
  /** Real paths of the normalised paths that the actions name, where they differ. */
  readonly realPaths: ReadonlyMap<AbsolutePath, AbsolutePath>;
  /** Of the paths that `mv` is given, those that are plain files now, and no links to any. */
  readonly plainFiles?: ReadonlySet<AbsolutePath>;
}
