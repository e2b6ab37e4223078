import type { Written } from "./word.ts";

/** A path of a text that is to be written anew. */
export interface PathMove {
  readonly written: Written;
  /** As it is written, or the start of it that is certain: `/data/x`, `~/x`. */
  readonly from: string;
  /** What comes before the `/` that it starts with, or takes the place of its `~`. */
  readonly start: string;
  /** The whole path, where names have to go from it as well: one with `..`. */
  readonly to?: string;
}
