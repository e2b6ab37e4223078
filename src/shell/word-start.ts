import type { ParameterExpansionPart, WordPart, Word as SourceWord } from "unbash";
import type { Word, WordStart } from "../base/index.ts";

/** How one piece of a word may start. */
export interface PieceStart extends WordStart {
  /** True when it is never empty, so that what follows is not the start. */
  readonly ends: boolean;
}

const harmless: PieceStart = { names: [], dash: false, ends: true };
const unknown: PieceStart = { names: [], dash: true, ends: false };

type ReadSingleWord = (word: SourceWord) => Word;

/** The start of a whole word from those of its pieces. */
export function joinStarts(pieces: Iterable<PieceStart>): WordStart {
  const names: string[] = [];
  let dash = false;
  for (const piece of pieces) {
    names.push(...piece.names);
    dash ||= piece.dash;
    if (piece.ends || piece.dash) break;
  }
  return { names, dash };
}

export function startOfText(text: string): PieceStart {
  return text === "" ? { ...harmless, ends: false } : { ...harmless, dash: text.startsWith("-") };
}

/** Commands that print no dash first, whatever they find: folders, dates, hashes. */
const plainOutput =
  /^\$\((?<name>pwd(?: -[LP])?|mktemp(?: -d)?|nproc|id -u|whoami|hostname|uname(?: -[a-z])?|date(?: -u)? (?:"\+%[\w%:.-]*"|'\+%[\w%:.-]*'|\+%[\w%:.-]*)|git rev-parse (?:--show-toplevel|HEAD|--short HEAD|--abbrev-ref HEAD)|git branch --show-current|(?:dirname|realpath|readlink -f) (?:--\s)?(?:"\$0"|"\$\{BASH_SOURCE(?:\[0\])?\}"|[\w/.][\w/.]*))\)$/u;

/** What may come first in an expansion. */
export function startOfPart(part: WordPart, read: ReadSingleWord): PieceStart {
  switch (part.type) {
    case "SimpleExpansion":
      return startOfName(part.text.slice(1));
    case "ParameterExpansion":
      return startOfParameter(part, read);
    case "ArithmeticExpansion":
      return harmless;
    case "CommandExpansion": {
      const command = plainOutput.exec(part.text)?.groups?.["name"];
      // a function of that name prints whatever it likes
      return command === undefined
        ? unknown
        : { names: [functionMark(command.split(" ")[0] ?? "")], dash: false, ends: false };
    }
    default:
      return unknown;
  }
}

/** The name under which it is noted that a text defines a function. */
export function functionMark(name: string): string {
  return `${name}()`;
}

/** All positional parameters share one name: `shift` moves them. */
export const positionals = "1";

function startOfName(name: string): PieceStart {
  if (/^[#?$!]$/u.test(name)) return harmless;
  if (name === "-") return startOfText("");
  return { names: [/^(?:[1-9]\d*|[@*])$/u.test(name) ? positionals : name], dash: false, ends: false };
}

function startOfParameter(part: ParameterExpansionPart, read: ReadSingleWord): PieceStart {
  const { operation, parameter, prefix } = part;
  if (prefix === "#") return harmless;
  if (prefix === "!") return unknown;
  const own = startOfName(parameter);
  switch (operation?.type) {
    case undefined:
    case "CaseModification":
      return own;
    case "Transform":
      return operation.operand.text === "P" ? unknown : own;
    case "Remove":
      return operation.operator.startsWith("%") ? own : cut(own);
    case "Default": {
      const other = startOfWord(read(operation.operand));
      if (operation.operator.endsWith("?")) return own;
      if (operation.operator.endsWith("+")) return other;
      return { names: [...own.names, ...other.names], dash: other.dash, ends: own.ends || other.ends };
    }
    default:
      return cut(own);
  }
}

/** A value that loses its start may start with what stood inside. */
function cut({ names }: PieceStart): PieceStart {
  return { names: names.map((name) => `${name}#`), dash: false, ends: false };
}

function startOfWord(word: Word): PieceStart {
  if (word.kind === "static") return startOfText(word.value);
  if (word.prefix !== "") return startOfText(word.prefix);
  return word.start === undefined ? unknown : { ...word.start, ends: false };
}
