import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, printable } from "../base/index.ts";
import type { ClientName } from "./client.ts";
import type { Part } from "./part.ts";

/** A part that was put somewhere, with what had stood there. */
export interface Placed {
  readonly part: Part;
  readonly before?: unknown;
}

/** What is kept of one installation: that of a client in one folder of settings. */
export interface InstallRecord {
  readonly placed: readonly Placed[];
  /** Files that were not there before. */
  readonly made: readonly string[];
  /** Of the installation whose place this one is taking. */
  readonly replaced?: readonly Placed[];
}

/** All that may stand anywhere. */
export const allPlaced = ({ placed, replaced = [] }: InstallRecord): readonly Placed[] => [...replaced, ...placed];

const nothingInstalled: InstallRecord = { placed: [], made: [] };

/** Where it stands. One folder of settings has one record, whichever way leads to it. */
export function recordFile(state: string, client: ClientName, folder: string): string {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return join(recordsFolder(state), `${client}-${name}.json`);
}

export function readRecord(file: string): InstallRecord {
  if (!existsSync(file)) return nothingInstalled;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as InstallRecord;
  } catch (error) {
    const message = `\`${printable(file)}\` is damaged; remove it, and what it was for by hand`;
    throw new ConfigError("config/unreadable", message, [], { cause: error });
  }
}

export function recordText(record: InstallRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** Links that other installations start the same shell by. */
export function linksOfOthers(state: string, own: string): ReadonlySet<string> {
  const folder = recordsFolder(state);
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const others = files.filter((file) => file.endsWith(".json") && file !== own);
  const placed = others.flatMap((file) => allPlaced(readRecord(file)));
  return new Set(placed.flatMap(({ part }) => (part.kind === "link" ? [part.file] : [])));
}

function recordsFolder(state: string): string {
  return join(state, "installed");
}
