import type { Word } from "../../../base/index.ts";
import type { HostUse, InnerCommand } from "../command-reading.ts";
import { type Findings, mergeFindings, nothingFound } from "../findings.ts";
import { grammarOf } from "../grammar.ts";
import { readOptions } from "../read-options.ts";
import { type ScannedOption, scanOptions } from "../scan-options.ts";
import { certainStart, dropStart, joinWords } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** Options may stand after the host too; the rest is text for the remote shell. `-o` may run programs here. */
export const sshReader: Reader = {
  after: ({ name, row, options, operands }): Findings => {
    const configured = options.flatMap(readSetting);
    if (name !== "ssh") return { ...nothingFound, safe: false, inner: configured };
    const [host] = operands;
    if (host === undefined) return { ...nothingFound, safe: false, inner: configured };
    const late = scanOptions(operands, 1, grammarOf(row), "all");
    const text = joinWords(late.operands);
    const hosts: readonly HostUse[] = [{ word: host }];
    const remote: readonly InnerCommand[] = text === undefined ? [] : [{ kind: "text", text, args: [] }];
    const inner = [...configured, ...late.options.flatMap(readSetting), ...remote];
    const found = mergeFindings(readOptions(late.options, undefined), { ...nothingFound, hosts, inner });
    return {
      ...found,
      safe: false,
      operands: [host, ...late.operands],
      options: [...options, ...late.options].map(plain),
    };
  },
};

const running =
  /^(?:proxycommand|localcommand|knownhostscommand|remotecommand|xauthlocation|match)[\s=]+(?:exec[\s=]+)?["']?/iu;

function readSetting({ name, value }: ScannedOption): readonly InnerCommand[] {
  if (name !== "-o" || value === undefined) return [];
  const start = running.exec(certainStart(value))?.[0];
  if (start === undefined) return [];
  const text: Word = dropStart(value, start.length);
  if (/^none$/iu.test(certainStart(text))) return [];
  const isRemote = /^remotecommand/iu.test(start);
  return [{ kind: "text", text, args: [], ...(isRemote ? {} : { option: name }) }];
}

function plain({ name, value }: ScannedOption): { name: string; value?: Word } {
  return value === undefined ? { name } : { name, value };
}
