import { closeSync, fstatSync } from "node:fs";
import { printable } from "../base/index.ts";
import { done, failed, type Tried } from "./fault.ts";
import { readFields } from "./fields.ts";
import { parseNamePattern } from "./glob-pattern.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";
import { walk } from "./walk.ts";

const mostFiles = 100;

/** `Glob`: files by a pattern of their names, the last changed first. */
export function globTool(input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const started = performance.now();
  const fields = readFields(input, { pattern: "path", path: "path?" });
  if (!fields.ok) return fields;
  const { path = "." } = fields.value;
  const pattern = parseNamePattern(fields.value.pattern);
  if (!pattern.ok) return pattern;
  const { start, matches } = pattern.value;
  const folder = start.startsWith("/") ? start : start === "" ? path : `${path}/${start}`;
  const reached = desk.reach(folder);
  if (!reached.ok) return reached;
  using at = reached.value;
  if (at.there === undefined)
    return start === ""
      ? failed("file/not-found", `${printable(folder)}: there is no such folder`)
      : done(found([], started));
  if (!at.there.stats.isDirectory()) return failed("file/not-a-folder", `${printable(folder)}: it is no folder`);
  const files: Matched[] = [];
  for (const { real, parts, open } of walk(at, desk)) {
    if (matches(parts)) files.push({ path: real, changed: changeOf(open()) });
  }
  return done(
    found(
      files.toSorted((one, other) => other.changed - one.changed || (one.path < other.path ? -1 : 1)),
      started,
    ),
  );
}

interface Matched {
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly changed: number;
}

function changeOf(fd: number | undefined): number {
  if (fd === undefined) return 0;
  try {
    return fstatSync(fd).mtimeMs;
  } finally {
    closeSync(fd);
  }
}

function found(files: readonly Matched[], started: number): ToolOutput {
  const filenames = files.slice(0, mostFiles).map(({ path }) => path);
  const truncated = files.length > mostFiles;
  const lines = truncated ? [...filenames, "(there are more; use a narrower path or pattern)"] : filenames;
  return {
    output: { filenames, numFiles: filenames.length, truncated, durationMs: Math.round(performance.now() - started) },
    text: lines.length === 0 ? "No files found" : lines.join("\n"),
  };
}
