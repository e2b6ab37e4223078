/** A folder with all in it, as something to compare. */
import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { bytesOf, textOf } from "../../src/base/index.ts";

/** By path: of a file its mode and text, where its owner may read it; of a link where it leads, of a folder its mode. */
export type Tree = Readonly<Record<string, string>>;

/** With what is in folders that their owner has closed; without `.git`, and without what other tests' sandboxes put there. */
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
    const text = isReadable(mode) ? readFileSync(bytesOf(path), "utf8") : "";
    return [[prefix + name, `${mode.toString(8)} ${text.trimEnd().replaceAll("\n", "|")}`]];
  });
}

/** To open a file for its owner would change it; a folder that is opened for a moment is the same afterwards. */
function isReadable(mode: number): boolean {
  return (mode & 0o400) !== 0 || process.getuid?.() === 0;
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
  const readable = entries.map(([path, look]) => [path, asRead(look)] as const);
  return Object.fromEntries(readable.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Without the text that this user can't read. */
function asRead(look: string): string {
  const [, mode = ""] = /^([0-7]+) /u.exec(look) ?? [];
  return mode === "" || isReadable(Number.parseInt(mode, 8)) ? look : `${mode} `;
}

/** Removes a folder in which a command may have closed others. */
export function clearAway(folder: string): void {
  spawnSync("chmod", ["-R", "u+rwx", folder]);
  spawnSync("rm", ["-rf", folder]);
}
