import {
  type AbsolutePath,
  type Context,
  type EnvChange,
  isBeneath,
  parseAbsolutePath,
  type ReadAction,
  type Word,
} from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import type { CommandRule } from "./compiled-policy.ts";
import type { Judging } from "./judge-path.ts";
import { realPath, standingOf } from "./path-access.ts";
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

/**
 * The same for a program that is about to start, and will look there for what it starts itself: folders that the agent can't
 * write, and those that it may run programs from by a rule.
 */
export function isTrustedSearch(change: EnvChange, judging: Judging): boolean {
  if (change.name !== "PATH") return false;
  if (isPlainSearch(change, judging)) return true;
  const named = foldersOfRules(judging);
  return foldersOf(change.value)?.every((folder) => isOutOfReach(folder, judging) || named.has(folder)) === true;
}

const processes = parseAbsolutePath("/proc");

function isOutOfReach(folder: string, { policy, context }: Judging): boolean {
  if (!folder.startsWith("/")) return false;
  const path = parseAbsolutePath(folder);
  return [path, realPath(path, context)].every((place) => {
    const { access } = standingOf(policy.files, place, context);
    return (access === "readable" || access === "read-only") && !isBeneath(place, processes);
  });
}

/** Where a program or a script lies that a rule allows and the agent can write anyway: `.venv/bin` for `Bash(.venv/bin/pytest:*)`. */
function foldersOfRules({ policy, context }: Judging): ReadonlySet<string> {
  const { byName, anyName } = policy.allow.commands;
  const rules = [...anyName, ...[...byName.values()].flatMap(({ all }) => all)];
  return new Set(
    rules
      .flatMap((rule) => programOf(rule, context))
      .filter((path) => standingOf(policy.files, path, context).access === "writable")
      .map((path) => path.slice(0, path.lastIndexOf("/")) || "/"),
  );
}

function programOf({ command: { words } }: CommandRule, context: Context): readonly AbsolutePath[] {
  const [name, script] = words;
  const named = name === "source" || name === "." ? script : name;
  if (named?.includes("/") !== true || named.includes("*")) return [];
  return [absolutePath(named, { ...context, cwd: context.projectRoot })];
}

/** The folders of a changed `PATH`, as what is read: so that it is found out where they lead. */
export function readsOfSearch({ name, value, at }: EnvChange): readonly ReadAction[] {
  if (name !== "PATH") return [];
  return (foldersOf(value) ?? [])
    .filter((folder) => folder.startsWith("/"))
    .map((path) => ({ kind: "read", path: { kind: "static", path, text: path }, deep: false, at, via: [] }));
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
