import { ConfigError } from "../base/index.ts";
import { backupOf, readConfig, unfit } from "./config-file.ts";
import { valueBefore, withoutPart, withPart } from "./json-parts.ts";
import type { Part } from "./part.ts";
import { allPlaced, type InstallRecord, type Placed } from "./record.ts";
import { withBlock, withoutBlock } from "./toml-block.ts";

/** A file as it is, without anything of ours, and as it is going to be; nothing where there is none. */
export interface FileText {
  readonly file: string;
  readonly before: string | undefined;
  readonly bare: string | undefined;
  readonly after: string | undefined;
}

/** What becomes of all files of one installation, and what is to be kept of it. */
export interface Planned extends InstallRecord {
  readonly texts: readonly FileText[];
}

/** Takes out what the record says, and puts in what is wanted. Nothing is written. Throws a `ConfigError` for a file that can't be changed so. */
export function planTexts(record: InstallRecord, wanted: readonly Part[]): Planned {
  const files = [...new Set([...allPlaced(record).map(({ part }) => part), ...wanted].flatMap(fileOf))];
  const placed: Placed[] = wanted.filter(({ kind }) => kind === "link").map((part) => ({ part }));
  const texts = files.map((file): FileText =>
    asFit(file, () => {
      const before = readConfig(file);
      const bare = before === undefined ? undefined : withoutOurs(file, before, record);
      const put = putAll(
        bare,
        wanted.filter((part) => fileOf(part).includes(file)),
      );
      placed.push(...put.placed);
      return { file, before, bare, after: put.text };
    }),
  );
  const made = texts.filter(({ bare, after }) => bare === undefined && after !== undefined).map(({ file }) => file);
  return { texts, placed, made };
}

const fileOf = (part: Part): readonly string[] => (part.kind === "link" ? [] : [part.file]);

/** What is nested too deep to be read, say. */
function asFit<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw unfit(file, `can't be changed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Put {
  readonly text: string;
  /** Absent where somebody else has put the same there: it is theirs. */
  readonly placed?: Placed;
}

function putAll(
  bare: string | undefined,
  parts: readonly Part[],
): { text: string | undefined; placed: readonly Placed[] } {
  const placed: Placed[] = [];
  let text = bare;
  for (const part of parts) {
    const put = putIn(text ?? "", part);
    if (put.placed !== undefined) placed.push(put.placed);
    text = put.text;
  }
  return { text, placed };
}

function putIn(text: string, part: Part): Put {
  if (part.kind === "link") return { text };
  if (part.kind === "block") return { text: withBlock(text, part.text, part.file), placed: { part } };
  const before = part.kind === "set" ? valueBefore(text, part) : undefined;
  const changed = withPart(text, part);
  if (changed === text) return { text };
  return { text: changed, placed: { part, ...(before !== undefined && { before }) } };
}

function withoutOurs(file: string, text: string, record: InstallRecord): string | undefined {
  const ofFile = (placed: readonly Placed[] = []): readonly Placed[] =>
    placed.filter(({ part }) => fileOf(part).includes(file));
  const isMade = record.made.includes(file);
  const states = isMade ? [] : [ofFile(record.placed), ofFile(record.replaced)];
  const original = states.map((own) => asItWas(file, text, own)).find((found) => found !== undefined);
  if (original !== undefined) return original;
  const rest = ofFile(allPlaced(record)).reduceRight(takeOut, text);
  return isMade && /^\s*(?:\{\s*\})?\s*$/u.test(rest) ? undefined : rest;
}

function takeOut(text: string, { part, before }: Placed): string {
  if (part.kind === "link") return text;
  return part.kind === "block" ? withoutBlock(text) : withoutPart(text, part, before);
}

/** Where nobody has changed anything since, every byte is as it was before. */
function asItWas(file: string, text: string, own: readonly Placed[]): string | undefined {
  try {
    const original = readConfig(backupOf(file));
    if (original === undefined) return undefined;
    const again = putAll(
      original,
      own.map(({ part }) => part),
    ).text;
    return again === text && own.reduceRight(takeOut, original) === original ? original : undefined;
  } catch (error) {
    if (error instanceof ConfigError) return undefined; // the backup is no such file
    throw error;
  }
}
