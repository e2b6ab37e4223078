import type { Command, If, ParsedScript, Statement } from "unbash";
import { areSilent, type Frame, frameCommand, isPlainPath, isSilent } from "./frame.ts";

/** `__CODEX_…_0="${NAME-}"`: keeps a variable's value while the snapshot is read. */
const kept = /^(?<slot>__CODEX_[A-Z_]+_(?<set>SET_)?(?<index>\d+))="\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:\+x|-)\}"$/u;

/**
 * `if . SNAPSHOT >/dev/null 2>&1; then :; fi`, variables put back to what they were, `exec SHELL -c COMMAND`.
 */
export function codexFrame(script: ParsedScript, source: string): Frame | undefined {
  const statements = [...script.commands];
  const run = readRun(statements.pop());
  if (run === undefined || statements.some(({ background }) => background === true)) return undefined;
  const names = new Map<string, string>();
  const frameSources: string[] = [];
  for (const { command } of statements) {
    if (command.type === "Command" && keepValue(command, source, names)) continue;
    if (command.type !== "If") return undefined;
    const snapshot = readSnapshot(command);
    if (snapshot !== undefined) frameSources.push(snapshot);
    else if (!putsBack(command, source, names)) return undefined;
  }
  if (frameSources.length > 1 || statements.length === 0) return undefined;
  return { client: "codex", inner: run, frameWrites: [], frameSources };
}

/** `exec '/bin/bash' -c 'COMMAND' 'ARG'…`: only bash reads it as it is read here. */
function readRun(statement: Statement | undefined): Frame["inner"] | undefined {
  const command = statement?.background === true ? undefined : frameCommand(statement?.command);
  if (command === undefined || command.redirects.length > 0) return undefined;
  const [exec, shell, option, text] = command.words;
  if (exec !== "exec" || shell === undefined || (option !== "-c" && option !== "-lc")) return undefined;
  if (text === undefined || !/^\/(?:usr\/(?:local\/)?)?bin\/bash$/u.test(shell)) return undefined;
  const word = command.node.suffix[2];
  return word === undefined ? undefined : { text, at: { start: word.pos, end: word.end }, quoted: true };
}

function keepValue({ name, prefix, suffix }: Command, source: string, names: Map<string, string>): boolean {
  if (name !== undefined || suffix.length > 0) return false;
  return prefix.every((item) => {
    const found = kept.exec(source.slice(item.pos, item.end))?.groups;
    const variable = found?.["name"];
    const slot = found?.["slot"]?.replace("_SET_", "_");
    if (variable === undefined || slot === undefined) return false;
    const known = names.get(slot);
    names.set(slot, variable);
    return known === undefined || known === variable;
  });
}

function readSnapshot({ clause, then, elif, else: otherwise }: If): string | undefined {
  const [test] = clause.commands;
  const [nothing] = then.commands;
  if (clause.commands.length !== 1 || then.commands.length !== 1 || elif.length > 0 || otherwise !== undefined)
    return undefined;
  const command = frameCommand(test?.command);
  const path = command?.words[1];
  if (command?.words[0] !== "." || path === undefined || command.words.length !== 2 || !areSilent(command.redirects))
    return undefined;
  if (!isSilent(frameCommand(nothing?.command), ":")) return undefined;
  return isPlainPath(path) && /\/shell_snapshots\/[\w-]+(?:\.[\w-]+)?\.sh$/u.test(path) ? path : undefined;
}

/** `if [ -n "${…_SET_0}" ]; then export NAME="${…_0}"; else unset NAME; fi`, into the same variable it came from. */
function putsBack(node: If, source: string, names: ReadonlyMap<string, string>): boolean {
  const text = source.slice(node.pos, node.end).replaceAll(/\s+/gu, " ");
  const found =
    /^if \[ -n "\$\{(?<slot>__CODEX_[A-Z_]+?)_SET_(?<index>\d+)(?::?-)?\}" \]; then export (?<name>\w+)="\$\{(?<from>\w+?)(?::?-)?\}"; else unset (?<gone>\w+); fi$/u.exec(
      text,
    )?.groups;
  if (found === undefined || found["name"] !== found["gone"]) return false;
  const slot = `${found["slot"]}_${found["index"]}`;
  return found["from"] === slot && names.get(slot) === found["name"];
}
