import { parseAbsolutePath, type EnvChange, type Word } from "../base/index.ts";
import type { Judging } from "./judge-path.ts";
import { standingOf } from "./path-access.ts";
import { isProgramFolder } from "./system-folders.ts";
import { findToolRule } from "./tool-rule.ts";

/** Stands for the folders that were searched before. */
const before = "$PATH";

/**
 * True for a `PATH` that brings nothing of the agent's into the search: it holds what it held before, and folders of the
 * system's programs. Where any program may run, and each is looked at when it starts, every `PATH` is fine.
 */
export function isPlainSearch({ name, value }: EnvChange, judging: Judging): boolean {
  if (name !== "PATH") return false;
  const { policy } = judging;
  if (policy.profile.bash.opaque === "gate" && findToolRule(policy.allow, "Bash") !== undefined) return true;
  return foldersOf(value)?.every((folder) => folder === before || isSystemsOwn(folder, judging)) === true;
}

function isSystemsOwn(folder: string, { policy, context }: Judging): boolean {
  if (!folder.startsWith("/")) return false;
  const path = parseAbsolutePath(folder);
  return isProgramFolder(path) && standingOf(policy.files, path, context).access !== "writable";
}

/** The folders of a value; nothing where more of it only exists at run time. */
function foldersOf(value: Word | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (value.kind === "static") return value.value.split(":").map((folder) => (folder === before ? "" : folder));
  // The source of the value, or of all of `PATH="$PATH"`. In `$"PATH"` the dollar stands for a translation.
  if (/\$"|['`\\]/u.test(value.text)) return undefined;
  const source = value.text.replaceAll('"', "").replace(/^(?:PATH)?=/u, "");
  return source.replaceAll("${PATH}", before).split(":");
}
