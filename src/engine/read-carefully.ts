import { prettyPrint } from "../run/index.ts";
import { extendedFrom, listCommands, type Reading, readScript, sameCommands, type Told } from "../shell/index.ts";

/** The bash that reads unusual text a second time, and what the shell that it is for was told before. */
export interface Reader {
  readonly bash: string;
  readonly told?: Told;
}

/** Reads the text, and reads it a second time with bash itself where it holds anything unusual. */
export function readCarefully(text: string, { bash, told = { extglob: false } }: Reader): Reading {
  const reading = readScript(text, told);
  if (!reading.unusual || reading.problems.length > 0 || agrees(text, bash, told)) return reading;
  const at = { start: 0, end: text.length };
  return { ...reading, problems: [{ code: "shell/misread", at, text: "bash reads it differently" }] };
}

/** Where the text sets `extglob`, bash reads what stands before without it, and the rest with it. */
function agrees(text: string, bash: string, told: Told): boolean {
  const extended = told.extglob ? 0 : extendedFrom(text);
  if (extended === Infinity) return same(text, prettyPrint(text, bash));
  const before = text.slice(0, extended);
  return same(before, prettyPrint(before, bash)) && same(text, prettyPrint(text, bash, ["-O", "extglob"]), told);
}

function same(text: string, printed: string | undefined, told?: Told): boolean {
  return printed !== undefined && sameCommands(listCommands(text, told), listCommands(printed, told));
}
