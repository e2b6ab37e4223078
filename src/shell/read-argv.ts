import type { Word } from "../base/index.ts";
import { checkCharacters } from "./check-text.ts";
import { startFolders, staying } from "./folders.ts";
import { type Reading, recordReading, startPlace } from "./reading.ts";
import { emit, type Tape } from "./tape.ts";
import { runWords } from "./run-words.ts";

/**
 * Reads one program and its arguments, as `execve` would get them: no shell has read these words. A word is written at its index
 * (see `moveArgv`).
 */
export function readArgv(argv: readonly string[]): Reading {
  return recordReading("", (tape) => run(tape, argv));
}

/** The same without reading the shell text that the words hold: it stands there as text that is known when it runs. */
export function readClosedArgv(argv: readonly string[]): Reading {
  return recordReading("", (tape) => run({ ...tape, walk: { ...tape.walk, text: leaveText } }, argv));
}

function run(tape: Tape, argv: readonly string[]): void {
  const at = { start: 0, end: 0 };
  const problem = argv.map(checkCharacters).find((found) => found !== undefined);
  if (problem !== undefined) tape.problems.push({ ...problem, at });
  const words = argv.map((value, index): Word => ({
    kind: "static",
    value,
    at,
    within: { at: { start: index, end: index + 1 }, skip: 0 },
  }));
  runWords(tape, startPlace(""), { words, env: [], folders: startFolders, finds: "programs" });
}

const leaveText: Tape["walk"]["text"] = (tape, { via }, { text, name, at, cause }, folders) => {
  const because = cause === undefined ? {} : { cause };
  emit(tape, { kind: "opaque", what: "text", text, program: name, at, via, ...because });
  return staying(folders);
};
