import type { Cause, EnvChange, OpaqueAction, Via, Word } from "../base/index.ts";
import { judgePrintf, judgeTest } from "./builtin-names.ts";
import { isShell } from "./bash-only.ts";
import { builtinReader, findBuiltin } from "./builtin-readers.ts";
import { builtinOptions, maybeWithMore } from "./builtin-use.ts";
import type { BuiltinRow } from "./builtins.ts";
import { callFunction, isFunction } from "./call-function.ts";
import type { CommandReading, InnerCommand } from "./catalogue/command-reading.ts";
import { readCommand } from "./catalogue/read-command.ts";
import { emitAssign } from "./emit-assign.ts";
import { anchorProgram, emitExec, hiddenOperand, spanOf, textOf } from "./emit-command.ts";
import { extend } from "./environment.ts";
import { asksForExtglob } from "./extglob.ts";
import { type Flow, type Folders, moveTo, nowhere, staying } from "./folders.ts";
import { assignArguments, doubtBuiltin } from "./hidden-options.ts";
import { limits } from "./limits.ts";
import { openWords } from "./open-words.ts";
import { placeForm, placeWords } from "./placed-words.ts";
import { countStep, emit, inNewShell, inRegion, type Place, type Tape, TooMuch, within } from "./tape.ts";

/** Words that are about to run, however they came about. */
export interface Run {
  readonly words: readonly Word[];
  readonly env: readonly EnvChange[];
  readonly folders: Folders;
  /** Who can be meant: bash looks for functions first, a wrapper's child finds programs alone. */
  readonly finds: "functions" | "builtins" | "programs";
  readonly cause?: Cause;
}

/** Records what running these words would do. */
export function runWords(tape: Tape, place: Place, run: Run): Flow {
  countStep(tape);
  const { finds, folders } = run;
  const words = anchorProgram(run.words, folders);
  const [command] = words;
  if (command === undefined) return staying(folders);
  if (command.kind === "opaque" || isTilde(place, command)) return runOpaque(tape, place, { ...run, words });
  if (finds === "functions") tape.called.add(command.value);
  if (finds === "functions" && isFunction(tape, command.value)) {
    const call = callFunction(tape, place, { name: command.value, args: words.slice(1), folders });
    if (call.certain) return call.flow;
    runNamed(tape, place, { ...run, words }, command.value);
    return call.flow;
  }
  return runNamed(tape, place, { ...run, words }, command.value);
}

function isTilde(place: Place, { at }: Word): boolean {
  return at.end > at.start && place.source.charAt(at.start) === "~";
}

function runOpaque(tape: Tape, place: Place, { words, folders, cause }: Run): Flow {
  const because = cause === undefined ? {} : { cause };
  emit(tape, {
    kind: "opaque",
    what: "command",
    text: textOf(words),
    at: spanOf(place, words),
    via: place.via,
    ...because,
  });
  return staying(folders);
}

/** Builtins that assign, run or read what an option names, and take words that are no names of variables. */
const withOptions = new Set("printf hash set jobs history wait".split(" "));

function runNamed(tape: Tape, place: Place, run: Run, name: string): Flow {
  const row = run.finds === "programs" ? undefined : findBuiltin(name);
  if (row !== undefined && withOptions.has(name)) doubtBuiltin(tape, run.words, hiddenOperand(place, run.words));
  if (row !== undefined && row.weight !== "program") return runBuiltin(tape, place, run, row);
  if (row !== undefined && name === "printf") judgePrintf(tape, place, run.words);
  if (row !== undefined && (name === "test" || name === "[")) judgeTest(tape, place, run.words);
  const reading = readCommand(run.words);
  // with redirections alone it changes the shell's own files
  const bare = name === "exec" && row !== undefined && run.words.length === 1;
  return bare
    ? runBuiltin(tape, place, run, { names: name, weight: "harmless" })
    : runProgram(tape, place, run, reading);
}

function runBuiltin(tape: Tape, place: Place, { words, env, folders }: Run, row: BuiltinRow): Flow {
  const outcome = builtinReader(row)?.(tape, place, { words, env, folders }) ?? {};
  const usual = row.weight === "program" ? "judged" : row.weight;
  emit(tape, {
    kind: "builtin",
    words: placeWords(place, words),
    form: placeForm(place, readCommand(words).form),
    weight: outcome.weight ?? usual,
    env,
    at: spanOf(place, words),
    via: place.via,
  });
  if (row.names.split(" ").includes("jobs")) runJob(tape, place, { words, env, folders });
  return outcome.flow ?? staying(folders);
}

/** `jobs -x COMMAND`: runs the command in this shell. */
function runJob(tape: Tape, place: Place, { words, env, folders }: Omit<Run, "finds">): void {
  if (words[0]?.kind !== "static" || words[0].value !== "jobs") return;
  const options = builtinOptions(words, "");
  const { letters, operands } = options;
  if (maybeWithMore(options) !== undefined) emit(tape, hiddenOperand(place, words));
  if (!letters.has("x") || operands.length === 0) return;
  const inside: Place = { ...place, via: [...place.via, { kind: "wrapper", name: "jobs", transparent: true }] };
  runWords(tape, inside, { words: operands, env, folders, finds: "functions" });
}

