import type { CommandForm, EnvChange, OptionUse, Word } from "../base/index.ts";
import type { Place } from "./tape.ts";

/** Words of text inside text have no place of their own: they take the place of the word that holds the text. */
function placeWord(place: Place, word: Word): Word {
  if (place.fixed === undefined) return word;
  const { within: _, ...rest } = word;
  return { ...rest, at: place.fixed };
}

export function placeWords(place: Place, words: readonly Word[]): readonly Word[] {
  return place.fixed === undefined ? words : words.map((word) => placeWord(place, word));
}

export function placeForm(place: Place, form: CommandForm): CommandForm {
  if (place.fixed === undefined) return form;
  return {
    ...form,
    globals: form.globals.map((option) => placeOption(place, option)),
    options: form.options.map((option) => placeOption(place, option)),
    operands: placeWords(place, form.operands),
  };
}

export function placeChange(place: Place, change: EnvChange): EnvChange {
  if (place.fixed === undefined) return change;
  const { name, value } = change;
  return { name, at: place.fixed, ...(value === undefined ? {} : { value: placeWord(place, value) }) };
}

function placeOption(place: Place, { name, value }: OptionUse): OptionUse {
  return value === undefined ? { name } : { name, value: placeWord(place, value) };
}
