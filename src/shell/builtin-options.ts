import type { Word } from "../base/index.ts";
import { type BuiltinReader, builtinOptions, maybeWithMore } from "./builtin-use.ts";
import { refusedSetLetters, refusedSetNames, refusedShopt, type Weight } from "./builtins.ts";
import { assignArguments } from "./hidden-options.ts";
import { unknownName } from "./judge-name.ts";
import type { Place, Tape } from "./tape.ts";

/** `set`: alone it prints every variable; some options change how later text is read. */
export const setBuiltin: BuiltinReader = (tape, place, { words }) => {
  if (words.length === 1) return { weight: "judged" };
  let weight: Weight = "harmless";
  assignArguments(tape, positionalsOf(words));
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    if (word.kind === "opaque") {
      if (word.splits && !/^[^-+]/u.test(word.prefix)) unknownName(tape, place, word);
      break;
    }
    if (!/^[-+]/u.test(word.value) || word.value === "--" || word.value === "-") break;
    if (setWord(tape, place, { word, next: words[index + 1] })) weight = "refused";
    if (word.value.slice(1).includes("o")) index += 1;
  }
  return { weight };
};

/** What `set` makes the new `$1`, `$2`, …; all of its words where its options may hide. */
function positionalsOf(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex((word) => word.kind === "static" && (word.value === "--" || word.value === "-"));
  const first = words.findIndex((word, index) => index > 0 && (word.kind === "opaque" || !/^[-+]/u.test(word.value)));
  if (end === -1 && first === -1) return [];
  return words.slice(end === -1 || (first !== -1 && first < end && !followsMode(words, first)) ? first : end + 1);
}

function followsMode(words: readonly Word[], index: number): boolean {
  const before = words[index - 1];
  return before?.kind === "static" && /^[-+][a-z]*o$/u.test(before.value);
}

interface SetWord {
  readonly word: Extract<Word, { kind: "static" }>;
  readonly next: Word | undefined;
}

/** Notes `-e`; true when an option is refused. */
function setWord(tape: Tape, place: Place, { word, next }: SetWord): boolean {
  const sign = word.value.charAt(0);
  let refused = false;
  for (const letter of word.value.slice(1)) {
    if (letter === "e") tape.errexit = sign === "-";
    refused ||= refusedSetLetters.has(sign + letter);
    if (letter !== "o" || next === undefined) continue;
    if (next.kind === "opaque") unknownName(tape, place, next);
    else {
      if (next.value === "errexit") tape.errexit = sign === "-";
      refused ||= refusedSetNames.has(sign + next.value);
    }
  }
  return refused;
}

function unknownOption(tape: Tape, place: Place, word: Word): void {
  unknownName(tape, place, word);
  tape.extglob = true;
}

export const shoptBuiltin: BuiltinReader = (tape, place, { words }) => {
  const options = builtinOptions(words, "");
  const { letters, operands } = options;
  const maybe = maybeWithMore(options);
  if (maybe !== undefined) unknownOption(tape, place, maybe);
  if (!letters.has("s") && !letters.has("u")) return {};
  let weight: Weight = "harmless";
  for (const word of operands) {
    if (word.kind === "opaque") unknownOption(tape, place, word);
    else if (letters.has("o")) {
      const sign = letters.has("s") ? "-" : "+";
      if (word.value === "errexit") tape.errexit = sign === "-";
      if (refusedSetNames.has(sign + word.value)) weight = "refused";
    } else {
      if (word.value === "lastpipe") tape.lastpipe = true;
      if (word.value === "failglob") tape.functionsUncertain = true;
      if (word.value === "extglob" && letters.has("s")) tape.extglob = true;
      const changes = refusedShopt.has(word.value) || word.value.startsWith("compat");
      if (changes && letters.has(word.value === "extquote" ? "u" : "s")) weight = "refused";
    }
  }
  return { weight };
};

export const enableBuiltin: BuiltinReader = (_tape, _place, { words }) => {
  const { letters, operands } = builtinOptions(words, "f");
  return { weight: operands.length === 0 && !letters.has("f") ? "harmless" : "refused" };
};

/** `hash -p` gives a name another file; with a name alone it only looks. */
export const hashBuiltin: BuiltinReader = (_tape, _place, { words }) => {
  const options = builtinOptions(words, "p");
  return { weight: options.letters.has("p") || maybeWithMore(options) !== undefined ? "refused" : "harmless" };
};

/** Reading and writing history files needs a rule; in a script there is nothing else to it. */
export const historyBuiltin: BuiltinReader = (_tape, _place, { words }) => {
  const { letters, maybe } = builtinOptions(words, "d");
  const uses = maybe !== undefined || ["r", "w", "a", "n", "p"].some((letter) => letters.has(letter));
  return { weight: uses ? "judged" : "harmless" };
};
