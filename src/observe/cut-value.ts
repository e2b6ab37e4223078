import { createHash } from "node:crypto";
import { redactField } from "./redact-secrets.ts";
import { isSecretName } from "./secret-name.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A string too long to be kept whole. */
export interface CutText {
  readonly cut: string;
  /** In UTF-16 units. */
  readonly length: number;
  /** Of the whole text as UTF-8, hexadecimal. */
  readonly sha256: string;
}

const maxText = 8 * 1024;
/** Longer than any secret but a forged one: what a cut leaves of a secret at the end of the text is dropped with it. */
const margin = 4 * 1024;
const maxEntries = 200;
const maxDepth = 8;

const mostClean = 500;
const longestClean = 128;

/** Short texts that were found to hold no secret: most parts of a record are those of the one before. */
const clean = new Set<string>();

function redactText(name: string, text: string): string {
  if (isSecretName(name)) return redactField(name, text);
  if (clean.has(text)) return text;
  const redacted = redactField(name, text);
  if (redacted !== text || text.length > longestClean) return redacted;
  if (clean.size >= mostClean) clean.clear();
  clean.add(text);
  return text;
}

/** At most `length` characters of the text's start, without secrets and without what the cut leaves of one. */
function startOf(value: string, length: number, name = ""): string {
  const window = value.slice(0, length + margin);
  const redacted = redactField(name, window);
  return (window.length < value.length ? redacted.slice(0, -margin) : redacted).slice(0, length);
}

/** The text without secrets, cut when it is longer than `length`. */
export function shortText(text: string, length: number): string {
  return text.length <= length ? redactText("", text) : `${startOf(text, length)}…`;
}

/** The text without secrets; when it is longer than `length`, its start and what tells the whole text apart. */
export function cutText(text: string, length: number, name = ""): string | CutText {
  if (text.length <= length) return redactText(name, text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { cut: startOf(text, length, name), length: text.length, sha256 };
}

/** In an argv list the option before a word is the word's name. */
function optionName(before: unknown): string {
  return typeof before === "string" && before.length < 64 && before.startsWith("--") ? before : "";
}

/** Copies values as JSON without their secrets and within one budget of characters, so that a record's length is bounded. */
export function createCutter(budget: number): (value: unknown) => Json {
  let left = budget;

  function spend(text: string): string {
    left -= text.length;
    return text;
  }

  function text(value: string, name: string): Json {
    const kept = cutText(value, Math.max(0, Math.min(maxText, left)), name);
    left -= Math.min(value.length, maxText);
    return typeof kept === "string" ? kept : { ...kept };
  }

  function list(values: readonly unknown[], depth: number): Json {
    const kept = values.slice(0, maxEntries).map((value, index) => copy(value, optionName(values[index - 1]), depth));
    return kept.length < values.length ? [...kept, `… ${values.length - kept.length} more`] : kept;
  }

  function copy(value: unknown, name: string, depth: number): Json {
    if (typeof value === "string") return text(value, name);
    if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
    if (typeof value === "boolean" || value === null) return value;
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "object") return null;
    if (depth >= maxDepth || left <= 0) return "…";
    if (Array.isArray(value)) return list(value, depth + 1);
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    const kept = entries.slice(0, maxEntries).map(([key, member]): [string, Json] => {
      left -= 8;
      return [spend(redactText("", key.slice(0, 256))), copy(member, key, depth + 1)];
    });
    // fromEntries defines own members, so that a key such as `__proto__` stays one.
    return Object.fromEntries(kept.length < entries.length ? [...kept, ["…", entries.length - kept.length]] : kept);
  }

  return (value) => copy(value, "", 0);
}
