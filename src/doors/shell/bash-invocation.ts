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

/** Reads `argv` as bash(1) reads its own: clusters, `-c -l`, `-lc`, `-o name`, `+o name`, `--`, `-`. */
export function parseBashInvocation(argv: readonly string[]): InvocationParsed {
  const passed: string[] = [];
  let command = false;
  let stdin = false;
  let interactive = false;
  let index = 0;
  for (; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    if (word === "--" || word === "-") {
      index += 1;
      break;
    }
    if (word === "--version") return ready({ kind: "version" });
    if (longFlags.has(word)) {
      passed.push(word);
      continue;
    }
    if (word.startsWith("--")) return refuse(word.split("=")[0] ?? word);
    if (!/^[-+]./u.test(word)) break;
    for (const letter of word.slice(1)) {
      if (letter === "c" && word.startsWith("-")) command = true;
      else if (letter === "s" && word.startsWith("-")) stdin = true;
      else if (letter === "i" && word.startsWith("-")) interactive = true;
      else if (letter === "o" || letter === "O") {
        const name = argv[(index += 1)];
        if (name === undefined) return { ok: false, message: `${word}: needs an option's name` };
        if (readingOptions.has(name))
          return { ok: false, message: `${word} ${name}: changes how text is read; set it in the text` };
        passed.push(`${word.charAt(0)}${letter}`, name);
      } else if (passedLetters.includes(letter)) passed.push(`${word.charAt(0)}${letter}`);
      else return { ok: false, message: `${word.charAt(0)}${letter}: not an option of bash that can be passed on` };
    }
  }
  return choose(argv.slice(index));

  function ready(source: BashInvocation["source"], args: readonly string[] = []): InvocationParsed {
    return { ok: true, invocation: { source, bashOptions: passed, interactive, args } };
  }

  function choose(rest: readonly string[]): InvocationParsed {
    const [first, ...others] = rest;
    if (command) {
      if (first === undefined) return { ok: false, message: "-c: needs a command" };
      return ready({ kind: "string", text: first }, others);
    }
    if (stdin || first === undefined) return ready({ kind: "stdin" }, rest);
    return ready({ kind: "file", path: first }, others);
  }
}

function refuse(option: string): InvocationParsed {
  const why = refusedLong.get(option);
  return { ok: false, message: why === undefined ? `${option}: unknown option` : `${option}: ${why}` };
}
