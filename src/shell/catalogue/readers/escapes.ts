import type { Word } from "../../../base/index.ts";
import type { FileUse, InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { certainStart, dropStart, impliedWord, splitWord, staticValue } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Where a client of a database leaves it for a shell: `\! cmd`, `system cmd`, `.shell cmd`. */
const escape =
  /(?:^|[\n;])[ \t]{0,40}(?:\\!|system\s|\.(?:shell|system)\s)\s*|\\!\s*|\\(?:o|g|gx|w)\s*\|\s*|\bprogram\s+'/giu;
const commandOptions: ReadonlySet<string> = new Set(["--command", "--execute", "-cmd", "-c", "--init-command"]);

export const clientEscapesReader: Reader = {
  after: ({ name, options, operands }) => {
    const statements = options.flatMap((option) =>
      option.value !== undefined && commandOptions.has(option.name)
        ? [{ word: option.value, option: option.name }]
        : [],
    );
    const spoken = /^(?:sqlite|duckdb)/u.test(name) ? operands.slice(1).map((word) => ({ word })) : [];
    const outputs = options.flatMap(({ name: option, value }) =>
      option === "--output" && value !== undefined ? [value] : [],
    );
    return {
      ...nothingFound,
      files: outputs.filter((word) => !isPipe(word)).map((word): FileUse => ({ access: "write", word, deep: false })),
      inner: [
        ...outputs.filter(isPipe).map((word): InnerCommand => ({ kind: "text", text: dropStart(word, 1), args: [] })),
        ...[...statements, ...spoken].flatMap(escapesOf),
      ],
    };
  },
};

function isPipe(word: Word): boolean {
  return certainStart(word).startsWith("|");
}

function escapesOf({ word, option }: { readonly word: Word; readonly option?: string }): readonly InnerCommand[] {
  const text = staticValue(word);
  if (text === undefined) return [];
  return [...text.matchAll(escape)].map((match): InnerCommand => {
    const rest = text.slice(match.index + match[0].length).split("\n")[0] ?? "";
    const command = match[0].endsWith("'") ? rest.replace(/'.*$/su, "") : rest;
    return { kind: "text", text: impliedWord(command, word), args: [], ...(option === undefined ? {} : { option }) };
  });
}

/** `apt-get -o Dpkg::Pre-Invoke::=cmd`: configuration that is a shell command. */
export const aptHooksReader: Reader = {
  after: ({ options }) => ({
    ...nothingFound,
    inner: options.flatMap(({ name, value }): readonly InnerCommand[] => {
      if (name !== "--option" || value === undefined) return [];
      const hook = /^[^=]*(?:pre|post)-(?:invoke|install-pkgs)[^=]*=/iu.exec(certainStart(value))?.[0];
      return hook === undefined ? [] : [{ kind: "text", text: dropStart(value, hook.length), args: [], option: name }];
    }),
  }),
};

/** `gh alias set x '!cmd'` stores a shell command, `gh alias set x 'pr list'` one of gh's own. */
export const aliasReader: Reader = {
  after: ({ options, operands, words }) => {
    const expansion = operands[1];
    if (expansion === undefined) return nothingFound;
    const bang = certainStart(expansion).startsWith("!");
    if (bang || options.some(({ name }) => name === "--shell")) {
      const text = bang ? dropStart(expansion, 1) : expansion;
      return { ...nothingFound, inner: [{ kind: "text", text, args: [] }] };
    }
    const own = words[0] === undefined ? [] : [words[0]];
    return {
      ...nothingFound,
      inner: [{ kind: "words", words: [...own, ...splitWord(expansion)], env: [], open: true }],
    };
  },
};

/** `ansible all -m shell -a 'cmd'`: the arguments of a module that runs a command. */
export const ansibleModuleReader: Reader = {
  after: ({ options }) => {
    const module = staticValue(options.find(({ name }) => name === "--module-name")?.value) ?? "command";
    const text = options.find(({ name }) => name === "--args")?.value;
    const runs = /^(?:ansible\.(?:builtin|legacy)\.)?(?:command|shell|raw|script)$/u.test(module);
    return runs && text !== undefined ? { ...nothingFound, inner: [{ kind: "text", text, args: [] }] } : nothingFound;
  },
};
