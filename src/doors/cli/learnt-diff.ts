import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { printable } from "../../base/index.ts";
import { profileToChange, type Session } from "../../engine/index.ts";
import { unifiedLines, valueBefore, withPart } from "../../setup/index.ts";

/** What a profile lacks. */
export interface Needed {
  readonly allowed_tools: readonly string[];
  readonly allowed_domains: readonly string[];
}

/** One change of a profile's file, for a person to take over. */
export interface LearntDiff {
  /** Of the file, seen from the working folder where it lies below that. */
  readonly file: string;
  /** A unified diff, as `patch` takes it. */
  readonly diff: string;
}

/** The file that decides what runs, with what is lacking: the one that was named, else the user's. A shipped profile is extended in a new one. */
export function learntDiff(session: Session, needed: Needed): LearntDiff {
  const { path, base } = profileToChange(session);
  const before = textOf(path);
  const fresh = JSON.stringify({ version: 1, name: `${base}-learnt`, extends: base }, null, 2);
  const after = withNeeded(before ?? `${fresh}\n`, path, session, needed);
  const below = relative(session.host.places.cwd, path);
  const file = below.startsWith("..") ? path : below;
  return { file, diff: unified(file, before, after) };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

interface Lack {
  readonly path: readonly string[];
  readonly lacking: readonly string[];
  /** What counts now: a list takes the place of those below it. */
  readonly counting: readonly string[];
}

function withNeeded(text: string, file: string, { loaded: { profile } }: Session, needed: Needed): string {
  const rules = profile.rules.filter(({ effect }) => effect === "allow").map((rule) => rule.text);
  const lists: readonly Lack[] = [
    { path: ["allowed_tools"], lacking: needed.allowed_tools, counting: rules },
    {
      path: ["permissions", "network_access", "allowed_domains"],
      lacking: needed.allowed_domains,
      counting: profile.network.allowed.map((entry) => entry.text),
    },
  ];
  return lists.reduce((now, list) => withList(now, file, list), text);
}

function withList(text: string, file: string, { path, lacking, counting }: Lack): string {
  if (lacking.length === 0) return text;
  const isThere = valueBefore(text, { kind: "add", file, path, value: "" }) !== undefined;
  const added = isThere ? lacking : [...new Set([...counting, ...lacking])];
  return added.reduce((now, value) => withPart(now, { kind: "add", file, path, value }), text);
}

function unified(file: string, before: string | undefined, after: string): string {
  const head = [`--- ${before === undefined ? "/dev/null" : printable(file, 4096)}`, `+++ ${printable(file, 4096)}`];
  return `${[...head, ...unifiedLines(before ?? "", after)].join("\n")}\n`;
}
