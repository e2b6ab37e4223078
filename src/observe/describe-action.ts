import { type Action, assertNever, type Word } from "../base/index.ts";
import type { AuditAction } from "./audit-entry.ts";
import { shortText } from "./cut-value.ts";

const maxWhat = 384;
const maxVia = 8;

/** One action in a few words, as the record keeps it. */
export function describeAction(action: Action): AuditAction {
  const via = action.via.slice(0, maxVia).map(({ name }) => shortText(name, 64));
  const described = { kind: action.kind, what: shortText(whatOf(action), maxWhat) };
  return via.length === 0 ? described : { ...described, via };
}

function whatOf(action: Action): string {
  switch (action.kind) {
    case "exec":
    case "builtin":
      return action.words.map(spell).join(" ");
    case "read":
    case "write":
      return action.path.text;
    case "connect":
    case "opaque":
      return action.text;
    case "assign":
      return action.change.value === undefined
        ? action.change.name
        : `${action.change.name}=${spell(action.change.value)}`;
    default:
      return assertNever(action);
  }
}

function spell(word: Word): string {
  return word.kind === "static" ? word.value : word.text;
}
