import { printable } from "../base/index.ts";
import type { Fault } from "./fault.ts";
import { suggest } from "./suggest.ts";
import { pathVariables } from "./variables.ts";

const variableStart = /^\$\{([^}]*)\}(?=\/|$)/u;
const variableNames = pathVariables.map((name) => `\${${name}}`).join(" ");

/** Removes what says nothing (`.`, `//`) and takes `..` back, never above the start. */
function collapse(path: string): string {
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") kept.pop();
    else if (part !== "." && part !== "") kept.push(part);
  }
  return kept.join("/");
}

function variableFault(text: string): Fault | undefined {
  const used = [...text.matchAll(/\$\{([^}]*)(\}?)/gu)];
  for (const [whole, name = "", close] of used) {
    if (close === "")
      return {
        message: `\`${printable(text)}\` opens a variable without closing it`,
        wanted: `one of ${variableNames}`,
      };
    if (pathVariables.some((known) => known === name)) continue;
    const near = suggest(name, pathVariables);
    return {
      message: `unknown path variable \`${printable(whole)}\``,
      wanted: near === undefined ? `one of ${variableNames}` : `\${${near}}`,
    };
  }
  const starts = variableStart.test(text) ? 1 : 0;
  if (used.length <= starts) return undefined;
  return {
    message: `\`${printable(text)}\` uses a variable after the start of the path`,
    wanted: "a variable stands first and is followed by / or nothing",
  };
}

function emptyFault(text: string): Fault | undefined {
  if (text.trim() === "") return { message: "the path is empty", wanted: "an absolute path or ${project_root}/…" };
  // oxlint-disable-next-line no-control-regex -- control characters are what is being refused
  if (/[\u0000-\u001f\u007f]/u.test(text)) {
    return { message: `\`${printable(text)}\` holds a control character`, wanted: "a path without control characters" };
  }
  return undefined;
}

function climbFault(text: string): Fault | undefined {
  if (!text.split("/").includes("..")) return undefined;
  const start = variableStart.exec(text)?.[0] ?? "";
  const rest = collapse(text.slice(start.length));
  const climbs = start !== "" || !text.startsWith("/");
  return {
    message: `\`${printable(text)}\` climbs with \`..\``,
    wanted: climbs ? "the absolute path itself, without `..`" : `/${rest}`,
  };
}

function relativeFault(text: string): Fault | undefined {
  if (text.startsWith("/") || variableStart.test(text)) return undefined;
  const message = `\`${printable(text)}\` is relative where an absolute path is required`;
  const shell = /^(?:~|\$HOME)(?=\/|$)/u.exec(text)?.[0];
  if (shell !== undefined) return { message, wanted: `\${home}${text.slice(shell.length)}` };
  if (/^[A-Za-z]:[\\/]/u.test(text)) return { message, wanted: "an absolute path that starts with /" };
  return { message, wanted: `\${project_root}/${collapse(text)}` };
}

/** What is wrong with an entry that must be absolute or start with a path variable. */
export function absolutePathFault(text: string): Fault | undefined {
  return emptyFault(text) ?? variableFault(text) ?? climbFault(text) ?? relativeFault(text);
}

/** The same for an entry that may also be relative, which then counts from `${project_root}`. */
export function deniedPathFault(text: string): Fault | undefined {
  const shell = /^(?:~|\$HOME)(?=\/|$)/u.test(text);
  return emptyFault(text) ?? variableFault(text) ?? climbFault(text) ?? (shell ? relativeFault(text) : undefined);
}

/** True for an entry that is a gitignore-style pattern rather than one path. */
export function isGlob(text: string): boolean {
  return /[*?[\\]/u.test(text);
}

/** A path as an entry or a rule that names it alone, whatever it is called. */
export const literally = (path: string): string => path.replace(/[*?[\]\\]/gu, "\\$&");

/** The same where exactly one path is wanted: no patterns. */
export function onePathFault(text: string): Fault | undefined {
  const fault = absolutePathFault(text);
  if (fault !== undefined || !isGlob(text)) return fault;
  return { message: `\`${printable(text)}\` is a pattern where one path is required`, wanted: "one absolute path" };
}
