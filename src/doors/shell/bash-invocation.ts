/** How a client started us in place of bash. */
export interface BashInvocation {
  /** Where the script's text comes from. */
  readonly source:
    | { readonly kind: "string"; readonly text: string }
    | { readonly kind: "file"; readonly path: string }
    | { readonly kind: "stdin" }
    | { readonly kind: "version" };
  /** Options that bash itself shall get, in order: `-l`, `-e`, `-o pipefail`. */
  readonly bashOptions: readonly string[];
  readonly interactive: boolean;
  /** `$0` and the positional parameters. */
  readonly args: readonly string[];
}

export type InvocationParsed =
  | { readonly ok: true; readonly invocation: BashInvocation }
  | { readonly ok: false; readonly message: string };

/** Letters that may stand in a cluster and are passed on as they are (bash(1), set and shopt options). */
const passedLetters = "abefhkmnptuvxBCEHPTlr";

const longFlags = new Set(["--login", "--noprofile", "--norc", "--noediting", "--restricted", "--verbose"]);

/** Settings that change how text is read: it has been judged as bash reads it without them. */
const readingOptions = new Set([
  "posix",
  "extglob",
  "expand_aliases",
  "compat31",
  "compat32",
  "compat40",
  "compat41",
  "compat42",
]);

/** Options that make bash read further files as commands or print them: nobody has judged those. */
const refusedLong = new Map([
  ["--rcfile", "a start-up file that nobody has read"],
  ["--init-file", "a start-up file that nobody has read"],
  ["--debugger", "the debugger's start-up file"],
  ["--pretty-print", "a printer, not a shell"],
  ["--dump-strings", "a printer, not a shell"],
  ["--dump-po-strings", "a printer, not a shell"],
]);

/** What has been read of the options so far. */
interface Reading {
  readonly passed: string[];
  command: boolean;
  stdin: boolean;
  interactive: boolean;
}

/** Reads `argv` as bash(1) reads its own: clusters, `-c -l`, `-lc`, `-o name`, `+o name`, `--`, `-`. */
export function parseBashInvocation(argv: readonly string[]): InvocationParsed {
  const reading: Reading = { passed: [], command: false, stdin: false, interactive: false };
  let index = 0;
  for (; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    if (word === "--" || word === "-") {
      index += 1;
      break;
    }
    if (word === "--version") return ready(reading, { kind: "version" });
    if (longFlags.has(word)) {
      reading.passed.push(word);
      continue;
    }
    if (word.startsWith("--")) return refuse(word.split("=")[0] ?? word);
    if (!/^[-+]./u.test(word)) break;
    const cluster = readCluster(word, argv.slice(index + 1), reading);
    if (typeof cluster === "string") return { ok: false, message: cluster };
    index += cluster.taken;
  }
  return choose(reading, argv.slice(index));
}

/** Reads one word of single letters; says how many of the words behind it were values, or what is wrong with it. */
function readCluster(word: string, behind: readonly string[], reading: Reading): { readonly taken: number } | string {
  const sign = word.charAt(0);
  let taken = 0;
  for (const letter of word.slice(1)) {
    if (letter === "c" && sign === "-") reading.command = true;
    else if (letter === "s" && sign === "-") reading.stdin = true;
    else if (letter === "i" && sign === "-") reading.interactive = true;
    else if (letter === "o" || letter === "O") {
      const name = behind[taken];
      taken += 1;
      if (name === undefined) return `${word}: needs an option's name`;
      if (readingOptions.has(name)) return `${word} ${name}: changes how text is read; set it in the text`;
      reading.passed.push(`${sign}${letter}`, name);
    } else if (passedLetters.includes(letter)) reading.passed.push(`${sign}${letter}`);
    else return `${sign}${letter}: not an option of bash that can be passed on`;
  }
  return { taken };
}

function ready(
  { passed, interactive }: Reading,
  source: BashInvocation["source"],
  args: readonly string[] = [],
): InvocationParsed {
  return { ok: true, invocation: { source, bashOptions: passed, interactive, args } };
}

function choose(reading: Reading, rest: readonly string[]): InvocationParsed {
  const [first, ...others] = rest;
  if (reading.command) {
    if (first === undefined) return { ok: false, message: "-c: needs a command" };
    return ready(reading, { kind: "string", text: first }, others);
  }
  if (reading.stdin || first === undefined) return ready(reading, { kind: "stdin" }, rest);
  return ready(reading, { kind: "file", path: first }, others);
}

function refuse(option: string): InvocationParsed {
  const why = refusedLong.get(option);
  return { ok: false, message: why === undefined ? `${option}: unknown option` : `${option}: ${why}` };
}
