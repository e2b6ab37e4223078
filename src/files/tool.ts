import type { Stats } from "node:fs";
import type { AbsolutePath } from "../base/index.ts";
import type { FileFault, Tried } from "./fault.ts";
import type { Reached } from "./reach.ts";

export type ToolInput = Readonly<Record<string, unknown>>;

/** What a tool gives back, in the shape that clients know it in. */
export interface ToolOutput {
  readonly output: Readonly<Record<string, unknown>>;
  /** The same for a model to read. */
  readonly text: string;
}

/** What the tools work on. */
export interface FileDesk {
  /** Opens what a path of the input leads to, if that is what was judged. */
  readonly reach: (path: string) => Tried<Reached>;
  /** What the policy makes of a path that a tool comes by: `asked` may be named, and not be opened. */
  readonly visible: (path: AbsolutePath) => "shown" | "asked" | "hidden";
  /** The same of where a link leads that a tool comes by. */
  readonly targetVisible: (link: AbsolutePath) => "shown" | "asked" | "hidden";
  /** What forbids that a file's bytes become these, whatever its path. */
  readonly admits: (after: Buffer, at: Reached) => FileFault | undefined;
  /** False for a file whose content may not be shown, though its name may: by its kind, or by what the profile says of searches. */
  readonly searchable: (path: AbsolutePath) => boolean;
  /** What forbids to open a file by this name: that it has another one, which is denied. */
  readonly otherName: (stats: Stats, path: AbsolutePath) => FileFault | undefined;
  /** Bytes of a file that may be read. */
  readonly maxRead: number;
  /** What bounds a search beside our own bounds. */
  readonly search: { readonly mostResults: number | undefined; readonly mostMs: number | undefined };
  /** Absent where ripgrep is not installed. */
  readonly ripgrep: RunRipgrep | undefined;
}

/**
 * Runs ripgrep with these words over files that are open here, which it finds as descriptors from 3 on. What it printed, if it could
 * do all that it was asked for in the time.
 */
export type RunRipgrep = (words: readonly string[], fds: readonly number[], mostMs: number) => Buffer | undefined;
