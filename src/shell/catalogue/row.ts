import type { ReaderName } from "./readers/reader-names.ts";

/**
 * One command of the catalogue, or one sub-command of it. Specs are compact strings, because a row
 * that is never used must cost nothing: they are parsed when the command is first met.
 */
export interface Row {
  /**
   * Names, separated by spaces. For a program each is a program of its own that shares the row
   * (`grep egrep fgrep`); for a sub-command they are aliases and the first is canonical
   * (`install i add`: `npm i` has the form of `npm install`).
   */
  readonly names: string;

  /**
   * Options, separated by spaces; each is `spelling|spelling…`, then `=` when it takes a value (attached or
   * next word), `==` when it takes two words (`jq --slurpfile NAME FILE`; the second counts), `?` when it takes one only attached, then `:tag,tag…`. The first long spelling is canonical, else
   * the first. `-#` stands for `-DIGITS` (`-#|-n|--lines=`). `--no-x` of a listed `--x` need not be listed.
   *
   * | tag | the value is | read-only stays |
   * | --- | --- | --- |
   * | (none) | nothing of interest | yes |
   * | `!` | nothing of interest, but the option changes, deletes, or cannot be judged | no |
   * | `r` `R` | a file (`R`: a folder with all below) that is read | yes |
   * | `w` `W` | a file (`W`: a folder with all below) that is written | no |
   * | `m` | a file or folder that is read and written | no |
   * | `o` `O` | a file (`O`: a folder) that the program exists to make (`gcc -o`): written, but its own rule covers it like an operand | yes |
   * | `x` | the name of a program to run | no |
   * | `xs` | a program with arguments, split at blanks | no |
   * | `sh` | text for a shell | no |
   * | `u` | a URL or host that is contacted | no |
   * | `cd` | the folder in which everything happens | yes |
   * | `@` | (global option) it changes what runs: an allow rule must spell it out | no |
   * | `p` | what the first operand would otherwise be (`grep -e`): drops the first operand role | yes |
   * | `t` | the destination (`cp -t`): drops the last operand role; combine with `W` | |
   * | `=--x` | (of no value) the option amounts to `--x`; repeat it for several (`-D:=--delete,=--force`) | yes |
   * | `q` | a query (`gzip -l`), or what is made goes elsewhere (`gzip -c`, `zstd -o f`): operands, and values with `m`, are only read, and
   * the command is read-only whatever the operands (see `readOnly`) | yes |
   * | `e` | (of no value) the words after it are options no more: they belong to what is started (`go test -args`) | yes |
   * | `i` | operands are changed or removed, even with `q` (`zstd --rm`); or only with it (reader `inPlace`) | |
   */
  readonly options?: string;

  /**
   * Roles of the operands in order, separated by spaces; one of them may repeat (`*`): `r* w` for `cp`, `- r*` for
   * `grep`. Operands beyond the roles are of no interest.
   *
   * `-` nothing · `r` file read · `R` read with all below · `w` file written · `W` written with all below ·
   * `m` read and written, all below (`mv`) · `l` read, and written when it is the last operand (`objcopy IN OUT`) · `h` URL or host · `g` revision or path (read when it looks like a path) · `ps` path
   * pattern of git ·
   * `u` program file that nobody has read (a read) · `nr` `nw` read or written here, or a remote `host:path` (`scp`) ·
   * `gr` a git remote: its name, a URL or a folder · `a` assignment, which is any word that holds `=`; repeats by itself ·
   * `c` the inner command starts here · `o` the same, and more words follow at run time (`xargs`) ·
   * `s` from here on, joined with blanks, text for a shell (`ssh host …`).
   */
  readonly operands?: string;

  /**
   * Words, separated by spaces: `stop` options end at the first operand (every wrapper) · `words` long
   * options with one dash, no clusters (`java`, `go`, `find`) · `everywhere` global options are accepted after the
   * sub-command too (`kubectl get -n x`) · `dangerous` an unquoted variable among the operands is never fine ·
   * `tame` it always is, since no option runs or writes anything · `booleans` `true`, `false` or `null` behind an option that takes no
   * value belongs to it (npm) · `remote` what its operands start runs on another machine, what its options start runs here (`ssh`).
   */
  readonly style?: string;

  /** Source of a regular expression: words that start with `-` and are operands all the same (`chmod -w`). */
  readonly dashOperands?: string;

  /**
   * `true`: read-only while only options listed here without a "no" in the table above are used. A number: the same, and at most
   * that many operands unless an option with `q` is present (`git branch` 0, `git config` 1).
   */
  readonly readOnly?: boolean | number;

  /** Absent for a program that starts no inner command by its operands. */
  readonly wrapper?: "transparent" | "deny-only";

  /** Code that reads what data can't say: scripts, expressions, odd grammars. */
  readonly reader?: ReaderName;

  /** Operands that stand for the root folder count as `/` (`rm`, `chmod`, …). */
  readonly sameRoot?: boolean;

  /** Sub-commands. The options of a program with sub-commands are its global options. */
  readonly sub?: readonly Row[];
}
