import type { Word } from "../base/index.ts";
import { type BuiltinReader, builtinOptions } from "./builtin-use.ts";
import { runLater } from "./builtin-names.ts";
import { hiddenOperand, textOf } from "./emit-command.ts";
import { pathRefs } from "./path-refs.ts";
import { emit, type Place, type Tape, within } from "./tape.ts";

/** `eval`: static text is read where it stands. */
export const evalBuiltin: BuiltinReader = (tape, place, { words, folders }) => {
  const operands = words[1]?.kind === "static" && words[1].value === "--" ? words.slice(2) : words.slice(1);
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) return {};
  const at = { start: first.at.start, end: last.at.end };
  if (operands.some((word) => word.kind === "opaque")) {
    tape.extglob = true;
    opaqueText(tape, place, { at, text: textOf(operands), program: "eval" });
    return {};
  }
  const text = textOf(operands);
  return { flow: tape.walk.text(tape, within(place, "eval"), { text, at, name: "eval" }, folders) };
};

function opaqueText(
  tape: Tape,
  place: Place,
  { at, text, program }: { at: Word["at"]; text: string; program: string },
): void {
  emit(tape, { kind: "opaque", what: "text", text, program, at: place.fixed ?? at, via: place.via });
}

/** `trap TEXT SIGNAL…`; one word alone, `-` and `''` take a trap away. */
export const trapBuiltin: BuiltinReader = (tape, place, { words }) => {
  const { operands, letters } = builtinOptions(words, "");
  const [text, ...signals] = operands;
  if (letters.has("p") || letters.has("l") || text === undefined) return {};
  if (text.kind === "static" && (signals.length === 0 || text.value === "-" || text.value === "")) return {};
  runLater(tape, place, { word: text, name: "trap" });
  return {};
};

/** `source FILE`: a program that nobody has read. */
export const sourceBuiltin: BuiltinReader = (tape, place, { words, folders }) => {
  const [file] = builtinOptions(words, "").operands;
  if (file === undefined) return {};
  tape.extglob = true;
  const at = place.fixed ?? file.at;
  for (const path of pathRefs(place, file, folders))
    emit(tape, { kind: "read", path, deep: false, at, via: place.via });
  const made = file.kind === "opaque" || /^\/(?:dev|proc\/[^/]+)\/(?:fd\/|stdin$)/u.test(file.value);
  if (made) opaqueText(tape, place, { at: file.at, text: textOf([file]), program: "source" });
  return {};
};

/** `complete -C TEXT`, `compgen -C TEXT`: run; `-W WORDS`: expanded; `compgen -v`, `-e`: what variables there are. */
export const completeBuiltin: BuiltinReader = (tape, place, { words }) => {
  const { values, letters, maybe } = builtinOptions(words, "ACFGPSWXo");
  if (maybe !== undefined) emit(tape, hiddenOperand(place, words));
  const command = values.get("C");
  if (command !== undefined) runLater(tape, place, { word: command, name: "complete" });
  const list = values.get("W");
  if (list === undefined) return { weight: letters.has("v") || letters.has("e") ? "judged" : "harmless" };
  if (list.kind === "opaque") opaqueText(tape, place, { at: list.at, text: list.text, program: "compgen" });
  return { weight: list.kind === "static" && /[$`]/u.test(list.value) ? "refused" : "harmless" };
};
