import type { Word } from "../../../base/index.ts";
import type { FileUse } from "../command-reading.ts";
import { type Findings, nothingFound, type ScannedCommand } from "../findings.ts";
import { grammarOf } from "../grammar.ts";
import type { Reader } from "./reader.ts";

/** Files are written where an option tagged `i` asks for it: `prettier --write`, `eslint --fix`, `yq -i EXPRESSION files`. */
export const inPlaceReader: Reader = {
  after: (command) => {
    const others = grammarOf(command.row).roles.filter((role) => role === "-").length;
    return hasTag(command, "i") ? filesOf(command, command.operands.slice(others), ["write"]) : nothingFound;
  },
};

/** Files are written unless an option tagged `q` only asks: `black --check`. */
export const formatterReader: Reader = {
  after: (command) => (hasTag(command, "q") ? nothingFound : filesOf(command, command.operands, ["write"])),
};

/** `perl -pi -e '…' files`: the operands are files once `-n`, `-p` or `-i` makes a loop over them. */
export const scriptInPlaceReader: Reader = {
  after: (command) => {
    const loops = command.options.some(({ name }) => name === "-n" || name === "-p" || name === "-i");
    if (!loops) return nothingFound;
    const files = hasTag(command, "p") ? command.operands : command.operands.slice(1);
    return filesOf(command, files, hasTag(command, "i") ? ["read", "write"] : ["read"]);
  },
};

function hasTag({ options }: ScannedCommand, tag: string): boolean {
  return options.some(({ spec }) => spec?.tags.has(tag) === true);
}

function filesOf({ from }: ScannedCommand, words: readonly Word[], accesses: readonly FileUse["access"][]): Findings {
  const folder = from === undefined ? {} : { from };
  const named = words.filter((word) => word.kind === "opaque" || word.value !== "-");
  const files = named.flatMap((word) => accesses.map((access): FileUse => ({ access, word, deep: false, ...folder })));
  return { ...nothingFound, safe: false, files };
}
