import type { OptionUse, Word } from "../../../base/index.ts";
import type { FileUse, InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { looksLikePath } from "../folders.ts";
import { certainStart, dropStart, impliedWord, staticValue } from "../word-parts.ts";
import { opaqueWord } from "./open-command.ts";
import type { Reader } from "./reader.ts";

/** Settings whose value git runs through a shell. */
const runningKeys = new RegExp(
  `^(?:${[
    "alias\\..*",
    "core\\.(?:pager|editor|sshcommand|fsmonitor|gitproxy|askpass|alternaterefscommand)",
    "(?:sequence|pager|gpg|credential|interactive|uploadpack|gui|web|browser|man|instaweb|sendemail|imap)\\..*(?:editor|program|helper|difffilter|packobjectshook|path|cmd|tunnel|command|smtpserver)",
    "pager\\..*",
    "gpg\\.program|credential\\.helper|sequence\\.editor|interactive\\.difffilter|uploadpack\\.packobjectshook",
    "gpg\\..*\\.(?:program|defaultkeycommand)",
    "diff\\.external|diff\\..*\\.(?:command|textconv)",
    "filter\\..*\\.(?:clean|smudge|process)",
    "(?:merge|mergetool|difftool|guitool)\\..*\\.(?:driver|cmd|path)",
    "trailer\\..*\\.(?:command|cmd)",
    "remote\\..*\\.(?:uploadpack|receivepack|vcs)",
    "submodule\\..*\\.update",
    "(?:browser|man)\\..*\\.(?:cmd|path)",
    "core\\.hookspath|init\\.templatedir",
  ].join("|")})$`,
  "iu",
);

/** `-c alias.x='!cmd'`, `-c core.pager=cmd`. */
export const gitReader: Reader = {
  after: ({ options }) => ({
    ...nothingFound,
    inner: options.flatMap(({ name, value, spec }) => {
      if (value !== undefined && name === "--config-env") return readConfigEnv(value, name);
      if ((name !== "-c" && name !== "--config") || value === undefined || spec?.tags.has("@") !== true) return [];
      const start = certainStart(value);
      const equals = start.indexOf("=");
      return equals < 0 ? [] : readSetting(start.slice(0, equals), dropStart(value, equals + 1), name);
    }),
  }),
};

/** `--config-env=KEY=NAME`: the value is that of a variable. */
function readConfigEnv(value: Word, option: string): readonly InnerCommand[] {
  const key = certainStart(value).replace(/=.*$/su, "");
  return runningKeys.test(key) ? [{ kind: "text", text: opaqueWord("", value.at), args: [], option }] : [];
}

/** `git for-each-repo --config=KEY ARGS…`: every repository gets the words as git's own. */
export const gitForEachRepoReader: Reader = {
  after: ({ operands, words }) => ({
    ...nothingFound,
    inner:
      operands.length === 0
        ? []
        : [{ kind: "words", words: [impliedWord("git", words[0]), ...operands], env: [], open: false }],
  }),
};

/** `git config key value`: the command comes later, but it is this text that brings it. */
export const gitConfigReader: Reader = {
  after: ({ options, operands, from }) => {
    const [key, value] = staticValue(operands[0]) === "set" ? operands.slice(1) : operands;
    const reads = options.some(({ spec }) => spec?.tags.has("q") === true);
    const name = staticValue(key);
    const changes = !reads && (value !== undefined || options.some(({ spec }) => spec?.tags.has("!") === true));
    const files = changes ? options.flatMap((option) => (option.name === "--file" ? written(option, from) : [])) : [];
    const inner = !reads && name !== undefined && value !== undefined ? readSetting(name, value, undefined) : [];
    return { ...nothingFound, files, inner };
  },
};

function written({ name, value }: OptionUse, from: Word | undefined): readonly FileUse[] {
  if (value === undefined) return [];
  return [{ access: "write", word: value, deep: false, option: name, ...(from === undefined ? {} : { from }) }];
}

/** `+ref` is forced, `:ref` deletes; the rule may spell either way. */
export const gitPushReader: Reader = {
  after: ({ options, operands }) => {
    const refs = operands.slice(1).map(certainStart);
    const meant = [
      ...(refs.some((ref) => ref.startsWith("+")) ? ["--force"] : []),
      ...(refs.some((ref) => /^\+?:./u.test(ref)) ? ["--delete"] : []),
    ].filter((option) => !options.some(({ name }) => name === option));
    return { ...nothingFound, extraOptions: meant.map((option) => ({ name: option })) };
  },
};

/**
 * With `--no-index` both operands are files, wherever they are; two paths that lead out of the tree are taken so without it. Only
 * paths that certainly stay are read without a rule.
 */
export const gitDiffReader: Reader = {
  after: ({ options, operands, from }) => {
    const leave = operands.filter((word) => word.kind === "opaque" || outward.test(word.value));
    const asked = options.some(({ name }) => name === "--no-index");
    if (!asked && (operands.length !== 2 || leave.length === 0 || !operands.every(looksLikePath))) return nothingFound;
    const folder = from === undefined ? {} : { from };
    const files = operands.map((word) => ({ access: "read", word, deep: true, ...folder }) as const);
    return { ...nothingFound, files: asked ? files : [], safe: leave.length === 0 && from === undefined };
  },
};

/** Absolute, below home, or upwards. */
const outward = /^[/~]|(?:^|\/)\.\.(?:\/|$)/u;

function readSetting(key: string, value: Word, option: string | undefined): readonly InnerCommand[] {
  const start = certainStart(value);
  if (!runningKeys.test(key) || (value.kind === "static" && /^(?:|true|false|cat|!?:|never)$/u.test(start))) return [];
  const via = option === undefined ? {} : { option };
  if (/^alias\./iu.test(key)) {
    // an alias without `!` is a git command line
    if (!start.startsWith("!")) return value.kind === "static" ? [gitCommand(value, via)] : [];
    return [{ kind: "text", text: dropStart(value, 1), args: [], ...via }];
  }
  const marked = /^submodule\.|^credential\./iu.test(key);
  if (marked && !start.startsWith("!") && !start.startsWith("/")) return [];
  return [{ kind: "text", text: start.startsWith("!") ? dropStart(value, 1) : value, args: [], ...via }];
}

function gitCommand(value: Word, via: { readonly option?: string }): InnerCommand {
  const at = { start: value.at.end, end: value.at.end };
  const words = `git ${certainStart(value)}`
    .split(/\s+/u)
    .map((part) => ({ kind: "static", value: part, at }) as const);
  return { kind: "words", words, env: [], open: true, ...via };
}
