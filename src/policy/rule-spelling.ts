import { printable } from "../base/index.ts";
import { domainFault } from "./domain-entry.ts";
import type { Fault } from "./fault.ts";
import { knownTools } from "./tool-names.ts";

const toolName = /^(?:[A-Za-z][A-Za-z0-9_.-]*|mcp__[A-Za-z0-9_.*-]*|\*)$/u;
const forms = "Tool, Tool(pattern), Bash(command:*), WebFetch(domain:example.com) or mcp__server__tool";

interface RuleParts {
  readonly tool: string;
  /** What stands between the parentheses; absent for a bare name. */
  readonly pattern: string | undefined;
}

/** Splits `Bash(git push:*)`; nothing when the text is not a rule. */
export function splitRule(text: string): RuleParts | undefined {
  const open = text.indexOf("(");
  if (open === -1) return toolName.test(text) ? { tool: text, pattern: undefined } : undefined;
  const tool = text.slice(0, open);
  if (!text.endsWith(")") || !toolName.test(tool)) return undefined;
  return { tool, pattern: text.slice(open + 1, -1) };
}

/** A name in another case is that of no tool, and a rule of that name would speak of nothing. */
export function caseFault(text: string, tool: string): Fault | undefined {
  const known = knownTools.get(tool.toLowerCase());
  if (known === undefined || known === tool) return undefined;
  return { message: `\`${printable(text)}\` names no tool`, wanted: text.replace(tool, known) };
}

function patternFault(text: string, { tool, pattern }: RuleParts): Fault | undefined {
  const misspelt = caseFault(text, tool);
  if (misspelt !== undefined || pattern === undefined) return misspelt;
  const bare = pattern.trim().replace(/:\*$/u, "").trim();
  if (bare === "") return { message: `\`${printable(text)}\` names no pattern`, wanted: tool };
  if (tool !== "WebFetch" || bare === "*") return undefined;
  const domain = /^domain:(.*)$/su.exec(pattern.trim())?.[1];
  if (domain === undefined)
    return { message: `\`${printable(text)}\` names no domain`, wanted: "WebFetch(domain:example.com)" };
  const fault = domainFault(domain.trim());
  return fault === undefined ? undefined : { ...fault, code: "InvalidDomainError" };
}

/** What is wrong with the form of a rule. Whether its command can be read is found when rules are compiled. */
export function ruleFault(text: string): Fault | undefined {
  const parts = splitRule(text.trim());
  if (text.length <= 4096 && parts !== undefined) return patternFault(text, parts);
  const open = /\([^)]+$/u.test(text);
  return { message: `\`${printable(text)}\` is not a rule`, wanted: open ? `${printable(text.trim())})` : forms };
}

/** What is wrong with the name of a tool in `tools`. */
export function toolFault(text: string): Fault | undefined {
  if (toolName.test(text)) return caseFault(text, text);
  const tool = splitRule(text)?.tool;
  return {
    message: `\`${printable(text)}\` is not the name of a tool`,
    wanted: tool ?? "a name such as Bash or mcp__server__tool",
  };
}

/** What is wrong with an entry of `allowed_commands` and its kin. */
export function commandFault(text: string): Fault | undefined {
  const inner = /^Bash\((.*)\)$/su.exec(text.trim())?.[1];
  if (inner !== undefined)
    return { message: `\`${printable(text)}\` is a rule where a command is required`, wanted: commandWords(inner) };
  if (commandWords(text) === "" || text.length > 4096)
    return { message: "the command is empty or too long", wanted: "a command such as git push" };
  if (text.includes("\0"))
    return { message: `\`${printable(text)}\` holds NUL`, wanted: commandWords(text.replaceAll("\0", "")) };
  return undefined;
}

function commandWords(text: string): string {
  return text
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/\s?:\*$/u, "");
}

/** The rule that an entry of `allowed_commands` and its kin stands for (semantics 21). */
export function commandRule(entry: string): string {
  const words = commandWords(entry);
  return words === "*" ? "Bash" : `Bash(${words}:*)`;
}

/** One spelling for rules that are the same: spaces collapsed, `Tool(*)` and `Bash(**)` as the tool. */
export function normalRule(text: string): string {
  const parts = splitRule(text.trim());
  if (parts === undefined) return text;
  const pattern = parts.pattern?.trim().replace(/\s+/gu, " ");
  const anything = parts.tool === "Bash" ? /^\*+(?::\*)?$/u : /^\*(?::\*)?$/u;
  return pattern === undefined || anything.test(pattern) ? parts.tool : `${parts.tool}(${pattern})`;
}

/** True when everything that `inner` matches is matched by `outer` too; no is always a safe answer. */
export function coversRule(outer: string, inner: string): boolean {
  const [wide, narrow] = [normalRule(outer), normalRule(inner)];
  if (wide === narrow || wide === "*") return true;
  const [wideParts, narrowParts] = [splitRule(wide), splitRule(narrow)];
  if (wideParts === undefined || narrowParts === undefined) return false;
  if (wideParts.pattern === undefined) return coversTool(wideParts.tool, narrowParts.tool);
  if (wideParts.tool !== narrowParts.tool) return false;
  if (wideParts.tool !== "Bash") return coversFolder(wideParts.pattern, narrowParts.pattern ?? "");
  if (!wideParts.pattern.endsWith(":*")) return false;
  const words = wideParts.pattern.slice(0, -2);
  const inside = (narrowParts.pattern ?? "").replace(/:\*$/u, "");
  return !words.includes("*") && (inside === words || inside.startsWith(`${words} `));
}

/** `./src/**` covers what is written below `./src/`. */
function coversFolder(outer: string, inner: string): boolean {
  const folder = outer.endsWith("/**") ? outer.slice(0, -2) : "";
  return /^[^*?[\]{}\\]+$/u.test(folder) && inner.startsWith(folder) && !inner.split("/").includes("..");
}

/** True when the tool name or pattern `outer` covers `inner`: `mcp__git` and `mcp__git__*` cover `mcp__git__push`. */
export function coversTool(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  if (outer.endsWith("*")) return inner.startsWith(outer.slice(0, -1));
  return /^mcp__(?:(?!__).)+$/u.test(outer) && inner.startsWith(`${outer}__`);
}
