import {
  type AbsolutePath,
  type Action,
  type Context,
  isBeneath,
  type OptionUse,
  type PathRef,
} from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { boundsWrites } from "./bounds-names.ts";
import type { Judging } from "./judge-path.ts";

/** Options with which a program takes what a tree holds. */
const recursive: ReadonlySet<string> = new Set(["-r", "-R", "--recursive", "-a", "--archive"]);

/** Options with which a copy may be a link, or keep one that it copies. */
const linking: ReadonlySet<string> = new Set([
  ...recursive,
  "-d",
  "-P",
  "--no-dereference",
  "-s",
  "--symbolic-link",
  "--symbolic",
]);

/**
 * True for a command of `acceptEdits` after which names mean what nobody has judged: it writes what a tree holds where names decide, or
 * makes links in a text that writes elsewhere too. A request of its own sees where links lead.
 */
export function writesUnseen(index: number, actions: readonly Action[], judging: Judging): boolean {
  const action = actions[index];
  if (action?.kind !== "exec") return false;
  const { form } = action;
  const has = (options: ReadonlySet<string>): boolean => form.options.some(({ name }) => options.has(name));
  const movesUnknown = form.name === "mv" && !movesPlainFiles(index, actions, judging);
  const holdsTree = (form.name !== "mv" && has(recursive)) || movesUnknown;
  const isHeld = !boundsWrites(judging.policy) && judging.policy.profile.sandbox.backend !== "none";
  if (holdsTree && !isHeld) return true;
  const links = (linkers.has(form.name) && (has(linking) || form.options.some(keepsLinks))) || movesUnknown;
  return links && actions.some((other) => writesElsewhere(other, index, actions));
}

/** True for `--preserve` with what makes links of copies: `cp` takes any beginning of these words. */
function keepsLinks({ name, value }: OptionUse): boolean {
  if (name !== "--preserve" || value === undefined) return false;
  const kept = value.kind === "static" ? value.value.split(",") : ["all"];
  return kept.some((word) => word !== "" && ("links".startsWith(word) || "all".startsWith(word)));
}

const linkers: ReadonlySet<string> = new Set(["cp", "ln"]);

/** A folder that is made before leads nowhere. */
function writesElsewhere(other: Action, index: number, actions: readonly Action[]): boolean {
  if (other.kind !== "write" || other.cause?.exec === index) return false;
  const cause = other.cause === undefined ? undefined : actions[other.cause.exec];
  const isFolder = cause?.kind === "exec" && cause.form.name === "mkdir";
  return !isFolder || (other.cause?.exec ?? index) > index;
}

/** True where all that is moved are plain files, which nothing else in the text changes. */
function movesPlainFiles(index: number, actions: readonly Action[], { context }: Judging): boolean {
  const isOwn = (action: Action): boolean => "cause" in action && action.cause?.exec === index;
  // The target is written, and not read.
  const moved = actions.flatMap((action) =>
    action.kind === "read" && isOwn(action) ? [plainPath(action.path, context)] : [],
  );
  const others = actions.flatMap((action) =>
    action.kind === "write" && !isOwn(action)
      ? [action.path.kind === "static" ? absolutePath(action.path.path, context) : undefined]
      : [],
  );
  const isApart = (path: AbsolutePath): boolean =>
    others.every((other) => other !== undefined && !isBeneath(other, path) && !isBeneath(path, other));
  return moved.length > 0 && moved.every((path) => path !== undefined && isApart(path));
}

function plainPath({ kind, path }: PathRef, context: Context): AbsolutePath | undefined {
  const absolute = absolutePath(path, context);
  return kind === "static" && context.plainFiles?.has(absolute) === true ? absolute : undefined;
}
