import { lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type AbsolutePath, bytesOf, isBeneath, textOf } from "../base/index.ts";

/** Host paths that are there for as long as a command runs. */
export interface Stands {
  readonly folders: readonly AbsolutePath[];
  readonly files: readonly AbsolutePath[];
}

/** What is missing of it in a copy; returns the outermost of what was made. */
export function putStands(root: AbsolutePath, copy: string, { folders, files }: Stands): readonly string[] {
  const inCopy = (path: AbsolutePath): string => `${copy}${path.slice(root.length)}`;
  const isInside = (path: AbsolutePath): boolean => path !== root && isBeneath(path, root);
  const make = (path: string): readonly string[] => {
    const made = mkdirSync(bytesOf(path), { recursive: true });
    return made === undefined ? [] : [made];
  };
  return [
    ...folders.filter(isInside).flatMap((path) => make(inCopy(path))),
    ...files.filter(isInside).flatMap((path) => {
      const target = inCopy(path);
      const made = make(dirname(target));
      if (lstatSync(bytesOf(target), { throwIfNoEntry: false }) !== undefined) return made;
      writeFileSync(bytesOf(target), "");
      return [...made, target];
    }),
  ];
}

/** What is in the folders around them, by folder. */
export function namesAround({ folders, files }: Stands): ReadonlyMap<string, ReadonlySet<string>> {
  const around = new Set([...folders, ...files].map((path) => dirname(path)));
  const names = (folder: string): ReadonlySet<string> => {
    try {
      return new Set(readdirSync(bytesOf(folder), { encoding: "buffer" }).map((name) => textOf(name)));
    } catch {
      return new Set(); // ENOENT: it is one of them itself
    }
  };
  return new Map([...around].map((folder) => [folder, names(folder)]));
}
