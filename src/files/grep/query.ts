import { printable } from "../../base/index.ts";
import { done, failed, type Tried } from "../fault.ts";
import { readFields } from "../fields.ts";
import type { ToolInput } from "../tool.ts";

/** What is looked for, and how much of it is told. */
export interface Query {
  /** In the syntax of Rust's regular expressions, which is ripgrep's. */
  readonly pattern: string;
  readonly caseless: boolean;
  /** `.` matches line ends, and a match may go over several lines. */
  readonly multiline: boolean;
  readonly tell: "files" | "counts" | "lines";
  /** Only what matched of a line. */
  readonly only: boolean;
  /** Lines to show around each that matches. */
  readonly before: number;
  readonly after: number;
  /** So many matching lines of one file are enough. */
  readonly most: number;
}

export interface GrepInput {
  readonly path: string;
  readonly glob: string | undefined;
  readonly type: string | undefined;
  readonly query: Query;
  /** How results are cut and told. */
  readonly telling: {
    readonly numbered: boolean;
    /** Entries to leave out first. */
    readonly offset: number;
    /** Entries to tell at most. */
    readonly limit: number;
  };
}

const modes = new Map([
  ["content", "lines"],
  ["files_with_matches", "files"],
  ["count", "counts"],
] as const);

const longestPattern = 10_000;
const usualLimit = 250;
/** More is nothing to read. */
const mostEntries = 20_000;
const mostAround = 500;

const form = {
  pattern: "text",
  path: "path?",
  glob: "text?",
  type: "text?",
  output_mode: "text?",
  "-A": "count?",
  "-B": "count?",
  "-C": "count?",
  "-n": "flag?",
  "-i": "flag?",
  "-o": "flag?",
  head_limit: "count?",
  offset: "count?",
  multiline: "flag?",
} as const;

/** Reads the input of `Grep`. A limit of 0 means all there is. */
export function readGrepInput(input: ToolInput, mostResults = mostEntries): Tried<GrepInput> {
  const fields = readFields(input, form);
  if (!fields.ok) return fields;
  const { pattern, path = ".", glob, type, output_mode = "files_with_matches", multiline = false } = fields.value;
  const { "-n": numbered = true, "-i": caseless = false, "-o": only = false } = fields.value;
  const { head_limit: stated = usualLimit, offset = 0 } = fields.value;
  const tell = new Map<string, Query["tell"]>(modes).get(output_mode);
  if (tell === undefined)
    return failed("file/bad-input", `\`output_mode\` must be one of ${[...modes.keys()].join(", ")}`);
  const fault = patternFault(pattern, multiline);
  if (fault !== undefined) return failed("file/bad-input", fault);
  const limit = Math.min(stated === 0 ? mostEntries : stated, mostResults, mostEntries);
  const around = (side: "-A" | "-B"): number =>
    tell === "lines" && !only ? Math.min(fields.value["-C"] ?? fields.value[side] ?? 0, mostAround) : 0;
  const [before, after, most] = [around("-B"), around("-A"), offset + limit + 1];
  const query = { pattern, caseless, multiline, tell, only, before, after, most };
  return done({ path, glob, type, query, telling: { numbered, offset, limit } });
}

function patternFault(pattern: string, multiline: boolean): string | undefined {
  if (pattern === "") return "`pattern` is empty";
  if (pattern.length > longestPattern) return `\`pattern\` is longer than ${longestPattern} characters`;
  if (pattern.includes("\0")) return "`pattern` holds a NUL character, which no text has";
  if (multiline || !matchesLineEnd(pattern)) return undefined;
  return `\`pattern\` ${printable(pattern)} names the end of a line, and lines are searched one by one; set multiline`;
}

/** A line end outside of brackets, where it would only be one of several characters. */
function matchesLineEnd(pattern: string): boolean {
  return /\n/u.test(pattern) || /^(?:[^\\[]|\\[^n]|\[(?:[^\\\]]|\\[^])*\])*\\n/u.test(pattern);
}
