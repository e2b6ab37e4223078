import { createHash } from "node:crypto";
import { parseAbsolutePath } from "../base/index.ts";
import type { LaunchPlaces } from "../confine/index.ts";
import type { Places } from "./places.ts";

/** No file system takes longer names. In bytes. */
const longestName = 255;

/** The places a launch has to know; the project's own cache is named after its root. */
export function launchPlaces(places: Places): LaunchPlaces {
  const { home, temp, projectRoot, projectFile, userFile, managedFile, state, runtime, cache } = places;
  const spelled = encodeURIComponent(projectRoot.toWellFormed());
  const name = spelled.length <= longestName ? spelled : createHash("sha256").update(projectRoot).digest("hex");
  const projectCache = parseAbsolutePath(`${cache}/${name}`);
  return { home, temp, projectFile, userFile, managedFile, state, runtime, cache, projectCache };
}