function runProgram(tape: Tape, place: Place, run: Run, reading: CommandReading): Flow {
  const { words, env, folders, cause } = run;
  const exec = emitExec(tape, place, { words, reading, env, folders, ...(cause === undefined ? {} : { cause }) });
  for (const { word } of reading.files) {
    const start = word.kind === "static" ? word.value : word.prefix;
    if (!isShell(reading.form.name) || !madeFile.test(start)) continue;
    if (standardInput.test(start)) {
      const inside: Place = {
        ...place,
        via: [...place.via, { kind: "wrapper", name: reading.form.name, transparent: true }],
      };
      runStdin(tape, inside, { name: reading.form.name, folders, cause: { exec } });
      continue;
    }
    const made: Opaque = { what: "text", text: textOf([word]), program: reading.form.name, cause: { exec } };
    emit(tape, { kind: "opaque", ...made, at: place.fixed ?? word.at, via: place.via });
  }
  let flow = staying(folders);
  for (const inner of reading.inner) flow = runInner(tape, place, { run, reading, inner, exec });
  const { name } = reading.form;
  // `command cd` moves this shell; what other wrappers start are processes of their own
  if (name === "exec" && run.finds !== "programs" && reading.inner.length > 0) return nowhere;
  return (name === "command" || name === "builtin") && run.finds !== "programs" ? flow : staying(folders);
}

type Opaque = Pick<OpaqueAction, "what" | "text" | "program" | "cause">;

/** A script that another command makes while it is read: `bash <(curl …)`. */
const standardInput = /\/(?:stdin|fd\/0)$/u;
const madeFile = /^\/(?:dev|proc\/[^/]+)\/(?:fd\/|stdin$)/u;

interface Inner {
  readonly run: Run;
  readonly reading: CommandReading;
  readonly inner: InnerCommand;
  readonly exec: number;
}

function runInner(tape: Tape, place: Place, step: Inner): Flow {
  const { run, reading, inner, exec } = step;
  const { name } = reading.form;
  if (place.via.length >= limits.steps) throw new TooMuch();
  const wrapped: Via =
    inner.kind !== "stdin" && inner.here === true
      ? { kind: "construct", name: `${name} ${inner.option ?? ""}`, transparent: true }
      : { kind: "wrapper", name, transparent: reading.wrapper !== "deny-only" };
  const inside: Place = { ...place, via: [...place.via, wrapped] };
  const cause: Cause = inner.option === undefined ? { exec } : { exec, option: inner.option };
  const folders = inner.kind === "stdin" ? run.folders : startFrom(run.folders, inner.from);
  if (inner.kind === "stdin") return runStdin(tape, inside, { name, folders: run.folders, cause });
  if (inner.kind === "text" && asksForExtglob(run.words)) tape.extglob = true;
  if (inner.kind === "text") return runText(tape, inside, { inner, name, folders, cause });
  for (const change of inner.env) {
    const command = inner.words[0]?.kind === "static" ? inner.words[0].value : undefined;
    emitAssign(tape, place, { change, scope: "prefix", command });
  }
  const shellItself = (name === "command" || name === "builtin") && run.finds !== "programs";
  return runWords(tape, inside, {
    words: openWords(reading.form, inner),
    env: extend(run.env, inner.env),
    folders,
    finds: shellItself ? "builtins" : "programs",
    cause,
  });
}

/** Where a command starts for which another folder was named: `env -C`. */
function startFrom(folders: Folders, from: Word | undefined): Folders {
  if (from === undefined) return folders;
  return moveTo(folders, () => (from.kind === "static" ? from.value : undefined)).ok;
}

type InnerText = Extract<InnerCommand, { kind: "text" }>;

interface Fed {
  readonly name: string;
  readonly folders: Folders;
  readonly cause: Cause;
}

/** `bash -c TEXT` and its like: a shell of its own reads the text. */
function runText(tape: Tape, place: Place, { inner, name, folders, cause }: Fed & { readonly inner: InnerText }): Flow {
  const option = cause.option === undefined ? "" : ` ${cause.option}`;
  const { text: word, args } = inner;
  if (word.kind === "opaque") {
    const at = place.fixed ?? word.at;
    emit(tape, { kind: "opaque", what: "text", text: word.text, program: name, at, via: place.via, cause });
    return staying(folders);
  }
  assignArguments(tape, args.slice(1));
  const inside = inNewShell(tape, within(place, `${name}${option}`), args.slice(1));
  const text = { text: word.value, at: word.at, name, cause };
  inRegion(tape, inside, (region) => tape.walk.text(tape, region, text, folders));
  return staying(folders);
}

/** A shell that reads commands from its standard input. */
function runStdin(tape: Tape, place: Place, { name, folders, cause }: Fed): Flow {
  const { stdin } = place;
  const at = place.fixed ?? stdin.at;
  if (stdin.kind === "text" && !readsOwnInput(stdin.text)) {
    const inside = inNewShell(tape, within(place, name), []);
    const text = { text: stdin.text, at, name, cause };
    inRegion(tape, inside, (region) => tape.walk.text(tape, region, text, folders));
  } else emit(tape, { kind: "opaque", what: "text", text: stdin.text, program: name, at, via: place.via, cause });
  return staying(folders);
}

/** Text that reads from the same input as its shell changes which of its lines are commands. */
function readsOwnInput(text: string): boolean {
  return (
    /(?:^|[\s;&|(){}`"'\\$])(?:read|mapfile|readarray|head|dd|sed|awk|cat\s*(?:$|[;&|)>\n]))/u.test(text) &&
    text.trim().includes("\n")
  );
}
