import { renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type AbsolutePath, type Disarmed, isBeneath, parseAbsolutePath, bytesOf } from "../base/index.ts";
import type { SeenTrees } from "../confine/index.ts";
import { linkOnTheWay } from "./disarm-named.ts";
import { moveAside } from "./disarm-repository.ts";
import { parseGitSettings } from "./git-settings.ts";
import { lookAt, namesIn, readSmallFile, repositoryAt } from "./inspect-repository.ts";
import { atPlace, openWay } from "./open-beneath.ts";
import type { GitEntry } from "./survey-trees.ts";

/** Of an unfinished rebase or cherry-pick: its steps, and the strategy by which it merges, which is a program `git-merge-…`. */
const stepFiles = ["rebase-merge/git-rebase-todo", "rebase-merge/strategy", "sequencer/todo", "sequencer/opts"];

/** git's own. Any other name with a slash leads to a program in the working tree. */
const strategies = new Set(["ort", "recursive", "resolve", "octopus", "ours", "subtree"]);

/** The files that may say what git does at `--continue`, in a repository and for its further working trees. */
export function stepFilesIn(gitFolder: AbsolutePath): readonly AbsolutePath[] {
  const trees = namesIn(`${gitFolder}/worktrees`).map((name) => `${gitFolder}/worktrees/${name}`);
  return [gitFolder, ...trees].flatMap((folder) => stepFiles.map((name) => parseAbsolutePath(`${folder}/${name}`)));
}

/** Takes away what a command has written for git to run at the next `--continue`; what was there before stays. */
export function disarmSteps(entries: readonly GitEntry[], seen: SeenTrees): readonly Disarmed[] {
  const folders = entries.flatMap((entry) => repositoryAt(entry) ?? []);
  const paths = new Set(folders.flatMap(stepFilesIn));
  return [...paths]
    .filter((path) => seen.folders.some((root) => isBeneath(path, root)))
    .flatMap((path) => disarmFile(path, seen));
}

function disarmFile(path: AbsolutePath, seen: SeenTrees): readonly Disarmed[] {
  using _way = openWay(parseAbsolutePath(dirname(path)), "change");
  const link = linkOnTheWay(path, seen);
  if (link !== undefined) return moveAside(link);
  const stats = lookAt(path);
  const before = seen.steps.get(path);
  const text = readSmallFile(path);
  if (stats === undefined || (text !== undefined && text === before)) return [];
  if (text === undefined || !namesOwnStrategy(path, text)) return moveAside(path);
  const known = new Set(before?.split("\n"));
  const calm = text.split("\n").map((line) => (startsProgram(line) && !known.has(line) ? `# ${line}` : line));
  if (calm.join("\n") === text) return [];
  const done = atPlace(path, (pinned) => {
    const fresh = `${pinned}.held`;
    writeFileSync(fresh, bytesOf(calm.join("\n")), { flag: "wx", mode: stats.mode & 0o666 });
    renameSync(fresh, pinned);
    return true;
  });
  return [{ path, how: done === true ? "steps" : "stuck" }];
}

/** As git reads a step (sequencer.c, `is_command`): blanks, the word or its letter, and a blank or the end. */
function startsProgram(line: string): boolean {
  return /^[ \t]*(?:exec|x)(?:[ \t\r\0]|$)/u.test(line);
}

function namesOwnStrategy(path: AbsolutePath, text: string): boolean {
  if (path.endsWith("/strategy")) return strategies.has(text.trim());
  if (!path.endsWith("/opts")) return true;
  return parseGitSettings(text)?.every(({ key, value = "" }) => key !== "strategy" || strategies.has(value)) === true;
}
