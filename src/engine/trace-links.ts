import { lstatSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** More make a circle, also to the kernel (ELOOP). */
const mostLinks = 40;

interface Traced {
  /** Where the path ends. */
  readonly real: string;
  /** Every link on the way, by its real place. */
  readonly links: readonly string[];
}

/** Follows an absolute path as the kernel does. What is not there is no link. */
export function traceLinks(path: string): Traced {
  const links: string[] = [];
  let at = "/";
  let rest = namesOf(path);
  for (let [name, ...after] = rest; name !== undefined; [name, ...after] = rest) {
    const next = join(at, name);
    const isLink = lstatSync(next, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    if (isLink && links.length < mostLinks) {
      const target = readlinkSync(next);
      links.push(next);
      if (target.startsWith("/")) at = "/";
      rest = [...namesOf(target), ...after];
    } else {
      at = next;
      rest = after;
    }
  }
  return { real: at, links };
}

const namesOf = (path: string): readonly string[] => path.split("/").filter((name) => name !== "" && name !== ".");
