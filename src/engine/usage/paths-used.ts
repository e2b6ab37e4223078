import type { Action, Context } from "../../base/index.ts";
import { pathOfInput, readTools, writeTools } from "../../policy/index.ts";
import type { Judgement } from "../judge.ts";
import type { Amounts } from "./usage.ts";

/**
 * How many files a judged request reads and writes, as far as that is known before it runs: a tool one, a command each path
 * that its text names. A path that only exists at run time counts as one.
 */
export function pathsUsed({ request: { tool }, actions, context }: Judgement): Amounts {
  if (readTools.has(tool)) return { reads: 1 };
  if (writeTools.has(tool)) return { writes: 1 };
  return { reads: countPaths("read", actions, context), writes: countPaths("write", actions, context) };
}

function countPaths(kind: "read" | "write", actions: readonly Action[], context: Context): number {
  const paths = actions.flatMap((action) => {
    if (action.kind !== kind) return [];
    if (action.path.kind === "opaque") return [`opaque ${action.path.text}`];
    const path = pathOfInput(action.path.path, context);
    return path.startsWith("/dev/") ? [] : [context.realPaths.get(path) ?? path];
  });
  return new Set(paths).size;
}
