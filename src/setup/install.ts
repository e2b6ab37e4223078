import { lstatSync, mkdirSync, readlinkSync } from "node:fs";
import { join, sep } from "node:path";
import { ConfigError, printable } from "../base/index.ts";
import { openExclusiveLock } from "../observe/index.ts";
import { carryOut, type FileChanged, type Plan } from "./carry-out.ts";
import type { ClientName, Setting, Way } from "./client.ts";
import { allParts, folderOf, ways } from "./ways.ts";
import { backupOf, realOf, sweepDrafts, unfit } from "./config-file.ts";
import { planTexts } from "./file-texts.ts";
import type { Part } from "./part.ts";
import { allPlaced, type InstallRecord, linksOfOthers, readRecord, recordFile } from "./record.ts";

export interface Installing {
  readonly client: ClientName;
  readonly ways: readonly Way[];
  readonly setting: Setting;
  /** Where it is kept what was put where. */
  readonly state: string;
  /** Only says what would change. */
  readonly isDry: boolean;
}

type Uninstalling = Omit<Installing, "ways">;

/** What was changed, and the files that name Sallyport in something else: somebody has changed what was put there, or has put it there. */
export interface Installed {
  readonly changes: readonly FileChanged[];
  readonly left: readonly string[];
}

/** Puts what is ours into the client's files, in place of what an earlier call has put there. Twice is the same as once. */
export function installClient(asked: Installing): Installed {
  const wanted = asked.ways.flatMap((way) => partsOf(asked, way));
  return installedBy(changeAll(asked, wanted), asked);
}

/** Takes what is ours out again; what others have written meanwhile stays. */
export function uninstallClient(asked: Uninstalling): Installed {
  return installedBy(changeAll(asked, []), asked);
}

/** The package may have been somewhere else when it was put there. */
const launched = /\/scripts\/sallyport(?![\w-])/u;

function installedBy({ texts, links }: Plan, { setting }: Uninstalling): Installed {
  const shells = JSON.stringify(setting.shellFolder).slice(1, -1);
  const left = texts.filter(({ bare = "" }) => launched.test(bare) || bare.includes(shells));
  const changes = [...texts.filter(({ before, after }) => before !== after), ...links];
  return { changes, left: left.map(({ file }) => file) };
}

function partsOf({ client, setting }: Installing, way: Way): readonly Part[] {
  const plan = ways[client].get(way);
  if (plan !== undefined) return plan(setting);
  const known = [...ways[client].keys()].join(", ");
  throw new ConfigError("config/usage", `install: ${client} has no ${way}; there is ${known}`);
}

/** Some clients write their settings again and again while they run. */
const tries = 20;

function changeAll(asked: Uninstalling, wanted: readonly Part[]): Plan {
  const plan = (): Plan => orUnchanged(() => planAll(asked, wanted));
  if (asked.isDry) return plan();
  using lock = orUnchanged(() => {
    mkdirSync(asked.state, { recursive: true, mode: 0o700 });
    return openExclusiveLock(join(asked.state, "installed.lock"), unfit);
  });
  return lock.hold(() => {
    orUnchanged(() => sweep(asked));
    for (let left = tries; ; left -= 1) {
      const planned = plan();
      const stale = orUnchanged(() => carryOut(planned));
      if (stale === undefined) return planned;
      if (left === 1) throw unfit(stale, "is being changed by another program");
    }
  });
}

function planAll({ client, setting, state }: Uninstalling, wanted: readonly Part[]): Plan {
  const file = recordFile(state, client, realOf(folderOf[client](setting)));
  const record = readRecord(file);
  const planned = planTexts(record, wanted);
  if (setting.scope === "project") for (const { file: own } of planned.texts) refuseOutside(own, setting.project);
  return { ...planned, record: file, earlier: record, links: linkChanges(record, wanted, linksOfOthers(state, file)) };
}

/** Also of a call that was killed before it had recorded anything. */
function sweep({ client, setting, state }: Uninstalling): void {
  const record = recordFile(state, client, realOf(folderOf[client](setting)));
  const parts = [...allPlaced(readRecord(record)).map(({ part }) => part), ...allParts(client, setting)];
  const files = new Set(
    parts.flatMap(({ kind, file }) => (kind === "link" ? [file] : [realOf(file), backupOf(realOf(file))])),
  );
  for (const file of [record, ...files]) sweepDrafts(file);
}

/** A repository brings its own links. */
function refuseOutside(file: string, project: string): void {
  const led = [file, backupOf(file)].find((path) => !realOf(path).startsWith(realOf(project) + sep));
  if (led !== undefined) throw unfit(led, "leads out of the project");
}

function linkChanges(
  record: InstallRecord,
  wanted: readonly Part[],
  inUse: ReadonlySet<string>,
): readonly FileChanged[] {
  const linksOf = (parts: readonly Part[]): readonly (readonly [string, string])[] =>
    parts.flatMap((part) => (part.kind === "link" ? [[part.file, part.to] as const] : []));
  const earlier = linksOf(allPlaced(record).map(({ part }) => part)).filter(([file]) => !inUse.has(file));
  const after = new Map([...earlier.map(([file]) => [file, undefined] as const), ...linksOf(wanted)]);
  return [...after].flatMap(([file, to]) => {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() === false) throw unfit(file, "is there and is not Sallyport's");
    const before = found === undefined ? undefined : readlinkSync(file);
    return before === to ? [] : [{ file, before, after: to }];
  });
}

/** What the host refuses is no bug of ours. */
function orUnchanged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError("config/unreadable", `${printable(why, 500)}; nothing was changed`, [], { cause: error });
  }
}
