import { dirname } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import { compileFileLists, standingOf, withWalledRules } from "../policy/index.ts";
import type { Session } from "./session.ts";
import { traceLinks } from "./trace-links.ts";

/**
 * Tells of an absolute path whether what lies there, and every link on the way to it, is out of the commands' reach: what they can write
 * they can put a program of their own in the place of. Below a folder that stands in for / the host's paths say nothing.
 */
export function createReach({ loaded, host }: Pick<Session, "loaded" | "host">): (path: AbsolutePath) => boolean {
  if (loaded.profile.sandbox.root !== undefined) return () => true;
  const files = compileFileLists(withWalledRules(loaded.profile, host.places));
  const isWritable = (path: string): boolean =>
    standingOf(files, parseAbsolutePath(path), host.places).access === "writable";
  return (path) => {
    const { links, real } = traceLinks(path);
    return ![path, real, ...links.map((link) => dirname(link))].some(isWritable);
  };
}

/** For a program that looks at what commands do: nothing that it starts by its name can be one of theirs. */
export function withOwnSearch(session: Session, launch: Launch): Launch {
  const isOutOfReach = createReach(session);
  const folders = (launch.env.get("PATH") ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const kept = folders.filter((folder) => isOutOfReach(parseAbsolutePath(folder)));
  const searchPath = kept.length === 0 ? "/usr/bin:/bin" : kept.join(":");
  return { ...launch, env: new Map(launch.env).set("PATH", searchPath) };
}
