/** What a builtin needs: nothing, a rule of its own, or it is never allowed by itself. */
export type Weight = "harmless" | "judged" | "refused";

export type BuiltinReaderName =
  | "alias"
  | "cd"
  | "complete"
  | "declare"
  | "enable"
  | "eval"
  | "exit"
  | "getopts"
  | "hash"
  | "history"
  | "let"
  | "mapfile"
  | "popd"
  | "pushd"
  | "read"
  | "return"
  | "set"
  | "shift"
  | "shopt"
  | "source"
  | "trap"
  | "unset"
  | "wait";

export interface BuiltinRow {
  /** Separated by spaces. */
  readonly names: string;
  /** `program`: judged like any program, because the catalogue knows it. */
  readonly weight: Weight | "program";
  /** Code for what data cannot say; it may raise the weight. */
  readonly reader?: BuiltinReaderName;
}

/** Every builtin of bash 5.2 (`compgen -b`). */
export const builtinRows: readonly BuiltinRow[] = [
  {
    names: "bg break caller continue dirs disown fg help jobs logout suspend times type ulimit umask unalias",
    weight: "harmless",
  },
  { names: ": [ builtin command echo exec false kill printf pwd test true", weight: "program" },
  { names: "bind fc", weight: "refused" },
  { names: "compgen complete compopt", weight: "harmless", reader: "complete" },
  { names: "declare export local readonly typeset", weight: "harmless", reader: "declare" },
  { names: "mapfile readarray", weight: "harmless", reader: "mapfile" },
  { names: ". source", weight: "judged", reader: "source" },
  { names: "alias", weight: "harmless", reader: "alias" },
  { names: "cd", weight: "harmless", reader: "cd" },
  { names: "enable", weight: "refused", reader: "enable" },
  { names: "eval", weight: "harmless", reader: "eval" },
  { names: "exit", weight: "harmless", reader: "exit" },
  { names: "getopts", weight: "harmless", reader: "getopts" },
  { names: "hash", weight: "harmless", reader: "hash" },
  { names: "history", weight: "harmless", reader: "history" },
  { names: "let", weight: "harmless", reader: "let" },
  { names: "popd", weight: "harmless", reader: "popd" },
  { names: "pushd", weight: "harmless", reader: "pushd" },
  { names: "read", weight: "harmless", reader: "read" },
  { names: "return", weight: "harmless", reader: "return" },
  { names: "shift", weight: "harmless", reader: "shift" },
  { names: "set", weight: "harmless", reader: "set" },
  { names: "shopt", weight: "harmless", reader: "shopt" },
  { names: "trap", weight: "harmless", reader: "trap" },
  { names: "unset", weight: "harmless", reader: "unset" },
  { names: "wait", weight: "harmless", reader: "wait" },
];

/** Options of `set` that change how later text is read, by letter and by name. */
export const refusedSetLetters: ReadonlySet<string> = new Set(["-H", "-k", "+B"]);
export const refusedSetNames: ReadonlySet<string> = new Set([
  "-histexpand",
  "-history",
  "-keyword",
  "-posix",
  "+braceexpand",
]);

/** Options of `shopt` that change what words mean; `compat…` are refused by their start. */
export const refusedShopt: ReadonlySet<string> = new Set(["cdable_vars", "expand_aliases", "extquote", "xpg_echo"]);
