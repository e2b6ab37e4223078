import { createHash } from "node:crypto";
import { parseAbsolutePath } from "../base/index.ts";
import type { LaunchPlaces } from "../confine/index.ts";
import type { Places } from "./places.ts";

/** The places a launch has to know; the project's own cache is told apart by its root. */
export function launchPlaces(places: Places): LaunchPlaces {
  const { home, temp, projectRoot, projectFile, userFile, managedFile, state, runtime, cache } = places;
  const name = createHash("sha256").update(projectRoot).digest("hex").slice(0, 16);
  const projectCache = parseAbsolutePath(`${cache}/${name}`);
  return { home, temp, projectFile, userFile, managedFile, state, runtime, cache, projectCache };
}
