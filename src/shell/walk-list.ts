import type {
  AndOr,
  CommandNode,
  CompoundList,
  Coproc,
  Function as FunctionNode,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Statement,
} from "unbash";
import { defineFunction, isFunction } from "./call-function.ts";
import { setVariable } from "./emit-assign.ts";
import { eitherFolders, type Flow, type Folders, staying } from "./folders.ts";
import { knownOutput } from "./known-output.ts";
import { countStep, inRegion, type Place, type Stdin, type Tape } from "./tape.ts";
import { walkCommand } from "./walk-command.ts";
import { walkCompound, walkRedirected } from "./walk-compound.ts";

/** A whole script: line by line, because bash gives up a line at a time. */
export function walkScript(tape: Tape, place: Place, script: ParsedScript, folders: Folders): Flow {
  const lines: Statement[][] = [];
  let end = 0;
  for (const statement of script.commands) {
    const sameLine = lines.length > 0 && !place.source.slice(end, statement.pos).includes("\n");
    if (sameLine) lines.at(-1)?.push(statement);
    else lines.push([statement]);
    end = statement.end;
  }
  let flow = staying(folders);
  for (const line of lines) {
    const risk = firstRisk(place.source, line);
    const from = goesOn(tape, flow, folders);
    flow = inRegion(tape, place, (inside) => {
      const onLine = { ...inside, region: place.region, line: { risk, region: inside.region } };
      return walkStatements(tape, onLine, line, from);
    });
  }
  return flow;
}

function firstRisk(source: string, line: readonly Statement[]): number {
  const start = line[0]?.pos ?? 0;
  const found = source.slice(start, line.at(-1)?.end ?? start).search(/[$`=]/u);
  return found === -1 ? Infinity : start + found;
}

/** Where the next command runs; what can't be reached is read as if it could. */
function goesOn(tape: Tape, { ok, fail }: Flow, before: Folders): Folders {
  const folders = tape.errexit ? ok : eitherFolders(ok, fail);
  return folders.length === 0 ? before : folders;
}

function walkStatements(tape: Tape, place: Place, statements: readonly Statement[], folders: Folders): Flow {
  let flow = staying(folders);
  let current = folders;
  for (const statement of statements) {
    current = goesOn(tape, flow, current);
    flow = walkStatement(tape, place, statement, current);
  }
  return flow;
}

function walkStatement(tape: Tape, place: Place, { command, background }: Statement, folders: Folders): Flow {
  countStep(tape);
  if (background !== true) return walkAny(tape, place, command, folders);
  inRegion(tape, place, (inside) => walkAny(tape, inside, command, folders));
  return staying(folders);
}

function walkAny(tape: Tape, place: Place, node: PipelineNode | AndOr, folders: Folders): Flow {
  if (tape.visited !== folders) tape.visited = eitherFolders(tape.visited, folders);
  if (node.type === "AndOr") return walkAndOr(tape, place, node, folders);
  return node.type === "Pipeline" ? walkPipeline(tape, place, node, folders) : walkNode(tape, place, node, folders);
}

function walkAndOr(tape: Tape, place: Place, node: AndOr, folders: Folders): Flow {
  const [first, ...rest] = node.commands;
  if (first === undefined) return staying(folders);
  let flow = walkAny(tape, place, first, folders);
  for (const [index, command] of rest.entries()) {
    const and = node.operators[index] === "&&";
    const from = and ? flow.ok : flow.fail;
    const start = from.length === 0 ? folders : from;
    const before = flow;
    const after = inRegion(tape, place, (inside) => walkAny(tape, inside, command, start));
    flow = and
      ? { ok: after.ok, fail: eitherFolders(before.fail, after.fail) }
      : { ok: eitherFolders(before.ok, after.ok), fail: after.fail };
  }
  return flow;
}

function walkPipeline(tape: Tape, place: Place, node: Pipeline, folders: Folders): Flow {
  const [only] = node.commands;
  const negated = node.prefixes.filter((prefix) => prefix.type === "Negation").length % 2 === 1;
  if (node.commands.length === 1 && only !== undefined) {
    const flow = walkNode(tape, place, only, folders);
    return negated ? { ok: flow.fail, fail: flow.ok } : flow;
  }
  let { stdin } = place;
  let last = staying(folders);
  for (const command of node.commands) {
    const from = { ...place, stdin };
    last = inRegion(tape, from, (inside) => walkNode(tape, inside, command, folders));
    stdin = pipedText(tape, place, command);
  }
  if (!tape.lastpipe) return staying(folders);
  const after = eitherFolders(folders, eitherFolders(last.ok, last.fail));
  return { ok: after, fail: after };
}

function pipedText(tape: Tape, place: Place, command: CommandNode): Stdin {
  const at = { start: command.pos, end: command.end };
  const text = knownOutput(command, (name) => isFunction(tape, name));
  if (text !== undefined) return { kind: "text", text, at };
  return { kind: "unknown", text: place.source.slice(at.start, at.end), at };
}

/** One command of any kind. */
function walkNode(tape: Tape, place: Place, node: CommandNode, folders: Folders): Flow {
  switch (node.type) {
    case "Command":
      return walkCommand(tape, place, node, folders);
    case "Function":
      return walkDefinition(tape, place, node, folders);
    case "Coproc":
      return walkCoproc(tape, place, node, folders);
    case "Redirected":
      return walkRedirected(tape, place, node, folders);
    default:
      return walkCompound(tape, place, node, folders);
  }
}

function walkDefinition(tape: Tape, place: Place, node: FunctionNode, folders: Folders): Flow {
  defineFunction(tape, place, node);
  return staying(folders);
}

function walkCoproc(tape: Tape, place: Place, node: Coproc, folders: Folders): Flow {
  const name = node.name?.value ?? "COPROC";
  const at = { start: node.pos, end: node.name?.end ?? node.pos };
  const value = { kind: "digits" as const, from: [] };
  setVariable(tape, place, { name, at, value });
  setVariable(tape, place, { name: `${name}_PID`, at, value });
  const piped: Place = { ...place, stdin: unknownInput(place, node) };
  inRegion(tape, piped, (inside) => walkBody(tape, inside, node.body, folders));
  return staying(folders);
}

function unknownInput(place: Place, { pos, end }: { readonly pos: number; readonly end: number }): Stdin {
  return { kind: "unknown", text: place.source.slice(pos, Math.min(end, pos + 80)), at: { start: pos, end } };
}

export function walkList(tape: Tape, place: Place, list: CompoundList, folders: Folders): Flow {
  return walkStatements(tape, place, list.commands, folders);
}

/** The body of a function or a coprocess. */
export function walkBody(
  tape: Tape,
  place: Place,
  body: FunctionNode["body"] | Coproc["body"],
  folders: Folders,
): Flow {
  if (body.type === "CompoundList") return walkStatements(tape, place, body.commands, folders);
  return walkNode(tape, place, body, folders);
}
