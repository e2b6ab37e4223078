import { lstatSync, readdirSync, readlinkSync, type BigIntStats } from "node:fs";
import { type AbsolutePath, bytesOf, textOf } from "../base/index.ts";
import { runWarden } from "./run-warden.ts";

/** What stands at a path. Times are nanoseconds, which a number can't hold. */
export interface Entry {
  /** Below the folder it was found in; empty for that itself. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "other" | "gone";
  /** `opaque`: nothing below shows through. `copied`: it began as a copy of what stands below. */
  readonly mark: "opaque" | "copied" | undefined;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  readonly size: number;
  readonly changedNs: string;
  readonly touchedNs: string;
  readonly inode: string;
  /** What a link says. */
  readonly target: string;
}

const kinds = new Map([
  ["f", "file"],
  ["d", "folder"],
  ["l", "link"],
  ["w", "gone"],
] as const);
const marks = new Map([
  ["o", "opaque"],
  ["c", "copied"],
] as const);

/** Everything below a folder that overlayfs has written, the folder itself first; it loses that file system's marks. */
export function listWritten(folder: string, warden: AbsolutePath): readonly Entry[] {
  return entriesOf(runWarden(warden, ["--list", "--settle", folder]).texts, "");
}

/** As the native helper tells them: see tree-list.h. */
function entriesOf(texts: readonly string[], name: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < texts.length; at += 1) {
    const [
      kind = "",
      mark = "",
      mode = "",
      user,
      group,
      size,
      changedNs = "",
      touchedNs = "",
      ,
      inode = "",
      ,
      ...path
    ] = (texts[at] ?? "").split(" ");
    const isLink = kind === "l";
    if (isLink) at += 1;
    entries.push({
      path: name === "" ? path.join(" ") : join(name, path.join(" ")).replace(/\/$/u, ""),
      kind: kinds.get(kind as "f") ?? "other",
      mark: marks.get(mark as "o"),
      mode: Number.parseInt(mode, 8),
      user: Number(user),
      group: Number(group),
      size: Number(size),
      changedNs,
      touchedNs,
      inode,
      target: isLink ? (texts[at] ?? "") : "",
    });
  }
  return entries;
}

/** What stands at a path of the host, no link followed; nothing where nothing is. */
export function lookAt(path: string, name = ""): Entry | undefined {
  const spelled = bytesOf(path);
  const stats = lstatSync(spelled, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const kind = kindOf(stats);
  return {
    path: name,
    kind,
    mark: undefined,
    mode: Number(stats.mode & 0o7777n),
    user: Number(stats.uid),
    group: Number(stats.gid),
    size: Number(stats.size),
    changedNs: String(stats.mtimeNs),
    touchedNs: String(stats.ctimeNs),
    inode: String(stats.ino),
    target: kind === "link" ? textOf(readlinkSync(spelled, "buffer")) : "",
  };
}

function kindOf(stats: BigIntStats): Entry["kind"] {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "folder";
  return stats.isSymbolicLink() ? "link" : "other";
}

/** Names in a folder of the host, in a fixed order; also in one that its owner has closed. */
export function namesIn(folder: string, warden: AbsolutePath): readonly string[] {
  try {
    return readNames(folder);
  } catch {
    const entries = entriesOf(runWarden(warden, ["--list", folder]).texts, "");
    return entries.map(({ path }) => path).filter((path) => path !== "" && !path.includes("/"));
  }
}

function readNames(folder: string): readonly string[] {
  return readdirSync(bytesOf(folder), { encoding: "buffer" })
    .map((name) => textOf(name))
    .toSorted();
}

/** Everything below a path of the host and the path itself, outermost first; throws for what this user can't list. */
export function listPresent(path: string, warden: AbsolutePath, name = ""): readonly Entry[] {
  const entry = lookAt(path, name);
  if (entry === undefined) return [];
  if (entry.kind !== "folder") return [entry];
  try {
    return [entry, ...readNames(path).flatMap((inner) => listPresent(`${path}/${inner}`, warden, join(name, inner)))];
  } catch {
    // EACCES: closed by its owner, who can open it
    return entriesOf(runWarden(warden, ["--list", path]).texts, name);
  }
}

export function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
