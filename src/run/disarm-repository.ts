import { renameSync, writeFileSync } from "node:fs";
import { type AbsolutePath, type Disarmed, parseAbsolutePath, bytesOf } from "../base/index.ts";
import { formatGitSettings, parseGitSettings } from "./git-settings.ts";
import { isLink, lookAt, namesIn, readSmallFile } from "./inspect-repository.ts";
import { atPlace, changeMode, openWay } from "./open-beneath.ts";
import { isHarmless } from "./safe-git-settings.ts";

const settingsFiles = ["config", "config.worktree"];

/** Takes away what git would run by itself in a repository. It keeps working: where it comes from and its branches stay known. */
export function disarmRepository(folder: AbsolutePath): readonly Disarmed[] {
  const hooks = parseAbsolutePath(`${folder}/hooks`);
  using _way = openWay(hooks, "change");
  return [
    ...(isLink(hooks) ? moveAside(hooks) : namesIn(hooks).flatMap((name) => disarmHook(hooks, name))),
    ...settingsFiles.flatMap((name) => disarmSettings(parseAbsolutePath(`${folder}/${name}`))),
  ];
}

/** Out of the way, under a name that nothing looks for; how often the same was done before is counted. */
export function moveAside(path: AbsolutePath): readonly Disarmed[] {
  const done = atPlace(path, (pinned) => {
    const free = ["", ...Array(100).keys()]
      .map((count) => `${pinned}.held${count}`)
      .find((name) => lookAt(name) === undefined);
    renameSync(pinned, free ?? `${pinned}.held`);
    return true;
  });
  return [{ path, how: done === true ? "moved" : "stuck" }];
}

/** git passes over a hook that is not executable, and says so. A program need not be readable to be run. */
export function disarmHook(folder: AbsolutePath, name: string): readonly Disarmed[] {
  const path = parseAbsolutePath(`${folder}/${name}`);
  if (name.endsWith(".sample")) return [];
  if (isLink(path)) return moveAside(path);
  const done = atPlace(path, (pinned) => changeMode(pinned, (mode) => mode & ~0o111));
  return done === false ? [] : [{ path, how: done === true ? "not-executable" : "stuck" }];
}

/** Leaves the settings that start nothing; the file as it was is moved aside. */
function disarmSettings(path: AbsolutePath): readonly Disarmed[] {
  const stats = lookAt(path);
  if (stats === undefined) return [];
  const settings = parseGitSettings(readSmallFile(path) ?? "[");
  if (settings?.every(isHarmless) === true) return [];
  const [moved] = moveAside(path);
  if (moved?.how !== "moved") return [{ path, how: "stuck" }];
  const text = formatGitSettings((settings ?? []).filter(isHarmless));
  atPlace(path, (pinned) => writeFileSync(pinned, bytesOf(text), { flag: "wx", mode: stats.mode & 0o666 }));
  return [{ path, how: "settings" }];
}
