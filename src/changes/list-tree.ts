import { lstatSync, readlinkSync, type BigIntStats } from "node:fs";
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
  return entriesOf(runWarden(warden, ["--list", "--settle", folder]).texts);
}

/** Everything below a folder of the host, the folder itself first; its owner may have closed it, or any folder in it. */
export function listClosed(folder: string, warden: AbsolutePath): readonly Entry[] {
  return entriesOf(runWarden(warden, ["--list", folder]).texts);
}

/** As the native helper tells them: see tree-list.h. */
function entriesOf(texts: readonly string[]): readonly Entry[] {
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
      path: path.join(" "),
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
  const stats = statsAt(spelled);
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

function statsAt(spelled: ReturnType<typeof bytesOf>): BigIntStats | undefined {
  try {
    return lstatSync(spelled, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    // Nothing is in what is no folder.
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

function kindOf(stats: BigIntStats): Entry["kind"] {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "folder";
  return stats.isSymbolicLink() ? "link" : "other";
}

export function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
