import { printable } from "../base/index.ts";
import { hostFault } from "./domain-entry.ts";
import type { Fault } from "./fault.ts";
import { matchesStars, parseStars, type StarPattern } from "./star-pattern.ts";

const shape = "a request such as GET api.example.com/v1/**";
const longest = 2048;

/** One part of a path pattern: text in which `*` is any run of characters, or `**`, any number of parts. */
export type PathPart = StarPattern | "deep";

/** `GET,HEAD api.example.com/v1/**`, taken apart. */
export interface RequestPattern {
  /** Nothing for `*`. */
  readonly methods: ReadonlySet<string> | undefined;
  /** As an entry of a host list, with its port. */
  readonly host: string;
  readonly path: readonly PathPart[];
}

/** Splits a valid rule. Without a path it means every path. */
export function parseRequestRule(text: string): RequestPattern {
  const [, methods = "*", host = "", path = "/**"] = /^(\S+) ([^\s/]+)(\/\S*)?$/u.exec(text) ?? [];
  return {
    methods: methods === "*" ? undefined : new Set(methods.split(",")),
    host,
    path: path
      .slice(1)
      .split("/")
      .map((part) => (part === "**" ? "deep" : parseStars(part))),
  };
}

/** What is wrong with the spelling of a request rule; nothing when it is in the one accepted form. */
export function requestRuleFault(text: string): Fault | undefined {
  const wrong = (what: string, wanted = shape): Fault => ({ message: `\`${printable(text)}\` ${what}`, wanted });
  if (text.length > longest) return { message: "the rule is longer than any request", wanted: shape };
  const [, methods = "", host = "", path = "/**"] = /^(\S+) ([^\s/]+)(\/\S*)?$/u.exec(text) ?? [];
  if (methods === "") return wrong("is not a request", suggestion(text));
  if (!/^(?:\*|[A-Z]+(?:-[A-Z]+)*(?:,[A-Z]+(?:-[A-Z]+)*)*)$/u.test(methods))
    return wrong("names no methods", `${methods.toUpperCase()} ${host}${path}`);
  const fault = hostFault(host);
  if (fault !== undefined) return { ...fault, code: "InvalidDomainError" };
  if (/[?#]/u.test(path)) return wrong("holds more than a path", `${methods} ${host}${path.replace(/[?#].*$/u, "")}`);
  if (/[^/]\*\*|\*\*[^/]/u.test(path))
    return wrong("has a ** that is not a whole part of the path", `${shape} or /v1/*`);
  if (/[%\\]|\/\/|\/\.{1,2}(?:\/|$)/u.test(path)) return wrong("has a path that is not in its normal form");
  return undefined;
}

function suggestion(text: string): string {
  const bare = text
    .trim()
    .replaceAll(/\s+/gu, " ")
    .replace(/^(\S+ )?https?:\/\//iu, "$1");
  return bare === "" || bare.includes(" ") ? shape : `* ${bare}`;
}

/** True when the parts of a path match; a `**` at the end stands for at least one. Takes time proportional to both lengths multiplied. */
export function matchesParts(pattern: readonly PathPart[], parts: readonly string[]): boolean {
  let at = 0;
  let index = 0;
  // Where the last `**` stood, and how far it has reached: only that one ever needs to reach further.
  let deep = -1;
  let reached = 0;
  while (index < parts.length) {
    const wanted = pattern[at];
    if (wanted === "deep") {
      deep = at;
      reached = index;
      at += 1;
    } else if (wanted !== undefined && matchesStars(wanted, parts[index] ?? "")) {
      at += 1;
      index += 1;
    } else if (deep !== -1) {
      reached += 1;
      at = deep + 1;
      index = reached;
    } else return false;
  }
  return at === pattern.length;
}
