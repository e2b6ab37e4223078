import type { Cause, EnvChange, OpaqueAction, Word } from "../base/index.ts";
import type { CommandReading, FileUse, HostUse } from "./catalogue/command-reading.ts";
import { type Folders, joinPath } from "./folders.ts";
import { doubtOperands } from "./hidden-options.ts";
import { parseHost } from "./parse-host.ts";
import { pathRefs, namedPaths } from "./path-refs.ts";
import { placeForm, placeWords } from "./placed-words.ts";
import { emit, isElsewhere, type Place, type Tape } from "./tape.ts";
import { unknownFolder } from "./walk-redirects.ts";

/** One command to record: its words, what the catalogue read in them, and the assignments in force. */
export interface CommandUse {
  readonly words: readonly Word[];
  readonly reading: CommandReading;
  readonly env: readonly EnvChange[];
  readonly folders: Folders;
  readonly cause?: Cause;
}

/** Records the exec, then the files and hosts it names; returns the index of the exec. */
export function emitExec(tape: Tape, place: Place, use: CommandUse): number {
  const { words, reading, env, cause } = use;
  const names = namedPaths(place, words);
  const exec = emit(tape, {
    kind: "exec",
    words: placeWords(place, words),
    form: placeForm(place, reading.form),
    env,
    wrapper: reading.wrapper !== undefined,
    at: spanOf(place, words),
    via: place.via,
    ...(cause === undefined ? {} : { cause }),
    ...(names.length === 0 ? {} : { names }),
  });
  emitUses(tape, place, { ...use, cause: { exec } });
  return exec;
}

/** The operands that may turn into options, the files and the hosts of a command. */
function emitUses(tape: Tape, place: Place, use: CommandUse): void {
  const { words, reading, folders, cause } = use;
  const because = cause === undefined ? {} : { cause };
  const hidden: OpaqueAction = {
    ...hiddenOperand(place, words),
    program: reading.form.name,
    ...because,
  };
  if (reading.form.hidesOption) emit(tape, hidden);
  else if (cause !== undefined) doubtOperands(tape, words, hidden, cause.exec);
  if (isElsewhere(place)) return;
  for (const file of reading.files) emitFile(tape, place, { file, folders, cause });
  for (const host of reading.hosts) emitHost(tape, place, { host, cause });
}

/** An operand that may be an option. */
export function hiddenOperand(place: Place, words: readonly Word[]): OpaqueAction {
  return { kind: "opaque", what: "operand", text: textOf(words), at: spanOf(place, words), via: place.via };
}

function emitFile(
  tape: Tape,
  place: Place,
  { file, folders, cause }: { readonly file: FileUse; readonly folders: Folders; readonly cause: Cause | undefined },
): void {
  const { word, access, deep, option, from } = file;
  const because = causeOf(cause, option);
  const at = place.fixed ?? word.at;
  for (const path of pathRefs(place, word, folders, from)) {
    if (access === "read") emit(tape, { kind: "read", path, deep, at, via: place.via, ...because });
    else {
      const by = option === undefined ? "operand" : "option";
      emit(tape, { kind: "write", path, by, at, via: place.via, ...because });
    }
  }
  if (folders.some(({ path }) => path === undefined)) unknownFolder(tape, place, from ?? word);
}

function emitHost(
  tape: Tape,
  place: Place,
  { host, cause }: { readonly host: HostUse; readonly cause: Cause | undefined },
): void {
  const { word, option } = host;
  const address = word.kind === "static" ? parseHost(word.value) : certainHost(word.prefix);
  const text = word.kind === "static" ? word.value : word.text;
  const at = place.fixed ?? word.at;
  emit(tape, { kind: "connect", text, at, via: place.via, ...address, ...causeOf(cause, option) });
}

/** A host is certain as soon as something that ends it follows: `https://example.org/$x`. */
function certainHost(prefix: string): ReturnType<typeof parseHost> {
  return /:\/\/[^/?#]+[/?#]/u.test(prefix) ? parseHost(prefix) : undefined;
}

function causeOf(cause: Cause | undefined, option: string | undefined): { cause?: Cause } {
  if (cause === undefined) return {};
  return { cause: option === undefined ? cause : { ...cause, option } };
}

/** From the first word that the source spells to the last. */
export function spanOf(place: Place, words: readonly Word[]): { start: number; end: number } {
  if (place.fixed !== undefined) return place.fixed;
  const start = words[0]?.at.start ?? 0;
  return { start, end: Math.max(start, ...words.map((word) => word.at.end)) };
}

export function textOf(words: readonly Word[]): string {
  return words.map((word) => (word.kind === "static" ? word.value : word.text)).join(" ");
}

/** A program named by a relative path is another program after a `cd`: the folder becomes part of its name. */
export function anchorProgram(words: readonly Word[], folders: Folders): readonly Word[] {
  const [program, ...rest] = words;
  const folder = folders.find(({ doubtful }) => !doubtful) ?? folders[0];
  if (program?.kind !== "static" || folder === undefined || folder.path === "") return words;
  if (!program.value.includes("/") || program.value.startsWith("/")) return words;
  const joined = joinPath(folder.path, program.value.replace(/^(?:\.\/+)+/u, ""));
  if (joined === undefined) {
    const { value, at } = program;
    return [{ kind: "opaque", text: value, prefix: "", splits: false, glob: false, at }, ...rest];
  }
  const value = joined.includes("/") && /^[/~.]/u.test(joined) ? joined : `./${joined}`;
  return [{ kind: "static", value, at: program.at }, ...rest];
}
