import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { ViewRequest } from "./launch-request.ts";

/** The folder to run in, as the sandbox sees it. */
export function workingFolder({ profile, cwd }: ViewRequest): AbsolutePath {
  const wanted = profile.bash.workingDirectory ?? cwd;
  const { root } = profile.sandbox;
  if (root === undefined || root === "/" || !isBeneath(wanted, root)) return wanted;
  return parseAbsolutePath(`/${wanted.slice(root.length)}`);
}
