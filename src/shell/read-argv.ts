import type { Word } from "../base/index.ts";
import { startFolders } from "./folders.ts";
import { type Reading, recordReading, startPlace } from "./reading.ts";
import { runWords } from "./run-words.ts";

/** Reads one program and its arguments, as `execve` would get them: no shell has read these words. */
export function readArgv(argv: readonly string[]): Reading {
  const words = argv.map((value): Word => ({ kind: "static", value, at: { start: 0, end: 0 } }));
  return recordReading(argv.join(" "), (tape) => {
    runWords(tape, startPlace(""), { words, env: [], folders: startFolders, finds: "programs" });
  });
}
