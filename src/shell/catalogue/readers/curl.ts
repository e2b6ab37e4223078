import type { FileUse } from "../command-reading.ts";
import { type Findings, nothingFound, type ScannedCommand } from "../findings.ts";
import { certainStart, dropStart, impliedWord, takePart } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

const dataOptions: ReadonlySet<string> = new Set([
  "--data",
  "--data-binary",
  "--data-urlencode",
  "--json",
  "--header",
  "--proxy-header",
]);
const savingOptions: ReadonlySet<string> = new Set(["--remote-name", "--remote-name-all", "--remote-header-name"]);

/** `-d @file` and `-F name=@file` read files, `-O` writes one named by the URL into the working folder. */
export const curlReader: Reader = {
  after: (command): Findings => ({
    ...nothingFound,
    safe: false,
    files: [...command.options.flatMap(sentFile), ...savedFile(command)],
  }),
};

function sentFile({ name, value }: ScannedCommand["options"][number]): readonly FileUse[] {
  if (value === undefined) return [];
  const start = certainStart(value);
  const at = dataOptions.has(name) || name === "--form" ? sentAt(name, start) : undefined;
  if (at === undefined || start.slice(at) === "-") return [];
  const end = name === "--form" ? start.indexOf(";", at) : -1;
  const file = end < 0 ? dropStart(value, at) : takePart(value, at, end);
  return [{ access: "read", word: file, deep: false, option: name }];
}

/** Where the file's name starts in `@file`, `name@file`, `name=@file`, `name=<file`. */
function sentAt(name: string, start: string): number | undefined {
  const pattern = name === "--form" ? /^[^=]*=[@<]/u : name === "--data-urlencode" ? /^[^=@]*@/u : /^@/u;
  return pattern.exec(start)?.[0].length;
}

function savedFile({ options, words }: ScannedCommand): readonly FileUse[] {
  const saving = options.find(({ name }) => savingOptions.has(name));
  if (saving === undefined || options.some(({ name }) => name === "--output-dir")) return [];
  return [{ access: "write", word: impliedWord(".", words.at(-1)), deep: true, option: saving.name }];
}

/** `http POST host/path a=b`: the method comes first. */
export const httpieReader: Reader = {
  before: (words) =>
    words.filter(
      (word, index) => index === 0 || !/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/u.test(certainStart(word)),
    ),
};
