import type { Command, If, ParsedScript, Statement } from "unbash";
import { areSilent, type Frame, frameCommand, isPlainPath, isSilent } from "./frame.ts";

/** `__CODEX_…_SET_0="${NAME+x}"`, `__CODEX_…_0="${NAME-}"`: whether a variable is set, and its value, kept while the snapshot is read. */
const kept = /^(?<slot>__CODEX_\w+)="\$\{(?<name>[A-Za-z_]\w*)(?<how>\+x|-)\}"$/u;

/** What the frame has said so far. */
interface Notes {
  readonly source: string;
  /** What each of the frame's own variables keeps, `NAME+x` or `NAME-`. */
  readonly slots: Map<string, string>;
  readonly frameSources: string[];
  readonly frameSearches: string[];
}

/**
 * Values kept, `if . SNAPSHOT >/dev/null 2>&1; then :; fi`, each variable put back to what it was, the client's own
 * folder put on `PATH`, and `exec SHELL -c COMMAND`.
 */
export function codexFrame(script: ParsedScript, source: string): Frame | undefined {
  const statements = [...script.commands];
  const run = readRun(statements.pop());
  if (run === undefined || statements.length === 0) return undefined;
  const notes: Notes = { source, slots: new Map(), frameSources: [], frameSearches: [] };
  if (!statements.every((statement) => isKnown(statement, notes))) return undefined;
  const { frameSources, frameSearches } = notes;
  if (frameSources.length > 1 || frameSearches.length > 1) return undefined;
  return { client: "codex", ...run, frameWrites: [], frameSources, frameSearches };
}

/** `exec '/bin/bash' -c 'COMMAND'`: only bash reads it as it is read here. */
function readRun(statement: Statement | undefined): Pick<Frame, "inner" | "shell"> | undefined {
  const command = statement?.background === true ? undefined : frameCommand(statement?.command);
  if (command === undefined || command.redirects.length > 0) return undefined;
  const [exec, path, option, text] = command.words;
  if (exec !== "exec" || path === undefined || (option !== "-c" && option !== "-lc")) return undefined;
  if (text === undefined || !isPlainPath(path) || !path.endsWith("bash")) return undefined;
  const [shell, , word] = command.node.suffix;
  if (shell === undefined || word === undefined) return undefined;
  return {
    inner: { text, at: { start: word.pos, end: word.end }, quoted: true },
    shell: { path, at: { start: shell.pos, end: shell.end } },
  };
}

function isKnown({ command, background, pos, end }: Statement, notes: Notes): boolean {
  if (background === true) return false;
  if (command.type === "Command") return keepsValue(command, notes);
  const text = spelled(notes, pos, end);
  if (command.type !== "If") return command.type === "AndOr" && forgets(text, notes);
  return sourcesSnapshot(command, notes) || putsBack(text, notes) || extendsPath(text, notes) || guards(command, notes);
}

function spelled({ source }: Notes, start: number, end: number): string {
  return source.slice(start, end).replaceAll(/\s+/gu, " ");
}

function keepsValue({ name, prefix, suffix }: Command, { source, slots }: Notes): boolean {
  if (name !== undefined || suffix.length > 0) return false;
  return prefix.every(({ pos, end }) => {
    const found = kept.exec(source.slice(pos, end))?.groups;
    if (found?.["slot"] !== undefined) slots.set(found["slot"], `${found["name"]}${found["how"]}`);
    return found !== undefined;
  });
}

/** `builtin unset A B 2>/dev/null || command unset A B`, of the frame's own variables. */
function forgets(text: string, { slots }: Notes): boolean {
  const own = /^builtin unset (?<own>__CODEX_\w+(?: __CODEX_\w+)*) 2>\/dev\/null \|\| command unset \k<own>$/u.exec(
    text,
  )?.groups?.["own"];
  for (const slot of own?.split(" ") ?? []) slots.delete(slot);
  return own !== undefined;
}

function sourcesSnapshot({ clause, then, elif, else: otherwise }: If, { frameSources }: Notes): boolean {
  const [test] = clause.commands;
  const [nothing] = then.commands;
  if (clause.commands.length !== 1 || then.commands.length !== 1 || elif.length > 0 || otherwise !== undefined)
    return false;
  const command = frameCommand(test?.command);
  const path = command?.words[1];
  if (command?.words[0] !== "." || path === undefined || command.words.length !== 2 || !areSilent(command.redirects))
    return false;
  if (test?.background === true || nothing?.background === true) return false;
  if (!isSilent(frameCommand(nothing?.command), ":") || !isPlainPath(path)) return false;
  if (!/\/shell_snapshots\/[\w-]+(?:\.[\w-]+)?\.sh$/u.test(path)) return false;
  frameSources.push(path);
  return true;
}

const ifSet = /^if \[ -n "\$\{(?<set>__CODEX_\w+?)(?::?-)?\}" \]; then /u;
/** Exported anew when it has changed, else only marked for export; or simply exported. */
const restored =
  /^(?:if \[ -z "\$\{(?<name>\w+)\+x\}" \] \|\| \[ "\$\{\k<name>-\}" != "\$\{(?<from>\w+)\}" \]; then export \k<name>="\$\{\k<from>\}"; else export \k<name>; fi|export (?<plain>\w+)="\$\{(?<plainFrom>\w+?)(?::?-)?\}";) else /u;

/** Into the same variable that the value came from; an empty `PATH` would be the working folder. */
function putsBack(text: string, { slots }: Notes): boolean {
  const condition = ifSet.exec(text);
  const rest = text.slice(condition?.[0].length ?? 0);
  const change = restored.exec(rest);
  const name = change?.groups?.["name"] ?? change?.groups?.["plain"] ?? "";
  const from = change?.groups?.["from"] ?? change?.groups?.["plainFrom"] ?? "";
  if (condition === null || change === null || slots.get(from) !== `${name}-`) return false;
  if (slots.get(condition.groups?.["set"] ?? "") !== `${name}+x`) return false;
  const forget = rest.slice(change[0].length);
  return forget === `unset ${name}; fi` || forget === `builtin unset ${name} 2>/dev/null || command unset ${name}; fi`;
}

function extendsPath(text: string, { frameSearches }: Notes): boolean {
  const found =
    /^if \[ -n "\$\{PATH:-\}" \]; then export PATH='(?<folder>[^']+)':"\$PATH"; else export PATH='\k<folder>'; fi$/u.exec(
      text,
    );
  const folder = found?.groups?.["folder"];
  if (folder === undefined || !isPlainPath(folder)) return false;
  frameSearches.push(folder);
  return true;
}

/** `if [ -n "$SET" ] || [ -n "${NAME+x}" ]; then …; fi` around variables that are put back. */
function guards({ clause, then, elif, else: otherwise }: If, notes: Notes): boolean {
  const [first, last] = [clause.commands[0], clause.commands.at(-1)];
  if (first === undefined || last === undefined || elif.length > 0 || otherwise !== undefined) return false;
  const condition = spelled(notes, first.pos, last.end);
  if (!/^\[ -n "\$__CODEX_\w+" \] \|\| \[ -n "\$\{CODEX_\w+\+x\}" \];?$/u.test(condition)) return false;
  return then.commands.every(({ command, background, pos, end }) => {
    const text = spelled(notes, pos, end);
    return background !== true && (command.type === "If" ? putsBack(text, notes) : forgets(text, notes));
  });
}
