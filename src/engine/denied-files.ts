import { lstatSync, opendirSync, realpathSync, type Stats } from "node:fs";
import { basename } from "node:path";
import {
  type AbsolutePath,
  bytesOf,
  type Context,
  isBeneath,
  literalStart,
  parseAbsolutePath,
  parsePathGlob,
  textOf,
} from "../base/index.ts";
import { type CompiledPolicy, protectedInHome, visibilityOf } from "../policy/index.ts";

/** Knows denied files under whatever name: a hard link is the file itself. */
export interface DeniedFiles {
  /** `unknown`: there is more that is denied than can be looked through. */
  readonly standingOf: (stats: Stats) => "free" | "denied" | "unknown";
}

/** Full of files that have other names, and of nobody's secrets; one that is denied itself is looked into. */
const leftOut: ReadonlySet<string> = new Set(["node_modules", "site-packages"]);

/** Entries of folders, and milliseconds, for all that is denied together. */
const mostEntries = 300_000;
const mostMs = 3000;

/** Looks when it is first asked about a file that has several names, which few files have. */
export function createDeniedFiles(policy: CompiledPolicy, context: Context): DeniedFiles {
  let found: Found | undefined;
  return {
    standingOf(stats) {
      if (!stats.isFile() || stats.nlink < 2) return "free";
      found ??= findDenied(policy, context);
      if (found.files.has(identityOf(stats))) return "denied";
      return found.isCut ? "unknown" : "free";
    },
  };
}

interface Found {
  readonly files: Set<string>;
  isCut: boolean;
}

function findDenied(policy: CompiledPolicy, context: Context): Found {
  const found: Found = { files: new Set(), isCut: false };
  const end = performance.now() + mostMs;
  const always = protectedInHome(context.home)
    .map(realOf)
    .filter((path) => path !== undefined);
  const pending: AbsolutePath[] = [...new Set([...startsOf(policy, context), ...always])];
  let left = mostEntries;
  const take = (path: AbsolutePath, isFile: boolean): void => {
    if (!isFile) return leftOut.has(basename(path)) ? undefined : void pending.push(path);
    const stats = lstatSync(bytesOf(path), { throwIfNoEntry: false });
    if (stats === undefined || stats.nlink < 2) return;
    const isDenied = always.some((folder) => isBeneath(path, folder));
    if (isDenied || visibilityOf(path, "Read", { policy, context }) !== "shown") found.files.add(identityOf(stats));
  };
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of entriesOf(folder)) {
      left -= 1;
      if (left < 0 || performance.now() > end) return { ...found, isCut: true };
      take(entry.path, entry.isFile);
    }
  }
  return found;
}

/** Where denied files may lie: at entries, and for patterns and rules in the project. */
function startsOf({ profile, deny }: CompiledPolicy, { projectRoot }: Context): readonly AbsolutePath[] {
  const { files, sandbox } = profile;
  const starts = files.denied.map(({ path, glob }) => {
    const start = glob ? parseAbsolutePath(`/${literalStart(parsePathGlob(path, "inside")).join("/")}`) : path;
    const host =
      sandbox.root === undefined || isBeneath(start, sandbox.root)
        ? start
        : parseAbsolutePath(`${sandbox.root}${start}`);
    return isBeneath(projectRoot, host) ? projectRoot : realOf(host);
  });
  const named = files.blockedPatterns.length + deny.reads.size > 0;
  return [...starts, ...(named ? [projectRoot] : [])].filter((path) => path !== undefined);
}

function realOf(path: AbsolutePath): AbsolutePath | undefined {
  try {
    return parseAbsolutePath(realpathSync(path));
  } catch {
    return undefined; // it is not there, or not for this user to see: nor is what it would show
  }
}

/** Files and folders in a folder, or the file itself that is none. */
function* entriesOf(folder: AbsolutePath): Generator<{ readonly path: AbsolutePath; readonly isFile: boolean }> {
  try {
    using names = opendirSync(bytesOf(folder), { encoding: "latin1" });
    for (let entry = names.readSync(); entry !== null; entry = names.readSync()) {
      const path = parseAbsolutePath(textOf(Buffer.from(entry.name, "latin1")), folder);
      if (entry.isFile() || entry.isDirectory()) yield { path, isFile: entry.isFile() };
    }
  } catch (error) {
    // Otherwise it is gone, or can't be listed.
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") yield { path: folder, isFile: true };
  }
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev} ${ino}`;
}
