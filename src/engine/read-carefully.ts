import { prettyPrint } from "../run/index.ts";
import { listCommands, type Reading, readScript, sameCommands } from "../shell/index.ts";

/** Reads the text, and reads it a second time with bash itself where it holds anything unusual. */
export function readCarefully(text: string, bash: string): Reading {
  const reading = readScript(text);
  if (!reading.unusual || reading.problems.length > 0) return reading;
  const printed = prettyPrint(text, bash);
  if (printed !== undefined && sameCommands(listCommands(text), listCommands(printed))) return reading;
  const at = { start: 0, end: text.length };
  return { ...reading, problems: [{ code: "shell/misread", at, text: "bash reads it differently" }] };
}
