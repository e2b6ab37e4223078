import { grantedRead, grantedWrite, type JudgedPath, judgedPath, type Judging, refusedPath } from "./judge-path.ts";
import { longestPath } from "./path-access.ts";
import { refusedRead } from "./refused-read.ts";
import { largestWrite, refusedBySize, refusedWrite } from "./refused-write.ts";
import { isOfProcess, isReadableDevice } from "./system-folders.ts";
import { writeTools } from "./tool-names.ts";
import { searchedFolder } from "./searched-folder.ts";
import type { Verdict } from "./verdict.ts";

type Input = Readonly<Record<string, unknown>>;

/** Which input names the file, for tools whose path is required. */
const pathFields: ReadonlyMap<string, string> = new Map([
  ["Read", "file_path"],
  ["Write", "file_path"],
  ["Edit", "file_path"],
  ["MultiEdit", "file_path"],
  ["NotebookEdit", "notebook_path"],
  ["NotebookRead", "notebook_path"],
  ["LS", "path"],
]);

/** Rules for a whole tool that let one of these be used. */
const speakers: ReadonlyMap<string, readonly string[]> = new Map([
  ["MultiEdit", ["MultiEdit", "Edit"]],
  ["NotebookEdit", ["NotebookEdit", "Edit"]],
  ["NotebookRead", ["NotebookRead", "Read"]],
  ["LS", ["LS", "Read"]],
]);

/** Judges a tool that reads or changes files: its input's form, the path, and for writes the file's own properties. */
export function judgeFileTool(tool: string, input: Input, judging: Judging): readonly Verdict[] {
  const paths = pathsOf(tool, input, judging);
  if (paths === undefined) return [{ effect: "deny", code: "tool/bad-input", subject: tool }];
  const tools = speakers.get(tool) ?? [tool];
  return paths.flatMap((path) =>
    writeTools.has(tool)
      ? judgeWriteTool(path, input, { tool, tools, judging })
      : judgeReadTool(path, { tool, tools, judging }),
  );
}

interface Using {
  readonly tool: string;
  /** Whose rules let it be used. */
  readonly tools: readonly string[];
  readonly judging: Judging;
}

function judgeReadTool(judged: JudgedPath, { tool, tools, judging }: Using): readonly Verdict[] {
  if ([judged.path, judged.real].some(isOfProcess))
    return [{ effect: "deny", code: "path/denied", subject: judged.text }];
  const refused = refusedPath(judged, "read", judging);
  if (refused?.effect === "deny") return [refused];
  const kind = refusedRead(judged, tool, judging);
  if (kind !== undefined) return [kind];
  const device = judged.path.startsWith("/dev/") && !isReadableDevice(judged.path);
  const granted: Verdict = device
    ? { effect: "open", code: "path/device", subject: judged.text, hard: "deny" }
    : grantedRead(judged, tools, judging);
  return refused === undefined ? [granted] : [refused, granted];
}

function judgeWriteTool(judged: JudgedPath, input: Input, { tool, tools, judging }: Using): readonly Verdict[] {
  if (judged.path.startsWith("/dev/")) return [{ effect: "deny", code: "path/device", subject: judged.text }];
  // What edits a file shows what stood in it, so that whoever may not read it may not edit it either.
  const unread = tool === "Write" ? undefined : refusedPath(judged, "read", judging);
  const refusals = [
    unread,
    refusedRead(judged, tool, judging),
    refusedPath(judged, "write", judging),
    refusedWrite(judged, "tool", judging),
    tooLarge(judged, input, judging),
  ];
  const refused = refusals.filter((verdict) => verdict !== undefined);
  const denied = refused.find(({ effect }) => effect === "deny");
  return denied === undefined ? [...refused, grantedWrite(judged, { tools, by: "tool" }, judging)] : [denied];
}

const contentFields = ["content", "new_string", "new_source"] as const;

function tooLarge(judged: JudgedPath, input: Input, judging: Judging): Verdict | undefined {
  const content = contentFields.map((field) => input[field]).find((value) => typeof value === "string") ?? "";
  const bytes = typeof content === "string" ? new TextEncoder().encode(content).length : 0;
  return refusedBySize(judged, bytes, largestWrite(judging.policy.profile));
}

/** The paths that the input names; nothing when it is not of its form. */
function pathsOf(tool: string, input: Input, judging: Judging): readonly JudgedPath[] | undefined {
  const field = pathFields.get(tool);
  if (field === undefined) return searchedPaths(tool, input, judging);
  const path = input[field];
  if (!isPath(path) || !contentFields.every((name) => input[name] === undefined || typeof input[name] === "string"))
    return undefined;
  return [judge(path, judging)];
}

/** `Glob` and `Grep` search a folder; a pattern that starts with folders of its own leads there. */
function searchedPaths(tool: string, input: Input, judging: Judging): readonly JudgedPath[] | undefined {
  const { path = ".", pattern, glob } = input;
  if (!isPath(path) || typeof pattern !== "string" || pattern.includes("\0")) return undefined;
  const filter = tool === "Glob" ? pattern : (glob ?? "");
  if (typeof filter !== "string" || filter.length > longestPath || filter.includes("\0")) return undefined;
  const searched = judge(path, judging);
  const folder = searchedFolder(tool, input, judging.context);
  return folder === undefined || folder === searched.path ? [searched] : [searched, judge(folder, judging)];
}

function isPath(path: unknown): path is string {
  return typeof path === "string" && path !== "" && path.length <= longestPath && !path.includes("\0");
}

function judge(path: string, judging: Judging): JudgedPath {
  return judgedPath({ kind: "static", path, text: path }, judging);
}
