import type { OptionUse, Word } from "../../base/index.ts";
import type { CommandReading, FileUse, HostUse, InnerCommand } from "./command-reading.ts";
import type { Row } from "./row.ts";
import type { ScannedOption } from "./scan-options.ts";

/** What a reader in code is given: the words with options and operands already told apart. */
export interface ScannedCommand {
  readonly name: string;
  readonly row: Row;
  readonly words: readonly Word[];
  readonly sub: readonly string[];
  readonly options: readonly ScannedOption[];
  readonly operands: readonly Word[];
  /** How many operands stand before `--`. */
  readonly dashes: number | undefined;
  readonly from: Word | undefined;
}

/** What was found out about a command beyond its form. */
export interface Findings {
  readonly files: readonly FileUse[];
  readonly hosts: readonly HostUse[];
  readonly inner: readonly InnerCommand[];
  /** False when something was found that a read-only command does not do, or that could not be judged. */
  readonly safe: boolean;
  /** Overrides the row's. */
  readonly wrapper?: CommandReading["wrapper"];
  /** Override the scanned ones, where the reader knows a better normal form. */
  readonly options?: readonly OptionUse[];
  readonly operands?: readonly Word[];
  /** True when the operands are not a command after all (`command -v X`). */
  readonly noCommand?: boolean;
  /** Options that operands amount to (`git push +ref` is `--force`). */
  readonly extraOptions?: readonly OptionUse[];
  /** True when an opaque word could change what runs. */
  readonly hides?: boolean;
  /** True when a script that says what it does could not be read. */
  readonly unread?: boolean;
}

export const nothingFound: Findings = { files: [], hosts: [], inner: [], safe: true };

/** Both, one after the other; overrides of the second win. */
export function mergeFindings(first: Findings, second: Findings): Findings {
  if (second === nothingFound) return first;
  if (first === nothingFound) return second;
  return {
    ...first,
    ...second,
    files: first.files.length === 0 ? second.files : [...first.files, ...second.files],
    hosts: first.hosts.length === 0 ? second.hosts : [...first.hosts, ...second.hosts],
    inner: first.inner.length === 0 ? second.inner : [...first.inner, ...second.inner],
    safe: first.safe && second.safe,
    hides: first.hides === true || second.hides === true,
    unread: first.unread === true || second.unread === true,
  };
}
