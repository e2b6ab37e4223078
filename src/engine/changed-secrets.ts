import { basename } from "node:path";
import type { Change, Refusal, SidesOf } from "../changes/index.ts";
import type { FoundSecret, SecretDetector } from "../observe/index.ts";
import { type EffectiveProfile, reasonMessage } from "../policy/index.ts";
import { detectorOf, mostSearched, secretReasons } from "./found-secrets.ts";

/** What speaks against a change: secrets in a name that is new, in what a file holds now, or in where a link leads. */
export function refusedForSecrets(change: Change, sides: SidesOf, profile: EffectiveProfile): readonly Refusal[] {
  const detector = profile.secrets.block ? detectorOf(profile) : undefined;
  if (detector === undefined || change.change === "deleted") return [];
  const path = detector.redact(change.path);
  const refusalsOf = (found: readonly FoundSecret[], place: string): readonly Refusal[] =>
    secretReasons(found, place, profile.secrets).map(({ code, message }) => ({ path, effect: "deny", code, message }));
  const inName = isNewName(change) ? detector.findNew(basename(change.path)) : [];
  if (inName.length > 0) return refusalsOf(inName, `the name of ${path}`);
  if (change.kind === "folder" || change.change === "renamed") return [];
  const inContent = findInParts(change, sides, detector);
  return inContent === undefined ? [refusedUnread(path)] : refusalsOf(inContent, path);
}

function isNewName({ path, change, from }: Change): boolean {
  return change === "created" || (from !== undefined && basename(from) !== basename(path));
}

/** Bytes of a file that are searched once more with what follows them. */
const searchedTwice = 64 * 1024;

/** A secret that was in the file before is nothing that a command has added. Nothing for a file that can't be read. */
function findInParts(change: Change, sides: SidesOf, detector: SecretDetector): readonly FoundSecret[] | undefined {
  const step = mostSearched - searchedTwice;
  let linesBefore = 0;
  for (let from = 0; from === 0 || from < change.bytes; from += step) {
    const { old = "", fresh } = sides(change, { from, most: mostSearched });
    if (fresh === undefined) return undefined;
    const found = detector.findNew(fresh, old);
    if (found.length > 0) return found.map(({ kind, line }) => ({ kind, line: line + linesBefore }));
    linesBefore += lineEnds(fresh.subarray(0, step));
  }
  return [];
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf("\n"); at !== -1; at = bytes.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** A command may have closed what it has written. */
function refusedUnread(path: string): Refusal {
  const verdict = { effect: "deny", code: "secret/unsearched", subject: path } as const;
  return { path, effect: "deny", code: verdict.code, message: reasonMessage(verdict, "deny") };
}
