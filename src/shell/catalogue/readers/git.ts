import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, dropStart, staticValue } from "../word-parts.ts";
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
      if (name !== "-c" || value === undefined || spec?.tags.has("@") !== true) return [];
      const start = certainStart(value);
      const equals = start.indexOf("=");
      return equals < 0 ? [] : readSetting(start.slice(0, equals), dropStart(value, equals + 1), "-c");
    }),
  }),
};

/** `git config key value`: the command comes later, but it is this text that brings it. */
export const gitConfigReader: Reader = {
  after: ({ operands }) => {
    const [key, value] = staticValue(operands[0]) === "set" ? operands.slice(1) : operands;
    const name = staticValue(key);
    if (name === undefined || value === undefined) return nothingFound;
    return { ...nothingFound, inner: readSetting(name, value, undefined) };
  },
};

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
