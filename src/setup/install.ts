import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError, printable } from "../base/index.ts";
import { type ClientName, type Setting, type Way, ways } from "./clients.ts";
import { backupOf, dropBackup, keepBackup, readConfig, writeConfig } from "./config-file.ts";
import { isSameJson, valueBefore, withoutPart, withPart } from "./json-parts.ts";
import { isSame, type Part } from "./part.ts";
import { withBlock, withoutBlock } from "./toml-block.ts";

export interface Installing {
  readonly client: ClientName;
  readonly ways: readonly Way[];
  readonly setting: Setting;
  /** Where it is kept what was put where. */
  readonly state: string;
  /** Only says what would change. */
  readonly isDry: boolean;
}

/** What becomes of one file. Of a link the text is where it leads. */
export interface FileChanged {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** A part that was put somewhere, with what had stood there. */
interface Placed {
  readonly part: Part;
  readonly before?: unknown;
}

/** Puts what is ours into the client's files, in place of what an earlier call has put there. Twice is the same as once. */
export function installClient(asked: Installing): readonly FileChanged[] {
  const wanted = asked.ways.flatMap((way) => partsOf(asked, way));
  const earlier = readRecord(recordFile(asked));
  const texts = new Texts();
  takeOut(earlier, texts);
  const placed = wanted.map((part) => putIn(part, texts));
  // What was ours already had something else before it.
  const kept = placed.map((one) => earlier.find(({ part }) => isSame(part, one.part)) ?? one);
  return finish(asked, { earlier, placed: kept, texts });
}

/** Takes what is ours out again; what others have written meanwhile stays. */
export function uninstallClient(asked: Omit<Installing, "ways">): readonly FileChanged[] {
  const texts = new Texts();
  const earlier = readRecord(recordFile(asked));
  takeOut(earlier, texts);
  return finish(asked, { earlier, placed: [], texts });
}

function partsOf({ client, setting }: Installing, way: Way): readonly Part[] {
  const plan = ways[client].get(way);
  if (plan !== undefined) return plan(setting);
  const known = [...ways[client].keys()].join(", ");
  throw new ConfigError("config/usage", `install: ${client} has no ${way}; there is ${known}`);
}

/** The texts of files, as they are and as they are going to be. */
class Texts {
  readonly #held = new Map<string, { readonly before: string; after: string }>();

  text(file: string): string {
    return this.#of(file).after;
  }

  change(file: string, after: string): void {
    this.#of(file).after = after;
  }

  changes(): readonly FileChanged[] {
    return [...this.#held].flatMap(([file, { before, after }]) => (before === after ? [] : [{ file, before, after }]));
  }

  #of(file: string): { readonly before: string; after: string } {
    const before = readConfig(file);
    const held = this.#held.get(file) ?? { before, after: before };
    this.#held.set(file, held);
    return held;
  }
}

function putIn(part: Part, texts: Texts): Placed {
  if (part.kind === "link") return { part };
  const text = texts.text(part.file);
  const before = part.kind === "set" ? valueBefore(text, part) : undefined;
  texts.change(part.file, part.kind === "block" ? withBlock(text, part.text) : withPart(text, part));
  return { part, ...(before !== undefined && { before }) };
}

function takeOut(placed: readonly Placed[], texts: Texts): void {
  for (const { part, before } of placed.toReversed()) {
    if (part.kind === "link") continue;
    const text = texts.text(part.file);
    const rest = part.kind === "block" ? withoutBlock(text) : text && withoutPart(text, part, before);
    // A file that was made for our parts goes with them.
    const isBare = /^\s*(?:\{\s*\})?\s*$/u.test(rest) && !existsSync(backupOf(part.file));
    texts.change(part.file, isBare ? "" : rest);
  }
  for (const { part } of placed) if (part.kind !== "link") asItWas(part.file, texts);
}

/** Where nobody has changed anything meanwhile, every blank is as it was before. */
function asItWas(file: string, texts: Texts): void {
  const original = readConfig(backupOf(file));
  if (original !== "" && isSameJson(original, texts.text(file))) texts.change(file, original);
}

interface Done {
  readonly earlier: readonly Placed[];
  readonly placed: readonly Placed[];
  readonly texts: Texts;
}

function finish(asked: Omit<Installing, "ways">, { earlier, placed, texts }: Done): readonly FileChanged[] {
  const links = linkChanges(earlier, placed);
  const changes = texts.changes();
  if (asked.isDry) return [...changes, ...links];
  // Written first and removed last: whatever happens in between can be taken back.
  if (placed.length > 0) writeConfig(recordFile(asked), `${JSON.stringify(placed, undefined, 2)}\n`);
  for (const { file, after } of changes) changeFile(file, after);
  for (const { file, after } of links) changeLink(file, after);
  if (placed.length === 0) rmSync(recordFile(asked), { force: true });
  return [...changes, ...links];
}

function linkChanges(earlier: readonly Placed[], placed: readonly Placed[]): readonly FileChanged[] {
  const wanted = new Map([
    ...earlier.flatMap(({ part }) => (part.kind === "link" ? [[part.file, ""] as const] : [])),
    ...placed.flatMap(({ part }) => (part.kind === "link" ? [[part.file, part.to] as const] : [])),
  ]);
  return [...wanted].flatMap(([file, after]) => {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() === false)
      throw new ConfigError(
        "config/unreadable",
        `\`${printable(file)}\` is there and is not Sallyport's; nothing was changed`,
      );
    const before = found === undefined ? "" : readlinkSync(file);
    return before === after ? [] : [{ file, before, after }];
  });
}

function changeFile(file: string, after: string): void {
  if (after === "") {
    rmSync(file, { force: true });
    return;
  }
  keepBackup(file);
  writeConfig(file, after);
  dropBackup(file, after);
}

function changeLink(file: string, to: string): void {
  rmSync(file, { force: true });
  if (to === "") return;
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(to, file);
}

function recordFile({ client, setting, state }: Omit<Installing, "ways">): string {
  const where = setting.scope === "user" ? "user" : encodeURIComponent(setting.project).slice(-180);
  return join(state, "installed", `${client}-${where}.json`);
}

function readRecord(file: string): readonly Placed[] {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, "utf8")) as readonly Placed[];
  } catch (error) {
    throw new ConfigError(
      "config/unreadable",
      `\`${printable(file)}\` is damaged; remove it, and what it was for by hand`,
      [],
      {
        cause: error,
      },
    );
  }
}
