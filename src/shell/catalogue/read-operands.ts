import type { EnvChange, Word } from "../../base/index.ts";
import type { FileUse, HostUse, InnerCommand } from "./command-reading.ts";
import { type Findings, nothingFound, type ScannedCommand } from "./findings.ts";
import { looksLikePath } from "./folders.ts";
import { patternPath, revisionPath } from "./git-paths.ts";
import type { Grammar } from "./grammar.ts";
import { onlyAsks } from "./only-asks.ts";
import { certainStart, dropStart, joinWords, splitWord } from "./word-parts.ts";

/** What the operands of one command are, as the roles of its row say. */
export function readOperands(command: ScannedCommand, grammar: Grammar): Findings {
  if (grammar.roles.length === 0 || command.operands.length === 0) return nothingFound;
  const { roles, repeats } = rolesInForce(command, grammar);
  const found: { files: FileUse[]; hosts: HostUse[]; inner: InnerCommand[] } = { files: [], hosts: [], inner: [] };
  const env: EnvChange[] = [];
  const asks = onlyAsks(command.options);
  let operands = command.operands;
  if (roles[0] === "a") {
    const count = operands.findIndex((word) => assignment(word) === undefined);
    const assigned = count < 0 ? operands : operands.slice(0, count);
    env.push(...assigned.flatMap((word) => assignment(word) ?? []));
    operands = count < 0 ? [] : operands.slice(count);
    roles.shift();
  }
  for (const [index, word] of operands.entries()) {
    const role = roleAt(roles, repeats, { index, count: operands.length });
    if (role === undefined || role === "-") continue;
    if (role === "c" || role === "o" || role === "s") {
      found.inner.push(...innerFrom(role, operands.slice(index), env));
      break;
    }
    const isLast = index === operands.length - 1;
    readOperand(found, asks ? askedRole(role) : isLast ? lastRole(role) : role, { word, command, index });
  }
  return { ...found, safe: true };
}

const asked: ReadonlyMap<string, string> = new Map([
  ["w", "r"],
  ["W", "R"],
  ["m", "R"],
  ["nw", "nr"],
]);

/** What is left of a role where nothing is written. */
function askedRole(role: string): string {
  return asked.get(role) ?? role;
}

function lastRole(role: string): string {
  return role === "l" ? "m" : role;
}

function rolesInForce({ options }: ScannedCommand, grammar: Grammar): { roles: string[]; repeats: number } {
  const roles = [...grammar.roles];
  let { repeats } = grammar;
  if (options.some(({ spec }) => spec?.tags.has("t") === true)) roles.pop();
  if (options.some(({ spec }) => spec?.tags.has("p") === true)) {
    roles.shift();
    repeats -= 1;
  }
  return { roles, repeats };
}

/** Fixed roles before the repeating one count from the start, those after it from the end. */
function roleAt(
  roles: readonly string[],
  repeats: number,
  { index, count }: { readonly index: number; readonly count: number },
): string | undefined {
  if (repeats < 0 || index < repeats) return roles[index];
  const after = roles.length - 1 - repeats;
  const fromEnd = count - 1 - index;
  return fromEnd < after ? roles[roles.length - 1 - fromEnd] : roles[repeats];
}

function innerFrom(role: "c" | "o" | "s", words: readonly Word[], env: readonly EnvChange[]): readonly InnerCommand[] {
  if (role !== "s") return [{ kind: "words", words, env, open: role === "o" }];
  const text = joinWords(words);
  return text === undefined ? [] : [{ kind: "text", text, args: [] }];
}

interface Placed {
  readonly word: Word;
  readonly command: ScannedCommand;
  readonly index: number;
}

function readOperand(
  found: { files: FileUse[]; hosts: HostUse[]; inner: InnerCommand[] },
  role: string,
  placed: Placed,
): void {
  const { word, command, index } = placed;
  const from = command.from === undefined ? {} : { from: command.from };
  const add = (access: FileUse["access"], deep: boolean): void => {
    found.files.push({ access, word, deep, ...from });
  };
  if (role === "g" || role === "ps") {
    const pattern = role === "ps" || (command.dashes !== undefined && index >= command.dashes);
    const path = pattern ? patternPath(word) : revisionPath(word);
    if (path !== undefined)
      found.files.push({ access: "read", word: path, deep: role === "g" && path === word, ...from });
    return;
  }
  if (role === "gr" && !isRemote(word) && !certainStart(word).includes("/") && !looksLikePath(word)) return;
  if (role === "h" || ((role === "gr" || role === "nr" || role === "nw") && isRemote(word)))
    return readAddress(found, word);
  if (word.kind === "static" && word.value === "-") return;
  if (reading.has(role)) add("read", role === "R" || role === "m");
  if (role === "nr" || role === "gr") add("read", true);
  if (role === "w" || role === "W" || role === "m" || role === "nw") add("write", role !== "w");
}

const reading: ReadonlySet<string> = new Set(["r", "u", "R", "m", "l"]);

/** `host:path`, `user@host:path`, a URL; a colon after a slash belongs to a path. */
function isRemote(word: Word): boolean {
  return /^[^/]*:/u.test(certainStart(word));
}

function readAddress(found: { files: FileUse[]; hosts: HostUse[]; inner: InnerCommand[] }, word: Word): void {
  const start = certainStart(word);
  if (/^file:\/\//iu.test(start)) found.files.push({ access: "read", word: dropStart(word, 7), deep: true });
  else if (start.startsWith("ext::")) {
    // git's `ext` transport runs the rest as a command
    found.inner.push({ kind: "words", words: splitWord(dropStart(word, 5)), env: [], open: false });
  } else found.hosts.push({ word });
}

/** `NAME=value` as an environment change; `env` asks no more of a name than that a `=` follows it. */
export function assignment(word: Word): EnvChange | undefined {
  const start = certainStart(word);
  const equals = start.indexOf("=");
  if (equals < 0) return undefined;
  return { name: start.slice(0, equals), value: dropStart(word, equals + 1), at: word.at };
}
