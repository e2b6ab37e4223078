import { type AbsolutePath, type FileChange, isBeneath, type SeenChanges } from "../../base/index.ts";
import { type Launch, mayWrite } from "../../confine/index.ts";
import type { Session } from "../session.ts";
import { type ProjectWatch, watchProject } from "./watch-project.ts";

/** Watches where the session's requests work, if its profile says so. */
export async function watchFor({ loaded, host }: Session): Promise<ProjectWatch | undefined> {
  const { watch, root } = loaded.profile.sandbox;
  return watch ? watchProject(root ?? host.places.projectRoot) : undefined;
}

/** For the record of a command: what it could not write was somebody else's. */
export async function seenBy(
  watching: ProjectWatch | undefined,
  launch: Launch,
  say: (line: string) => void,
): Promise<{ readonly seen?: SeenChanges }> {
  if (watching === undefined) return {};
  const seen = await watching.settle(changerOf(launch));
  if (seen.unwatched !== undefined) say(unwatchedLine(seen.unwatched));
  return { seen };
}

export function changedByCommand({ seen }: { readonly seen?: SeenChanges }): readonly string[] {
  return (seen?.changes ?? []).flatMap(({ path, change, by }) =>
    by === "command" && change !== "deleted" ? [path] : [],
  );
}

function changerOf(launch: Launch): (path: AbsolutePath) => FileChange["by"] {
  const isOpen = mayWrite(launch);
  return (path) => (isOpen(path) ? "command" : "other");
}

/** A tool makes the files that it was asked for, and the folders that lead there. */
export function changerOfTool(written: ReadonlySet<AbsolutePath>): (path: AbsolutePath) => FileChange["by"] {
  return (path) => ([...written].some((file) => isBeneath(file, path)) ? "tool" : "other");
}

export function unwatchedLine(why: string): string {
  return `not every change in the project was seen: ${why}`;
}
