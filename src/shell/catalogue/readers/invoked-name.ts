import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { findRow } from "../find-row.ts";
import { nothingFound, type ScannedCommand } from "../findings.ts";
import { staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/**
 * `exec -a NAME cmd`: the file is `cmd`, but a program that holds many (busybox, the coreutils of some systems) does what it is
 * called, so a name that means something counts too.
 */
export const invokedNameReader: Reader = {
  after: ({ options, operands }) => ({ ...nothingFound, inner: innerAs(nameIn(options), operands.slice(1)) }),
};

/** The name that `-a` gives, in the last of its options. */
export function nameIn(options: ScannedCommand["options"]): Word | undefined {
  return options.findLast(({ name }) => name === "--argv0")?.value;
}

/** A command by the name it is told, when that name is a program's. */
export function innerAs(name: Word | undefined, args: readonly Word[]): readonly InnerCommand[] {
  if (name === undefined) return [];
  const spelled = staticValue(name);
  const program = spelled?.slice(spelled.lastIndexOf("/") + 1);
  if (program !== undefined && findRow(program) === undefined) return [];
  return [{ kind: "words", words: [name, ...args], env: [], open: false }];
}
