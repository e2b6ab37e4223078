import type { Stats } from "node:fs";
import { basename } from "node:path";
import { type AbsolutePath, parseAbsolutePath, printable } from "../base/index.ts";
import { done, failed, faultOf, type Tried } from "./fault.ts";
import { closeStep, enter, openRoot, type Root, slash, type Step } from "./step.ts";

export type { Root } from "./step.ts";

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

const hostRoot: Root = { path: slash, isMount: () => false };

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
        else if (names.length === 0) return done(reached(way, [basename(step.real)], step));
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

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
