import type { ParsedScript, Statement } from "unbash";
import { type Frame, frameCommand, isPlainPath } from "./frame.ts";

/**
 * The command in a subshell or a group, its status kept, the ids of background processes written to a file:
 * `( trap 'jobs -p > "$_bgpids_file"' EXIT; COMMAND ); __code=$?; exit $__code`, or `pgrep -g 0 > FILE` after it.
 */
export function geminiFrame(script: ParsedScript, source: string): Frame | undefined {
  const statements = [...script.commands];
  if (statements.some(({ background }) => background === true)) return undefined;
  if (isShopt(statements[0])) statements.shift();
  const named = readNamedFile(statements[0], source);
  if (named !== undefined) statements.shift();
  const [body, ...after] = statements;
  const inner = body === undefined ? undefined : readBody(body, source, named !== undefined);
  const listed = readTail(after, source);
  if (inner === undefined || listed === undefined) return undefined;
  const frameWrites = [...(named === undefined ? [] : [named]), ...listed];
  // exactly one of the two ways
  return frameWrites.length === 1 ? { client: "gemini", inner, frameWrites, ...nothingElse } : undefined;
}

const nothingElse = { frameSources: [], frameSearches: [], shell: undefined } as const;

function isShopt(statement: Statement | undefined): boolean {
  const command = frameCommand(statement?.command);
  if (command === undefined || command.redirects.length > 0) return false;
  return /^shopt -u(?: (?:promptvars|nullglob|extglob|nocaseglob|dotglob))+$/u.test(command.words.join(" "));
}

function readNamedFile(statement: Statement | undefined, source: string): string | undefined {
  if (statement?.command.type !== "Command" || statement.command.name !== undefined) return undefined;
  const text = source.slice(statement.pos, statement.end);
  return processFile(/^_bgpids_file=(?<path>.*)$/su.exec(text)?.groups?.["path"] ?? "");
}

/** The file for the ids, in quotes or not. */
function processFile(spelled: string): string | undefined {
  const path = spelled.replace(/^'(?<inside>.*)'$/su, "$<inside>");
  const known = /\/(?:shell_pgrep_[0-9a-f]+\.tmp|gemini-shell-[\w-]+\/[\w.-]+)$/u.test(path);
  return known && isPlainPath(path) ? path : undefined;
}

const trap = `trap 'jobs -p > "$_bgpids_file"' EXIT`;

function readBody({ command }: Statement, source: string, trapped: boolean): Frame["inner"] | undefined {
  if (command.type !== "Subshell" && command.type !== "BraceGroup") return undefined;
  const [first] = command.body.commands;
  const end = command.end - 1;
  if (!trapped) return { text: source.slice(command.pos + 1, end), at: { start: command.pos + 1, end }, quoted: false };
  if (first === undefined || source.slice(first.pos, first.end) !== trap) return undefined;
  const start = first.end + (source.charAt(first.end) === ";" ? 1 : 0);
  // The command shares the variable with the frame: whoever touches it chooses what the frame writes.
  if (
    source
      .slice(start, end)
      .replaceAll(/['"\\\n]/gu, "")
      .includes("bgpids_file")
  )
    return undefined;
  return { text: source.slice(start, end), at: { start, end }, quoted: false };
}

/** `__code=$?`, perhaps the list of processes, `exit $__code`; returns the file that the list goes to. */
function readTail(statements: readonly Statement[], source: string): readonly string[] | undefined {
  const texts = statements.map(({ pos, end }) => source.slice(pos, end));
  if (texts.shift() !== "__code=$?" || texts.pop() !== "exit $__code") return undefined;
  const [list, ...more] = texts;
  if (list === undefined) return [];
  const spelled = /^pgrep (?:-g 0|-P \$\$) ?> ?(?<path>\S+) 2>&1$/u.exec(list)?.groups?.["path"];
  const path = spelled === undefined ? undefined : processFile(spelled);
  return path === undefined || more.length > 0 ? undefined : [path];
}
