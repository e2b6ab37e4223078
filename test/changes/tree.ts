/** A folder with all in it, as something to compare. */
import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { bytesOf, textOf } from "../../src/base/index.ts";

/** By path: of a file its mode and text, of a link where it leads, of a folder its mode. */
export type Tree = Readonly<Record<string, string>>;

/** Reads what its owner has closed, too; without `.git`, and without what other tests' sandboxes put there. */
export function treeOf(folder: string): Tree {
  return Object.fromEntries(entriesOf(folder, "").toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function entriesOf(folder: string, prefix: string): readonly (readonly [string, string])[] {
  return readdirSync(bytesOf(folder), { encoding: "buffer" }).flatMap((bytes) => {
    const name = textOf(bytes);
    const path = `${folder}/${name}`;
    const stats = lstatSync(bytesOf(path));
    const mode = stats.mode & 0o7777;
    if (name === ".git") return [];
    if (stats.isSymbolicLink()) return [[prefix + name, `-> ${readlinkSync(bytesOf(path))}`]];
    if (stats.isDirectory()) {
      return [[prefix + name, mode.toString(8)], ...opened(path, mode, () => entriesOf(path, `${prefix}${name}/`))];
    }
    if (!stats.isFile()) return [[prefix + name, "special"]];
    const text = opened(path, mode, () => readFileSync(bytesOf(path), "utf8"));
    return [[prefix + name, `${mode.toString(8)} ${text.trimEnd().replaceAll("\n", "|")}`]];
  });
}

function opened<T>(path: string, mode: number, look: () => T): T {
  if ((mode & 0o500) === 0o500 || process.getuid?.() === 0) return look();
  chmodSync(bytesOf(path), 0o700);
  try {
    return look();
  } finally {
    chmodSync(bytesOf(path), mode);
  }
}

/** The tree with some paths other than they were. */
export function changedTree(before: Tree, now: Readonly<Record<string, string | undefined>>): Tree {
  const entries = Object.entries({ ...before, ...now }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Removes a folder in which a command may have closed others. */
export function clearAway(folder: string): void {
  spawnSync("chmod", ["-R", "u+rwx", folder]);
  spawnSync("rm", ["-rf", folder]);
}
