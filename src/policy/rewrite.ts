import {
  type AbsolutePath,
  type Context,
  isBeneath,
  parseAbsolutePath,
  type Request,
  type Span,
} from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import type { ReadText } from "./decide.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { isReadableDevice, isSystemPath } from "./system-folders.ts";
import { readTools, writeTools } from "./tool-names.ts";

/** A replacement in the text of a command: `value` is shell text, quoted where it must be. */
interface TextEdit {
  readonly at: Span;
  readonly value: string;
}

export interface Rewrite {
  readonly input: Readonly<Record<string, unknown>>;
  /** For `Bash`: what to splice into the command's text. */
  readonly edits: readonly TextEdit[];
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
  const edits = root === undefined || !isBash ? [] : textEdits(reading, root, context);
  const mapped = root === undefined || isBash ? {} : mappedInput(request, root, context);
  const capped = isBash ? cappedTimeout(request.input["timeout"], policy.profile.bash.timeoutSeconds) : {};
  const changes = { ...mapped, ...capped };
  if (edits.length === 0 && Object.keys(changes).length === 0) return undefined;
  return { input: { ...request.input, ...changes }, edits };
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
  return changes;
}

function textEdits({ actions }: ReadText, root: AbsolutePath, context: Context): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const action of actions) {
    if (action.kind !== "read" && action.kind !== "write") continue;
    const { kind, path, at } = action.path;
    // A relative path counts from a working folder that is mapped as a whole.
    if (kind !== "static" || at === undefined || at.end <= at.start || !/^[/~]/u.test(path)) continue;
    const value = mappedPath(path, root, context);
    if (value !== undefined) edits.set(at.start, { at, value: quoted(value) });
  }
  return [...edits.values()].sort((one, other) => one.at.start - other.at.start);
}

/** Where a path leads in the sandbox root; nothing when it stays as it is. */
function mappedPath(path: string, root: AbsolutePath, context: Context): AbsolutePath | undefined {
  const full = absolutePath(path, context);
  if (isBeneath(full, root) || isSystemPath(full) || isReadableDevice(full) || isBeneath(full, devices))
    return undefined;
  return parseAbsolutePath(`${root}/${full}`);
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

const devices = parseAbsolutePath("/dev");
