import type { EnvChange, Word } from "../base/index.ts";
import { doubt, judgeArithmeticText } from "./arithmetic.ts";
import { type BuiltinOptions, type BuiltinReader, builtinOptions, type BuiltinUse } from "./builtin-use.ts";
import { emitAssign, setVariable } from "./emit-assign.ts";

import { remember } from "./environment.ts";
import { judgeName, unknownName } from "./judge-name.ts";
import type { Place, Tape } from "./tape.ts";

const head = /^(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:\[(?<subscript>[^\]]*)\])?(?<append>\+?)=/su;

/** `declare`, `export`, `local`, `readonly`, `typeset`. */
export const declareBuiltin: BuiltinReader = (tape, place, use) => {
  const options = builtinOptions(use.words, "");
  const { operands, letters } = options;
  if (letters.has("f") || letters.has("F")) {
    if (letters.has("r") || nameOf(use) === "readonly") tape.functionsUncertain = true;
    return {};
  }
  for (const word of operands) declareWord(tape, place, { word, use, options });
  return { weight: printsVariables(use, options) ? "judged" : "harmless" };
};

function nameOf({ words }: BuiltinUse): string {
  const [name] = words;
  return name?.kind === "static" ? name.value : "";
}

/** Alone, these print what every variable holds; `local` shows a function's own. */
function printsVariables(use: BuiltinUse, { operands }: BuiltinOptions): boolean {
  return operands.length === 0 && nameOf(use) !== "local";
}

interface Declared {
  readonly word: Word;
  readonly use: BuiltinUse;
  readonly options: BuiltinOptions;
}

function declareWord(tape: Tape, place: Place, { word, use, options }: Declared): void {
  const start = word.kind === "static" ? word.value : word.prefix;
  const found = head.exec(start)?.groups;
  const scope = isExport(use, options) ? "exported" : "shell";
  if (found === undefined) return declareBare(tape, place, { word, use, options });
  const name = found["name"] ?? "";
  const value = valueOf(word, head.exec(start)?.[0].length ?? 0, found["append"] === "+");
  const change: EnvChange = { name, value, at: word.at };
  if (found["subscript"] !== undefined)
    judgeName(tape, place, { kind: "static", value: `${name}[${found["subscript"]}]`, at: word.at });
  judgeAttributes(tape, place, { name, value, options });
  // what is spelled as an assignment was noted with its parts
  const spelled = word.kind === "static" ? word.value : word.text;
  if (word.kind === "static") tape.facts.assign(name, { kind: "text", text: spelled.slice(spelled.indexOf("=") + 1) });
  else if (!spelled.startsWith(name)) tape.facts.assign(name, { kind: "data" });
  emitAssign(tape, place, { change, scope, command: nameOf(use) });
  remember(tape, change);
}

function isExport(use: BuiltinUse, { letters }: BuiltinOptions): boolean {
  return nameOf(use) === "export" ? !letters.has("n") : letters.has("x");
}

function declareBare(tape: Tape, place: Place, { word, use, options }: Declared): void {
  if (word.kind === "opaque") return unknownName(tape, place, word);
  judgeName(tape, place, word);
  if (options.letters.has("i")) {
    // whatever is assigned later is evaluated
    tape.facts.assign(word.value, { kind: "digits", from: [] });
    doubt(tape, place, { at: word.at, text: word.value, names: [word.value], needs: "digits" });
  }
  // a reference that gets its target later may stand for any variable
  if (options.letters.has("n") && nameOf(use) !== "export") return unknownName(tape, place, word);
  if (options.letters.has("p")) return;
  const name = /^[A-Za-z_][A-Za-z0-9_]*/u.exec(word.value)?.[0];
  if (name === undefined) return;
  const scope = isExport(use, options) ? "exported" : "shell";
  emitAssign(tape, place, { change: { name, at: word.at }, scope, command: nameOf(use) });
}

/** `-i` makes every later assignment arithmetic; `-n` makes another variable's name of the value. */
function judgeAttributes(
  tape: Tape,
  place: Place,
  { name, value, options }: { readonly name: string; readonly value: Word; readonly options: BuiltinOptions },
): void {
  if (options.letters.has("i")) {
    if (value.kind === "static") judgeArithmeticText(tape, place, { word: value, text: value.value });
    doubt(tape, place, { at: value.at, text: name, names: [name], needs: "digits" });
  }
  if (!options.letters.has("n")) return;
  if (value.kind === "static" && /^[A-Za-z_][A-Za-z0-9_]*$/u.test(value.value)) {
    tape.facts.assign(name, { kind: "digits", from: [value.value] });
    setVariable(tape, place, { name: value.value, at: value.at, value: { kind: "digits", from: [name] } });
    return;
  }
  tape.facts.assignAnything();
  doubt(tape, place, { at: value.at, text: name, names: [], needs: "name" });
}

function valueOf(word: Word, count: number, append: boolean): Word {
  const at = word.at;
  if (append)
    return {
      kind: "opaque",
      text: word.kind === "static" ? word.value : word.text,
      prefix: "",
      splits: false,
      glob: false,
      at,
    };
  if (word.kind === "static") {
    const plain = at.end - at.start === word.value.length;
    return {
      kind: "static",
      value: word.value.slice(count),
      at: plain ? { start: at.start + count, end: at.end } : at,
    };
  }
  return { ...word, text: word.text.slice(count), prefix: word.prefix.slice(count), splits: false, glob: false };
}
