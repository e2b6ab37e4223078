import { prettyPrint } from "../run/index.ts";
import { extendedFrom, listCommands, type Reading, readScript, sameCommands } from "../shell/index.ts";

/** Reads the text, and reads it a second time with bash itself where it holds anything unusual. */
export function readCarefully(text: string, bash: string): Reading {
  const reading = readScript(text);
  if (!reading.unusual || reading.problems.length > 0 || agrees(text, bash)) return reading;
  const at = { start: 0, end: text.length };
  return { ...reading, problems: [{ code: "shell/misread", at, text: "bash reads it differently" }] };
}

/** Where the text sets `extglob`, bash reads what stands before without it, and the rest with it. */
function agrees(text: string, bash: string): boolean {
  const extended = extendedFrom(text);
  if (extended === Infinity) return same(text, prettyPrint(text, bash));
  const before = text.slice(0, extended);
  return same(before, prettyPrint(before, bash)) && same(text, prettyPrint(text, bash, ["-O", "extglob"]));
}

function same(text: string, printed: string | undefined): boolean {
  return printed !== undefined && sameCommands(listCommands(text), listCommands(printed));
}
