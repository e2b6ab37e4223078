/** What a build has written, as it is noted beside it, and what of earlier builds still lies there. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Stamp {
  /** Of the sources. */
  readonly hash: string;
  /** Names in the stamp's folder. */
  readonly files: readonly string[];
  /** Those of the build before that this one does not have. */
  readonly kept: readonly string[];
}

const before = "before ";

export function readStamp(path: string): Stamp | undefined {
  if (!existsSync(path)) return undefined;
  const [hash = "", ...names] = readFileSync(path, "utf8").trim().split("\n");
  return {
    hash,
    files: names.filter((name) => !name.startsWith(before)),
    kept: names.flatMap((name) => (name.startsWith(before) ? [name.slice(before.length)] : [])),
  };
}

/** Notes what was built. Of the builds before, the last one's files stay: servers that run load some of theirs late. */
export function stampBuild(path: string, { hash, files }: Omit<Stamp, "kept">): void {
  const { files: last = [], kept = [] } = readStamp(path) ?? {};
  const replaced = last.filter((name) => !files.includes(name));
  const stays = replaced.length > 0 ? replaced : kept.filter((name) => !files.includes(name));
  for (const name of kept)
    if (!files.includes(name) && !stays.includes(name)) rmSync(join(dirname(path), name), { force: true });
  writeFileSync(path, [hash, ...files, ...stays.map((name) => `${before}${name}`)].join("\n"));
}

/** Keeps what is only there for servers that run out of the package: npm heeds such a file in a folder, whatever the package lists. */
export function leaveUnpacked(folder: string, stamps: readonly (Stamp | undefined)[]): void {
  const kept = stamps.flatMap((stamp) => stamp?.kept ?? []);
  writeFileSync(join(folder, ".npmignore"), kept.map((name) => `/${name}\n`).join(""));
}
