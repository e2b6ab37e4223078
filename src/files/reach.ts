import { closeSync, constants, fstatSync, openSync, readlinkSync, type Stats } from "node:fs";
import { type AbsolutePath, bytesOf, parseAbsolutePath, printable, textOf } from "../base/index.ts";
import { done, failed, faultOf, type Tried } from "./fault.ts";

/** O_PATH (open(2)), for which Node has no name: it takes no permission to open what is only gone through. */
const pathOnly = 0o10_000_000;
/** As many links as the kernel follows (path_resolution(7)). */
const maxLinks = 40;

/** Where a path led. Held open: what happens to names afterwards changes nothing about it. */
export interface Reached extends Disposable {
  /** On the host, with every link resolved. */
  readonly real: AbsolutePath;
  /** The last folder on the way that is there. */
  readonly folder: number;
  /** What comes below it: one name where the thing is there or only itself is missing, none for the root. */
  readonly rest: readonly string[];
  /** The thing itself, opened for nothing but its place; absent where nothing is. */
  readonly there: { readonly fd: number; readonly stats: Stats } | undefined;
}

/** The names of a sandbox: the folder that is its `/`, and which of the host's folders stand in it under their own names. */
export interface Root {
  readonly path: AbsolutePath;
  readonly isMount: (inside: AbsolutePath) => boolean;
}

const slash = parseAbsolutePath("/");
const hostRoot: Root = { path: slash, isMount: () => false };

/** A name for what is open; other names may lead elsewhere by now. */
export function fdPath(fd: number, name?: string): string | Buffer {
  const folder = `/proc/self/fd/${fd}`;
  return name === undefined ? folder : bytesOf(`${folder}/${name}`);
}

/**
 * Goes one name at a time from the root down and follows links by itself, so that a swapped folder leads nowhere else. The path, and
 * every link on the way, counts from that root.
 */
export function reach(path: AbsolutePath, root: Root = hostRoot): Tried<Reached> {
  const way: Step[] = [];
  const names = partsOf(path);
  try {
    way.push(openRoot(root));
    for (let links = 0; links <= maxLinks;) {
      const name = names.shift();
      if (name === undefined) return done(reached(way, []));
      if (name === "..") {
        if (way.length > 1) closeStep(way.pop());
        continue;
      }
      const step = enter(way, name, root);
      if (step === undefined) {
        if (names.includes(".."))
          return abandon(way, failed("file/not-found", `${printable(path)}: a folder on the way is not there`));
        return done(reached(way, [name, ...names]));
      }
      if (typeof step !== "string") {
        if (step.stats.isDirectory()) way.push(step);
        else if (names.length === 0) return done(reached(way, [name], step));
        else
          return abandon([...way, step], failed("file/not-a-folder", `${printable(path)}: a part of it is no folder`));
        continue;
      }
      links += 1;
      names.unshift(...partsOf(step));
      if (step.startsWith("/")) closeAll(way.splice(0, way.length, openRoot(root)));
    }
    return abandon(way, failed("file/link-circle", `${printable(path)}: its links lead in a circle`));
  } catch (error) {
    return abandon(way, faultOf(error, printable(path)));
  }
}

/** Something opened on the way: the root, or what a name below it stands for. */
interface Step {
  readonly fd: number;
  /** On the host. */
  readonly real: AbsolutePath;
  /** From the root on. */
  readonly inside: AbsolutePath;
  readonly stats: Stats;
}

function openRoot({ path }: Root): Step {
  const fd = openSync(path, pathOnly | constants.O_DIRECTORY);
  return { fd, real: path, inside: slash, stats: fstatSync(fd) };
}

/** What a name stands for: a step, the text of a link, or nothing at all. */
function enter(way: readonly Step[], name: string, { isMount }: Root): Step | string | undefined {
  const at = way.at(-1);
  if (at === undefined) return undefined;
  const inside = parseAbsolutePath(`${at.inside}/${name}`);
  const path = isMount(inside) ? inside : fdPath(at.fd, name);
  const fd = unlessAbsent(() => openSync(path, pathOnly | constants.O_NOFOLLOW));
  if (fd === undefined) return undefined;
  const stats = fstatSync(fd);
  if (!stats.isSymbolicLink())
    return { fd, real: isMount(inside) ? inside : parseAbsolutePath(`${at.real}/${name}`), inside, stats };
  closeSync(fd);
  // Another link by now is another way, and will be judged as that.
  return unlessAbsent(() => textOf(readlinkSync(path, "buffer")));
}

function unlessAbsent<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The last step stays open as the folder, or as the thing itself; the others are closed. */
function reached(way: readonly Step[], rest: readonly string[], thing?: Step): Reached {
  const last = way.at(-1);
  if (last === undefined) throw new TypeError("there is a root at least");
  closeAll(way.slice(0, -1));
  const there = thing ?? (rest.length === 0 ? last : undefined);
  return {
    real: parseAbsolutePath(rest.join("/"), last.real),
    folder: last.fd,
    rest,
    there: there && { fd: there.fd, stats: there.stats },
    [Symbol.dispose]: () => closeAll(thing === undefined ? [last] : [last, thing]),
  };
}

function abandon<T>(way: readonly Step[], fault: T): T {
  closeAll(way);
  return fault;
}

function closeAll(steps: readonly Step[]): void {
  for (const step of steps) closeStep(step);
}

function closeStep(step: Step | undefined): void {
  if (step !== undefined) closeSync(step.fd);
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
