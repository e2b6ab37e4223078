import { structuredPatch } from "diff";

/** One stretch of lines that changed, as clients draw it. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Behind ` `, `-` or `+`. */
  readonly lines: readonly string[];
}

/** Finding the shortest difference of two long texts can take for ever. */
const mostMs = 1000;

/** What changed between two texts; a text that differs everywhere is told as one stretch. */
export function patchOf(before: string, after: string): readonly Hunk[] {
  if (before === after) return [];
  const patch = structuredPatch("", "", before, after, "", "", { context: 3, timeout: mostMs });
  return patch === undefined ? [wholly(before, after)] : patch.hunks;
}

/** The same as a unified diff has it below its names: each stretch behind its head, as `patch` takes it. */
export function unifiedLines(before: string, after: string): readonly string[] {
  return patchOf(before, after).flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`,
    ...lines,
  ]);
}

/** Of no lines the format names the one before. */
const range = (start: number, lines: number): string => `${lines === 0 ? start - 1 : start},${lines}`;

function wholly(before: string, after: string): Hunk {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const lines = [...old.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)];
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: fresh.length, lines };
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/u, "").split("\n");
}
