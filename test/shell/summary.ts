import type { Action, Word } from "../../src/base/index.ts";
import type { Reading } from "../../src/shell/index.ts";

const spell = (word: Word): string => (word.kind === "static" ? word.value : `⟨${word.text}⟩`);
const spellAll = (words: readonly Word[]): string => words.map(spell).join(" ");

function describe(action: Action): string {
  switch (action.kind) {
    case "exec":
      return `${action.wrapper ? "wrap" : "run"} ${spellAll(action.words)}`;
    case "builtin":
      return `${action.weight} ${spellAll(action.words)}`;
    case "read":
    case "write": {
      const kind = action.kind === "read" ? (action.deep ? "read-all" : "read") : `write-${action.by}`;
      return `${kind} ${action.path.kind === "static" ? action.path.path : `⟨${action.path.path}⟩`}`;
    }
    case "connect":
      return `connect ${action.host ?? "?"}${action.port === undefined ? "" : `:${action.port}`}`;
    case "assign":
      return `assign-${action.scope} ${action.change.name}${action.change.value === undefined ? "" : `=${spell(action.change.value)}`}`;
    case "opaque":
      return `opaque-${action.what} ${action.text}`;
    default:
      return "";
  }
}

/** One line an action: what it is, then the way that leads there; `!` marks a wrapper that is not transparent. */
export function summarise({ actions }: Reading): readonly string[] {
  return actions.map((action) => {
    const via = action.via.map(({ name, transparent }) => (transparent ? name : `!${name}`)).join(" > ");
    return via === "" ? describe(action) : `${describe(action)} < ${via}`;
  });
}
