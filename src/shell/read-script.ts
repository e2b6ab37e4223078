import { callEntry } from "./call-function.ts";
import { eitherFolders, type Folders, startFolders } from "./folders.ts";
import { parseBash, type Told } from "./parse-bash.ts";
import { type Reading, recordReading, startPlace } from "./reading.ts";
import { type Tape, within } from "./tape.ts";

/** Reads shell text. Total: hostile text costs bounded time and ends in a problem, never in an exception. */
export function readScript(text: string, told?: Told): Reading {
  return recordReading(text, (tape) => {
    const checked = parseBash(text, told);
    if (!checked.ok) {
      tape.problems.push(...checked.problems);
      return;
    }
    tape.unusual = checked.unusual;
    tape.gluedNegation = checked.gluedNegation;
    tape.extglob = told?.extglob === true;
    const { ok, fail } = tape.walk.script(tape, startPlace(text), checked.script, startFolders);
    tape.visited = eitherFolders(tape.visited, eitherFolders(ok, fail));
    readLeftovers(tape);
  });
}

/** What may run at any time: traps, and functions that the text itself never calls. */
function readLeftovers(tape: Tape): void {
  let done = 0;
  let again = true;
  while (again) {
    again = false;
    for (; done < tape.later.length; done += 1) {
      const later = tape.later[done];
      if (later?.word.kind === "static") {
        const { word, place, name } = later;
        tape.walk.text(
          tape,
          { ...within(place, name), certain: false, args: undefined },
          { text: word.value, at: word.at, name },
          tape.visited,
        );
      }
      again = true;
    }
    again = readUncalled(tape, tape.visited) || again;
  }
}

function readUncalled(tape: Tape, folders: Folders): boolean {
  let found = false;
  for (const entries of tape.functions.values()) {
    for (const entry of entries.filter(({ called }) => !called)) {
      callEntry(tape, entry.place, entry, { args: undefined, folders });
      found = true;
    }
  }
  return found;
}
