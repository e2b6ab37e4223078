import type { AbsolutePath } from "../base/index.ts";
import { insideName } from "../policy/index.ts";
import type { ViewRequest } from "./launch-request.ts";

/** The folder to run in, as the sandbox sees it. */
export function workingFolder({ profile, cwd }: ViewRequest): AbsolutePath {
  return insideName(profile.sandbox.root, profile.bash.workingDirectory ?? cwd);
}
