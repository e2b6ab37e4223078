import { closeSync, fstatSync } from "node:fs";
import { printable } from "../base/index.ts";
import { cancelled, done, failed, type Tried } from "./fault.ts";
import { readFields } from "./fields.ts";
import { parseNamePattern } from "./glob-pattern.ts";
import type { Steps } from "./in-steps.ts";
import { searchTime } from "./search-time.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";
import { walk, type Walker } from "./walk.ts";

const mostFiles = 100;

/** `Glob`: files by a pattern of their names, the last changed first. */
export function* globTool(input: ToolInput, desk: FileDesk): Steps<Tried<ToolOutput>> {
  const most = Math.min(mostFiles, desk.search.mostResults ?? mostFiles);
  const search: Search = { started: performance.now(), isLate: false, most };
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
  if (at.there === undefined && start !== "") return done(found([], search));
  if (at.there === undefined) return failed("file/not-found", `${printable(folder)}: there is no such folder`);
  if (!at.there.stats.isDirectory()) return failed("file/not-a-folder", `${printable(folder)}: it is no folder`);
  const files: Matched[] = [];
  const allowedMs = searchTime(desk);
  const isLate = (): boolean => (search.isLate ||= performance.now() - search.started > allowedMs);
  const walker: Walker = { visible: desk.visible, isLate };
  for (const { real, parts, open } of walk(at, walker)) {
    if (yield) return cancelled;
    if (matches(parts)) files.push({ path: real, changed: changeOf(open()) });
  }
  return done(found(files, search));
}

interface Search {
  readonly started: number;
  /** It was ended before it had looked at everything. */
  isLate: boolean;
  /** Files that are told. */
  readonly most: number;
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

function found(files: readonly Matched[], { started, isLate, most }: Search): ToolOutput {
  const sorted = files.toSorted((one, other) => other.changed - one.changed || (one.path < other.path ? -1 : 1));
  const filenames = sorted.slice(0, most).map(({ path }) => path);
  const truncated = files.length > most || isLate;
  const shown = filenames.map((name) => printable(name, 4096));
  const rest = `(there ${isLate ? "may be" : "are"} more; use a narrower path or pattern)`;
  const lines = truncated ? [...shown, rest] : shown;
  return {
    output: { filenames, numFiles: filenames.length, truncated, durationMs: Math.round(performance.now() - started) },
    text: lines.length === 0 ? "No files found" : lines.join("\n"),
  };
}
