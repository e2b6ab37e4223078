import {
  type AbsolutePath,
  type Context,
  isBeneath,
  literalStart,
  parseAbsolutePath,
  parsePathGlob,
  type PathMove,
  type PathRef,
  type Request,
} from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import type { ReadText } from "./decide.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { insideContext } from "./inside-root.ts";
import { isSystemPath } from "./system-folders.ts";
import { defaultModel } from "./judge-model.ts";
import { usualAgent } from "./judge-other-tool.ts";
import { canonicalTool, readTools, searchTools, writeTools } from "./tool-names.ts";

export { findStripped, findWrapped, isInText } from "./find-reworded.ts";

export interface Rewrite {
  readonly input: Readonly<Record<string, unknown>>;
  /** For `Bash`: the paths of its text that lead elsewhere than they say. */
  readonly moves: readonly PathMove[];
}

const pathFields = ["file_path", "notebook_path", "path"] as const;

/**
 * Maps the paths of a request into the profile's `sandbox.root` and lowers its timeout to the profile's. Nothing when
 * that changes nothing. Idempotent; system folders and devices keep their paths. INVARIANT I3: the caller decides
 * what was rewritten again before it runs.
 */
export function rewriteRequest(
  request: Request,
  reading: ReadText,
  policy: CompiledPolicy,
  context: Context,
): Rewrite | undefined {
  const { root } = policy.profile.sandbox;
  const isBash = request.tool === "Bash";
  const moves = root === undefined || !isBash ? [] : movesOf(reading, root, context);
  const mapped = root === undefined || isBash ? {} : mappedInput(request, root, context);
  const capped = isBash ? cappedTimeout(request.input["timeout"], policy.profile.bash.timeoutSeconds) : {};
  const changes = { ...mapped, ...capped, ...withModel(request, policy) };
  if (moves.length === 0 && Object.keys(changes).length === 0) return undefined;
  return { input: { ...request.input, ...changes }, moves };
}

/** An agent without a model gets the one that the profile says, so that the client does not choose another. */
function withModel({ tool, input }: Request, { profile }: CompiledPolicy): { readonly model?: string } {
  if (canonicalTool(tool) !== "Task") return {};
  const { subagent_type: agent = usualAgent } = input;
  const model = typeof agent === "string" ? defaultModel(agent, input, profile) : undefined;
  return model === undefined ? {} : { model };
}

function cappedTimeout(timeout: unknown, seconds: number | undefined): { readonly timeout?: number } {
  if (typeof timeout !== "number" || seconds === undefined || timeout <= seconds * 1000) return {};
  return { timeout: seconds * 1000 };
}

function mappedInput(
  { tool, input }: Request,
  root: AbsolutePath,
  context: Context,
): Readonly<Record<string, unknown>> {
  const changes: Record<string, unknown> = {};
  if (!readTools.has(tool) && !writeTools.has(tool)) return changes;
  for (const field of pathFields) {
    const path = input[field];
    if (typeof path !== "string" || path === "") continue;
    const mapped = mappedPath(path, root, context);
    if (mapped !== undefined) changes[field] = mapped;
  }
  if (!searchTools.has(tool)) return changes;
  // They search the working folder when they are told none.
  const folder = input["path"] === undefined ? mappedPath(".", root, context) : undefined;
  const pattern = tool === "Glob" ? mappedPattern(input["pattern"], root, context) : undefined;
  return { ...changes, ...(folder && { path: folder }), ...(pattern && { pattern }) };
}

/** A pattern of names that starts with folders of its own. */
function mappedPattern(pattern: unknown, root: AbsolutePath, context: Context): string | undefined {
  if (typeof pattern !== "string" || !pattern.startsWith("/") || pattern.split("/").includes("..")) return undefined;
  const start = literalStart(parsePathGlob(pattern, "only"));
  if (mappedPath(`/${start.join("/")}`, root, context) === undefined) return undefined;
  return `${trimmed(root).replace(/[*?[\]\\{}]/gu, "\\$&")}${pattern}`;
}

/** Relative paths count from a working folder that is mapped as a whole. */
function movesOf({ actions }: ReadText, root: AbsolutePath, context: Context): readonly PathMove[] {
  return actions.flatMap((action) => {
    if (action.kind === "read" || action.kind === "write") return moveOf(action.path, root, context) ?? [];
    if (action.kind !== "exec") return [];
    return (action.names ?? []).flatMap((path) => moveOf(path, root, context) ?? []);
  });
}

function moveOf({ kind, path, written }: PathRef, root: AbsolutePath, context: Context): PathMove | undefined {
  if (written === undefined) return undefined;
  const climbs = path.split("/").includes("..");
  // Of a path that only exists at run time the last name is not certain yet.
  const certain = kind === "static" ? path : path.slice(0, path.lastIndexOf("/") + 1);
  const to = mappedPath(certain, root, context);
  if (to === undefined || (climbs && kind === "opaque")) return undefined;
  const start = path.startsWith("~") ? `${trimmed(root)}${context.home}` : trimmed(root);
  return { written, from: path, start, ...(climbs ? { to } : {}) };
}

/** Where a path leads in the sandbox root; nothing when it stays as it is. */
function mappedPath(path: string, root: AbsolutePath, context: Context): AbsolutePath | undefined {
  if (isBeneath(absolutePath(path, context), root)) return undefined;
  const inside = absolutePath(path, insideContext(root, context));
  if (isSystemPath(inside) || isBeneath(inside, devices)) return undefined;
  return parseAbsolutePath(`${root}/${inside}`);
}

const trimmed = (root: AbsolutePath): string => (root === "/" ? "" : root);

const devices = parseAbsolutePath("/dev");
