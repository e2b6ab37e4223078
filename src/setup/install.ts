import { lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ConfigError, printable } from "../base/index.ts";
import { openExclusiveLock } from "../observe/index.ts";
import { type ClientName, folderOf, type Setting, type Way, ways } from "./clients.ts";
import { backupOf, type Draft, draftConfig, readConfig, realOf, unfit } from "./config-file.ts";
import { type FileText, type Planned, planTexts } from "./file-texts.ts";
import type { Part } from "./part.ts";
import { type InstallRecord, linksOfOthers, readRecord, recordFile } from "./record.ts";

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

/** What becomes of one file; nothing where there is none. Of a link the text is where it leads. */
export interface FileChanged {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Puts what is ours into the client's files, in place of what an earlier call has put there. Twice is the same as once. */
export function installClient(asked: Installing): readonly FileChanged[] {
  const wanted = asked.ways.flatMap((way) => partsOf(asked, way));
  return changesOf(changeAll(asked, wanted));
}

/** What was taken out, and the files that still name Sallyport, as somebody has changed what was put there. */
export interface Uninstalled {
  readonly changes: readonly FileChanged[];
  readonly left: readonly string[];
}

/** Takes what is ours out again; what others have written meanwhile stays. */
export function uninstallClient(asked: Uninstalling): Uninstalled {
  const { texts, links } = changeAll(asked, []);
  const names = [join(asked.setting.packageRoot, "scripts/sallyport"), asked.setting.shellFolder];
  const spelled = names.map((name) => JSON.stringify(name).slice(1, -1));
  const left = texts.filter(({ after }) => spelled.some((name) => after?.includes(name)));
  return { changes: changesOf({ texts, links }), left: left.map(({ file }) => file) };
}

function partsOf({ client, setting }: Installing, way: Way): readonly Part[] {
  const plan = ways[client].get(way);
  if (plan !== undefined) return plan(setting);
  const known = [...ways[client].keys()].join(", ");
  throw new ConfigError("config/usage", `install: ${client} has no ${way}; there is ${known}`);
}

interface Plan extends Planned {
  readonly links: readonly FileChanged[];
  readonly record: string;
}

const changesOf = ({ texts, links }: Pick<Plan, "texts" | "links">): readonly FileChanged[] => [
  ...texts.filter(({ before, after }) => before !== after),
  ...links,
];

function changeAll(asked: Uninstalling, wanted: readonly Part[]): Plan {
  const plan = (): Plan => orUnchanged(() => planAll(asked, wanted));
  if (asked.isDry) return plan();
  using lock = orUnchanged(() => {
    mkdirSync(asked.state, { recursive: true, mode: 0o700 });
    return openExclusiveLock(join(asked.state, "installed.lock"), unfit);
  });
  return lock.hold(() => {
    const planned = plan();
    carryOut(planned);
    return planned;
  });
}

function planAll({ client, setting, state }: Uninstalling, wanted: readonly Part[]): Plan {
  const file = recordFile(state, client, realOf(folderOf[client](setting)));
  const record = readRecord(file);
  const planned = planTexts(record, wanted);
  if (setting.scope === "project") for (const { file: own } of planned.texts) refuseOutside(own, setting.project);
  return { ...planned, record: file, links: linkChanges(record, wanted, linksOfOthers(state, file)) };
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
  const earlier = linksOf(record.placed.map(({ part }) => part)).filter(([file]) => !inUse.has(file));
  const after = new Map([...earlier.map(([file]) => [file, undefined] as const), ...linksOf(wanted)]);
  return [...after].flatMap(([file, to]) => {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() === false) throw unfit(file, "is there and is not Sallyport's");
    const before = found === undefined ? undefined : readlinkSync(file);
    return before === to ? [] : [{ file, before, after: to }];
  });
}

/** All is written beside what it is for, before anything takes its place. */
function carryOut({ texts, links, placed, made, record }: Plan): void {
  const changed = texts.filter(({ before, after }) => before !== after);
  using drafts = new DisposableStack();
  const draft = (path: string, text: string, like?: string): Draft => drafts.use(draftConfig(path, text, like));
  const ready = orUnchanged(() => [
    ...(placed.length > 0 ? [draft(record, `${JSON.stringify({ placed, made }, undefined, 2)}\n`)] : []),
    ...texts.flatMap((text) => backupFor(text, draft)),
    ...changed.flatMap(({ file, after }) => (after === undefined ? [] : [draft(file, after)])),
  ]);
  for (const { file, before } of changed)
    if (readConfig(file) !== before) throw unfit(file, "is being changed by another program");
  // Clients go on without us where the shell that they are told of is not there.
  orUnchanged(() => changeLinks(links.filter(({ after }) => after !== undefined)));
  for (const { commit } of ready) commit();
  for (const { file, after } of changed) if (after === undefined) rmSync(realOf(file), { force: true });
  changeLinks(links.filter(({ after }) => after === undefined));
  // Removed last: whatever happens in between can be taken back.
  if (placed.length === 0) rmSync(record, { force: true });
  for (const { file, bare, after } of texts)
    if (bare === after && after !== undefined && readConfig(backupOf(file)) === after) rmSync(backupOf(file));
}

/** Beside a file with something of ours in it stands what it is without. */
function backupFor(
  { file, bare, after }: FileText,
  draft: (path: string, text: string, like: string) => Draft,
): readonly Draft[] {
  if (bare === undefined || bare === after || readConfig(backupOf(file)) === bare) return [];
  return [draft(backupOf(file), bare, file)];
}

function changeLinks(links: readonly FileChanged[]): void {
  for (const { file, after } of links) changeLink(file, after);
}

/** No program ever finds none there. */
function changeLink(file: string, to: string | undefined): void {
  if (to === undefined) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  rmSync(draft, { force: true });
  symlinkSync(to, draft);
  renameSync(draft, file);
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
