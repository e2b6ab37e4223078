import type { Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { type Findings, mergeFindings, nothingFound, type ScannedCommand } from "../findings.ts";
import type { ScannedOption } from "../scan-options.ts";
import { impliedWord, joinWords, staticValue } from "../word-parts.ts";
import { opaqueWord, openCommand } from "./open-command.ts";
import { fillTemplate } from "./parallel-template.ts";
import type { Reader } from "./reader.ts";

/** Options that change how the template is read, or are Perl code: what it would run is not known then. */
const rereading = new Set(
  (
    "--rpl --plus --header --arg-sep --arg-file-sep --profile --shebang --shebang-wrap --parens --match --template --filter --groupby " +
    "--extensionreplace --basenamereplace --basenameextensionreplace --dirnamereplace --seqreplace --slotreplace"
  ).split(" "),
);
/** Options that change which values come together: which they are is not known then. */
const regrouping = new Set(
  (
    "-m -X -L -l --max-chars --max-args --max-replace-args --xargs --colsep --csv --trim --link --skip-first-line --arg-file --tee " +
    "--transferfile --delimiter"
  ).split(" "),
);

/** More would cost time. */
const mostFilled = 50;

/** The words before `:::` are a template for a shell, filled with one value of each source; without them the values are commands. */
export const parallelReader: Reader = {
  after: (command) => mergeFindings(commandsIn(command), { ...nothingFound, inner: loginCommands(command) }),
};

function commandsIn(command: ScannedCommand): Findings {
  const { options, operands } = command;
  const [words, sources] = splitSources(operands);
  const has = (names: ReadonlySet<string>): boolean => options.some(({ name }) => names.has(name));
  if (has(rereading) || options.some(mayRunCode)) return unread(operands);
  if (isSemaphore(command))
    return {
      ...nothingFound,
      inner: operands.length === 0 ? [] : [asText(joinWords(operands) ?? unknownText(operands))],
    };
  if (options.some(({ name }) => name === "--quote")) {
    const inner = openCommand(words, "{");
    return { ...nothingFound, inner: inner === undefined ? [] : [inner] };
  }
  const isPiped = options.some(({ name }) => name === "--pipe" || name === "--pipepart");
  const fromInput = sources.length === 0 && !has(regrouping);
  if (words.length === 0 && fromInput) return { ...nothingFound, inner: [{ kind: "stdin" }] };
  const rows = has(regrouping) ? undefined : rowsOf(sources);
  const template = joinWords(words);
  if (template === undefined) return commandsOf(rows, operands);
  if (fromInput && isPiped) return { ...nothingFound, inner: [asText(template)] };
  const placeholder = placeholderOf(command);
  const text = staticValue(template);
  if (text === undefined || placeholder === undefined) return unread(operands);
  const data = opaqueWord("{}", template.at);
  const filled = (fromInput ? [[data]] : (rows ?? [undefined])).map((row) =>
    fillTemplate(text, { placeholder, row, data, near: template }),
  );
  const other = moreutils(command);
  return { ...nothingFound, inner: [...filled.flat(), ...other] };
}

/** `-S 8/host,'rsh -l user host'`: before the host's name stands the command that leads there. */
function loginCommands({ options }: ScannedCommand): readonly InnerCommand[] {
  return options.flatMap(({ name, value }) =>
    name !== "--sshlogin" || value === undefined
      ? []
      : (staticValue(value) ?? "").split(",").flatMap((login) => {
          const leading = /^(?:@[^/]*\/)?(?:\d+%?\/)?(?<command>.*\S)\s+\S+$/su.exec(login.trim())?.groups?.["command"];
          return leading === undefined ? [] : [asText(impliedWord(leading, value))];
        }),
  );
}

/** An option that nobody knows may take the next word; `{=` begins Perl code in whatever is filled in. */
function mayRunCode({ spec, value }: ScannedOption): boolean {
  return spec === undefined || (value !== undefined && (staticValue(value) ?? "{=").includes("{="));
}

/** One command, which no values are added to. */
function isSemaphore({ name, options }: ScannedCommand): boolean {
  return name === "sem" || options.some((option) => option.name === "--semaphore");
}

interface Source {
  readonly isLinked: boolean;
  /** Absent: they stand in a file. */
  readonly values: readonly Word[] | undefined;
}

/** The template, and what comes in its places. */
function splitSources(operands: readonly Word[]): readonly [readonly Word[], readonly Source[]] {
  const marks = operands.flatMap((word, index) => (/^:::{1,2}\+?$/u.test(staticValue(word) ?? "") ? [index] : []));
  const sources = marks.map((mark, nth): Source => {
    const sign = staticValue(operands[mark]) ?? "";
    const values = operands.slice(mark + 1, marks[nth + 1]);
    return { isLinked: sign.endsWith("+"), values: sign.startsWith("::::") ? undefined : values };
  });
  return [operands.slice(0, marks[0]), sources];
}

/** Every combination of values, with linked ones side by side; nothing where they are not known, or too many. */
function rowsOf(sources: readonly Source[]): readonly (readonly Word[])[] | undefined {
  let groups: (readonly (readonly Word[])[])[] = [];
  for (const { isLinked, values } of sources) {
    // An unquoted variable may hold any number of words, and separators too.
    if (values === undefined || values.some((word) => word.kind === "opaque" && word.splits)) return undefined;
    const last = isLinked ? groups.at(-1) : undefined;
    if (last === undefined) groups = [...groups, values.map((word) => [word])];
    else groups = [...groups.slice(0, -1), linked(last, values)];
  }
  if (groups.reduce((count, group) => count * group.length, 1) > mostFilled) return undefined;
  return groups.reduce<readonly (readonly Word[])[]>(
    (rows, group) => rows.flatMap((row) => group.map((more) => [...row, ...more])),
    [[]],
  );
}

function linked(rows: readonly (readonly Word[])[], values: readonly Word[]): readonly (readonly Word[])[] {
  return rows.slice(0, values.length).map((row, index) => [...row, ...values.slice(index, index + 1)]);
}

function commandsOf(rows: readonly (readonly Word[])[] | undefined, operands: readonly Word[]): typeof nothingFound {
  if (rows === undefined) return unread(operands);
  return { ...nothingFound, inner: rows.flatMap((row) => joinWords(row) ?? []).map(asText) };
}

function unread(operands: readonly Word[]): typeof nothingFound {
  return { ...nothingFound, inner: [asText(unknownText(operands))] };
}

function unknownText(operands: readonly Word[]): Word {
  const text = operands.map((word) => (word.kind === "static" ? word.value : word.text)).join(" ");
  return opaqueWord(text, operands.at(-1)?.at ?? { start: 0, end: 0 });
}

/** What stands for the value: `{}`, or what `-I` says; nothing where that is not known. */
function placeholderOf({ options }: ScannedCommand): string | undefined {
  const replace = options.findLast(({ name }) => name === "-I" || name === "-i" || name === "--replace");
  if (replace?.value === undefined) return "{}";
  return staticValue(replace.value) || undefined;
}

/** Another program of this name takes the values behind `--`, without a shell: `parallel rm -- a b`, `parallel -- 'rm a' ls`. */
function moreutils({ operands, dashes }: ScannedCommand): readonly InnerCommand[] {
  if (dashes === 0) return operands.map(asText);
  const at = operands.findIndex((word) => staticValue(word) === "--");
  const open = at < 1 ? undefined : openCommand(operands.slice(0, at), "{}");
  return open === undefined ? [] : [open];
}

function asText(text: Word): InnerCommand {
  return { kind: "text", text: text.kind === "static" ? impliedWord(text.value, text) : text, args: [] };
}
