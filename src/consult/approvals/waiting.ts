import { lstatSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** A request that waits for somebody's word. */
export interface Waiting {
  readonly id: string;
  readonly tool: string;
  /** The command, the path, or the whole input as JSON. */
  readonly subject: string;
  /** One line: what, why, which rule. */
  readonly reason: string;
  /** What `session` and `always` would let pass from then on. */
  readonly rules: readonly string[];
  /** All that a person is to see of it, as at a terminal. */
  readonly shown: readonly string[];
  readonly cwd: string;
  readonly profile: string;
  /** ISO 8601. */
  readonly at: string;
  readonly until: string;
}

const lists = ["rules", "shown"] as const;
const texts = ["id", "tool", "subject", "reason", "cwd", "profile", "at", "until"] as const;

/** The request that a file of the queue is for; nothing for any other file. */
export function readWaiting(path: string): Waiting | undefined {
  const value = readJson(path);
  if (!isWaiting(value) || value.id !== basename(path, ".json")) return undefined;
  const { id, tool, subject, reason, rules, shown, cwd, profile, at, until } = value;
  return { id, tool, subject, reason, rules, shown, cwd, profile, at, until };
}

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    texts.every((name) => typeof fields.get(name) === "string") &&
    Number.isFinite(Date.parse(String(fields.get("until")))) &&
    lists.every((name) => isTexts(fields.get(name)))
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

/** What stands in a file; nothing where there is none, or what is no JSON. */
export function readJson(path: string): unknown {
  try {
    return lstatSync(path).isFile() ? (JSON.parse(readFileSync(path, "utf8")) as unknown) : undefined;
  } catch {
    return undefined; // not there, gone in between, or damaged
  }
}
