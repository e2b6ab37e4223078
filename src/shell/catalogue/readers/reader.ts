import type { Word } from "../../../base/index.ts";
import type { Findings, ScannedCommand } from "../findings.ts";

/** Code for what a row can't say. */
export interface Reader {
  /** Rewrites odd grammars into the ordinary one before options are told from operands (`tar xzf f`). */
  readonly before?: (words: readonly Word[]) => readonly Word[];
  /** Adds to what the row's tags and roles already told; `command.words` are the original ones. */
  readonly after?: (command: ScannedCommand) => Findings;
}
