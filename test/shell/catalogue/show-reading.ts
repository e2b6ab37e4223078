import type { OptionUse } from "../../../src/base/index.ts";
import type { CommandReading, FileUse, InnerCommand } from "../../../src/shell/catalogue/command-reading.ts";
import { showWord } from "./spell-words.ts";

/** A reading in the words of the tables: one string a fact. */
export interface ShownReading {
  readonly sub: string;
  readonly globals: string;
  readonly options: string;
  readonly operands: string;
  readonly files: readonly string[];
  readonly hosts: readonly string[];
  readonly inner: readonly string[];
  readonly wrapper: string;
  readonly readOnly: boolean;
  readonly hidesOption: boolean;
  readonly alters: boolean;
}

export function showReading({ form, files, hosts, inner, wrapper }: CommandReading): ShownReading {
  return {
    sub: form.sub.join(" "),
    globals: form.globals.map(showOption).join(" "),
    options: form.options.map(showOption).join(" "),
    operands: form.operands.map(showWord).join(" "),
    files: files.map(showFile),
    hosts: hosts.map((host) => [showWord(host.word), ...(host.option === undefined ? [] : [host.option])].join(" by ")),
    inner: inner.map(showInner),
    wrapper: wrapper ?? "",
    readOnly: form.readOnly,
    hidesOption: form.hidesOption,
    alters: form.alteringGlobals,
  };
}

function showOption({ name, value }: OptionUse): string {
  return value === undefined ? name : `${name}=${showWord(value)}`;
}

function showFile({ access, word, deep, option, from }: FileUse): string {
  const start = from === undefined ? "" : ` from ${showWord(from)}`;
  return `${access} ${showWord(word)}${deep ? " deep" : ""}${start}${option === undefined ? "" : ` by ${option}`}`;
}

function showInner(inner: InnerCommand): string {
  const by = inner.option === undefined ? "" : ` by ${inner.option}`;
  if (inner.kind === "stdin") return `stdin${by}`;
  const place = inner.from === undefined ? by : `${by} in ${showWord(inner.from)}`;
  if (inner.kind === "text")
    return `text ${showWord(inner.text)}${inner.args.map((word) => ` [${showWord(word)}]`).join("")}${place}`;
  const env = inner.env.map(({ name, value }) => `${name}=${value === undefined ? "" : showWord(value)} `).join("");
  return `${inner.open ? "open" : "words"} ${env}${inner.words.map(showWord).join(" ")}${place}`;
}
