import { findNodeAtLocation, type Node } from "jsonc-parser";
import { type Issue, type Parsed, printable } from "../base/index.ts";
import { modeNames } from "./agent-schema.ts";
import { type Locate, locateIn, pathOf, pointerOf } from "./locate.ts";
import { conflictFaults } from "./profile-conflicts.ts";
import { type ProfileBody, profileSchema, schemaFor } from "./profile-schema.ts";
import { readJsonc, type TextFault } from "./read-jsonc.ts";
import { faultsOf, kindAt, maxIssues, type PlacedFault } from "./schema-issues.ts";

/** A profile that is valid in itself, with the way back to the lines it was written in. */
export interface ProfileDocument {
  readonly file: string;
  readonly body: ProfileBody;
  /** Makes an issue about one place of this document. */
  readonly issueAt: (pointer: string, issue: Pick<Issue, "code" | "message" | "wanted">) => Issue;
}

export interface ParseOptions {
  /** What one rule both allowed and denied is: a mistake of the document, or, for flags given by hand, a denial. */
  readonly overlap: "refuse" | "deny-wins";
}

/** The node at a path, or the nearest one above it. */
function nodeNear(tree: Node, path: readonly PropertyKey[]): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const segments = path.slice(0, length).map((part) => (typeof part === "number" ? part : String(part)));
    const node = findNodeAtLocation(tree, segments);
    if (node !== undefined) return node;
  }
  return tree;
}

function offsetOf(tree: Node, fault: Pick<PlacedFault, "path" | "atKey">): number {
  const node = nodeNear(tree, fault.path);
  return fault.atKey && node.parent?.type === "property" ? node.parent.offset : node.offset;
}

function valueReader(value: unknown): (path: readonly PropertyKey[]) => unknown {
  return (path) => {
    let current = value;
    for (const part of path) {
      if (typeof current !== "object" || current === null || !Object.hasOwn(current, part)) return undefined;
      current = Reflect.get(current, part);
    }
    return current;
  };
}

/** `NaN` and `1.` where a limit belongs are faults of the limit, not of the JSON alone. */
function codedFault(fault: TextFault): Pick<Issue, "code" | "message" | "wanted"> {
  const kind = kindAt(fault.path);
  const isLimit = fault.inValue && kind.code === "InvalidResourceLimitError";
  return {
    code: isLimit ? kind.code : "SchemaValidationError",
    message: fault.message,
    wanted: isLimit ? kind.wanted : fault.wanted,
  };
}

function textIssues(faults: readonly TextFault[], file: string, locate: Locate): readonly Issue[] {
  return faults.map((fault) => ({
    ...codedFault(fault),
    file,
    ...locate(fault.offset),
    pointer: pointerOf(fault.path),
  }));
}

/**
 * Reads one profile: JSON with comments and trailing commas. Returns the document, or every issue at once in the order
 * of the text, each with its place and the spelling that was wanted. Never throws; bounded in time and memory.
 */
export function parseProfile(
  source: string,
  file: string,
  options: ParseOptions = { overlap: "refuse" },
): Parsed<ProfileDocument> {
  // A byte order mark is no fault of the author; a space keeps all offsets.
  const text = source.startsWith("\uFEFF") ? ` ${source.slice(1)}` : source;
  const locate = locateIn(text.length > 1024 * 1024 ? "" : text);
  const { tree, value, faults } = readJsonc(text);
  if (tree === undefined || faults.some((fault) => fault.syntax)) {
    return { ok: false, issues: textIssues(faults, file, locate) };
  }
  const read = schemaFor(value).safeParse(value);
  const parsed = read.success ? read : profileSchema().safeParse(value);
  const at = valueReader(value);
  const misfits = (parsed.error?.issues ?? []).slice(0, maxIssues).flatMap((issue) => faultsOf(issue, [], at));
  const placed = [...misfits, ...(options.overlap === "refuse" ? conflictFaults(at) : [])].slice(0, maxIssues);
  const issueAt = placer(tree, file, locate);
  const issues = [...textIssues(faults, file, locate), ...placed.map(issueAt)];
  if (!parsed.success || issues.length > 0) {
    issues.sort((a, b) => a.line - b.line || a.column - b.column);
    return { ok: false, issues: issues.slice(0, maxIssues) };
  }
  const placeAt: ProfileDocument["issueAt"] = (pointer, issue) =>
    issueAt({ ...issue, path: segmentsOf(pointer), atKey: false });
  return { ok: true, value: { file, body: parsed.data, issueAt: placeAt } };
}

/** Gives faults the lines and columns of one document. */
function placer(tree: Node, file: string, locate: Locate): (fault: PlacedFault) => Issue {
  return (fault) => {
    const { path, code, message, wanted } = fault;
    const place = { file, ...locate(offsetOf(tree, fault)), pointer: pointerOf(path) };
    return { code, ...place, message, wanted: printable(wanted, 400) };
  };
}

function segmentsOf(pointer: string): readonly PropertyKey[] {
  return pathOf(pointer).map((part) => (/^(?:0|[1-9][0-9]*)$/u.test(part) ? Number(part) : part));
}

/**
 * Reads a profile that ships with the program: plain JSON that the project's tests have checked, so that a command under
 * a shipped profile does not pay for the schema. Text that is no JSON at all is reported as `parseProfile` does.
 */
export function parseShippedProfile(text: string, file: string): Parsed<ProfileDocument> {
  try {
    return { ok: true, value: documentOf(JSON.parse(text) as ProfileBody, file) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return parseProfile(text, file);
  }
}

/**
 * The document that states a mode and nothing else, as each command behind a hook does: it does not pay for the schema either. Nothing
 * for a word that is no mode.
 */
export function documentOfMode(mode: string, file: string): ProfileDocument | undefined {
  const known = modeNames.find((name) => name === mode);
  return known && documentOf({ permission_mode: known }, file);
}

function documentOf(body: ProfileBody, file: string): ProfileDocument {
  return { file, body, issueAt: (pointer, issue) => ({ ...issue, file, line: 1, column: 1, pointer }) };
}
