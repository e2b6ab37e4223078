import type { Action, AssignAction, BuiltinAction, EnvChange, ExecAction } from "../base/index.ts";
import { standingOfChange } from "./judge-env.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";

/** What programs read that only look: language, time, colours, widths and what nobody but the project's own code asks for. */
const harmless: ReadonlySet<string> = new Set(
  (
    "LANG LANGUAGE TZ TERM COLORTERM COLUMNS LINES NO_COLOR CLICOLOR CLICOLOR_FORCE FORCE_COLOR GREP_COLOR GREP_COLORS LS_COLORS " +
    "LSCOLORS TREE_COLORS JQ_COLORS EZA_COLORS EXA_COLORS BAT_THEME BAT_STYLE TIME_STYLE QUOTING_STYLE BLOCK_SIZE BLOCKSIZE " +
    "DF_BLOCK_SIZE DU_BLOCK_SIZE LS_BLOCK_SIZE IFS PWD OLDPWD USER LOGNAME TMPDIR TMP TEMP CI NODE_ENV DEBUG VERBOSE " +
    "SOURCE_DATE_EPOCH DEBIAN_FRONTEND RUST_BACKTRACE RUST_LOG MANWIDTH LESSCHARSET GIT_INDEX_FILE GIT_DIFF_OPTS " +
    "GIT_CEILING_DIRECTORIES GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS HGPLAIN"
  ).split(" "),
);

/** Programs that read nothing but what the C library reads, whose table is complete, and how to print. */
const plain: ReadonlySet<string> = new Set(
  (
    "[ arch b2sum base32 base64 basename basenc cat cksum cmp comm cut date df diff dirname du echo egrep expand expr factor false " +
    "fgrep find fmt fold getconf grep groups head hexdump hostname id join logname ls md5sum nl nproc numfmt od paste pathchk pr " +
    "printenv printf ptx pwd readlink realpath rev sed seq sha1sum sha224sum sha256sum sha384sum sha512sum shuf sleep sort stat " +
    "sum tac tail test tr tree true tsort tty uname unexpand uniq uptime users wc which who whoami xxd"
  ).split(" "),
);

/** Changes of the whole text that any of its programs may get. */
export interface TextEnv {
  readonly exported: readonly EnvChange[];
  /** Names that stay the shell's own. */
  readonly own: ReadonlySet<string>;
  /** Before functions, builtins and shells, whose text gets them. */
  readonly prefixed: readonly AssignAction[];
}

/** Collects what is exported anywhere; where the text may export by itself, every assignment. */
export function textEnvOf(actions: readonly Action[]): TextEnv {
  const assigns = actions.filter((action) => action.kind === "assign");
  const all = actions.some(mayExportAll);
  const exported = assigns.filter(
    ({ scope, command }) => scope === "exported" || (all && scope === "shell" && command !== "unset"),
  );
  const prefixed = assigns.filter(({ scope }) => scope === "prefix");
  const handedOn = new Set([...exported, ...prefixed].map(({ change }) => change.name));
  const own = new Set(assigns.map(({ change }) => change.name).filter((name) => !handedOn.has(name)));
  return { exported: exported.map(({ change }) => change), own, prefixed };
}

/** `set -a`, `bash -o allexport`. */
function mayExportAll(action: Action): boolean {
  if (action.kind !== "exec" && action.kind !== "builtin") return false;
  if (!/^(?:set|shopt|(?:ba|da|a|k|mk|z)?sh)$/u.test(action.form.name)) return false;
  return action.words
    .slice(1)
    .some((word) => word.kind === "opaque" || /^-[A-Za-z]*a[A-Za-z]*$|allexport/u.test(word.value));
}

/**
 * Variables that a program of the read-only list would get from the text and that nobody knows to be harmless: with them it may
 * do more than read, as ripgrep does whose file of settings names a program. A list of what is harmful would never be complete.
 */
export function unknownToReader(
  action: ExecAction | BuiltinAction,
  { exported, own, prefixed }: TextEnv,
  { allowedEnv }: CompiledPolicy,
): readonly EnvChange[] {
  const { name } = action.form;
  if (plain.has(name)) return [];
  const inherited = prefixed.filter(({ command }) => command !== undefined && isWithin(action, command));
  const reading = { command: undefined, programs: new Set([name]), allowed: allowedEnv };
  const given = action.env.filter((change) => !own.has(change.name));
  return [...exported, ...inherited.map(({ change }) => change), ...given].filter(
    (change) =>
      !harmless.has(change.name) && !change.name.startsWith("LC_") && standingOfChange(change, reading) === "unknown",
  );
}

function isWithin({ via }: ExecAction | BuiltinAction, command: string): boolean {
  return via.some(({ name }) => name === command || name.startsWith(`${command} `) || name === `function ${command}`);
}
