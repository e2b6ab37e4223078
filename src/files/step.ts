import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, type Stats } from "node:fs";
import { type AbsolutePath, parseAbsolutePath, textOf } from "../base/index.ts";
import { fdPath } from "./fd-path.ts";
import { type NamedFolder, storedName } from "./stored-name.ts";

/** O_PATH (open(2)), for which Node has no name: it takes no permission to open what is only gone through. */
const pathOnly = 0o10_000_000;

export const slash = parseAbsolutePath("/");

/** The names of a sandbox: the folder that is its `/`, and which of the host's folders stand in it under their own names. */
export interface Root {
  readonly path: AbsolutePath;
  readonly isMount: (inside: AbsolutePath) => boolean;
}

/** Something opened on the way: the root, or what a name below it stands for. */
export interface Step {
  readonly fd: number;
  /** On the host. */
  readonly real: AbsolutePath;
  /** From the root on. */
  readonly inside: AbsolutePath;
  readonly stats: Stats;
}

export function openRoot({ path }: Root): Step {
  const fd = openSync(path, pathOnly | constants.O_DIRECTORY);
  return { fd, real: path, inside: slash, stats: fstatSync(fd) };
}

/** What a name stands for: a step, the text of a link, or nothing at all. */
export function enter(way: readonly Step[], name: string, { isMount }: Root): Step | string | undefined {
  const at = way.at(-1);
  if (at === undefined) return undefined;
  const asked = parseAbsolutePath(`${at.inside}/${name}`);
  const isShared = isMount(asked);
  const path = isShared ? asked : fdPath(at.fd, name);
  const fd = unlessAbsent(() => openSync(path, pathOnly | constants.O_NOFOLLOW));
  if (fd === undefined) return undefined;
  const stats = fstatSync(fd);
  if (stats.isSymbolicLink()) {
    closeSync(fd);
    // Another link by now is another way, and will be judged as that.
    return unlessAbsent(() => textOf(readlinkSync(path, "buffer")));
  }
  if (isShared) return { fd, real: asked, inside: asked, stats };
  const stored = storedName(folderAt(at), name);
  const [real, inside] = [at.real, at.inside].map((folder) => parseAbsolutePath(`${folder}/${stored}`));
  return { fd, real: real ?? asked, inside: inside ?? asked, stats };
}

function folderAt({ fd }: Step): NamedFolder {
  return {
    identityOf(name) {
      try {
        const stats = lstatSync(fdPath(fd, name), { throwIfNoEntry: false });
        return stats && `${stats.dev} ${stats.ino}`;
      } catch {
        return undefined; // ENAMETOOLONG
      }
    },
    names: () => readdirSync(fdPath(fd), "buffer").map(textOf),
  };
}

function unlessAbsent<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

export function closeStep(step: Step | undefined): void {
  if (step !== undefined) closeSync(step.fd);
}
