import type {
  ArithmeticExpression,
  Case,
  CompoundCommand,
  CompoundList,
  For,
  If,
  Redirected,
  Select,
  TestExpression,
  While,
  Word as SourceWord,
} from "unbash";
import { assertNever } from "../base/index.ts";
import { assignedValue, judgeArithmetic, judgeArithmeticWord } from "./arithmetic.ts";
import { emitAssign } from "./emit-assign.ts";

import { eitherFolders, type Flow, type Folders, staying } from "./folders.ts";
import { judgeName } from "./judge-name.ts";
import { readSingleWord, readWord } from "./read-word.ts";
import { emit, inRegion, type Place, spanIn, type Tape } from "./tape.ts";
import { walkRedirects } from "./walk-redirects.ts";
import { walkPart, walkWord } from "./walk-words.ts";

/** Redirections around a compound command: what it is fed is shared by everything in it. */
export function walkRedirected(tape: Tape, place: Place, node: Redirected, folders: Folders): Flow {
  const stdin = walkRedirects(tape, place, node.redirects, folders);
  const inside = stdin === place.stdin ? place : { ...place, stdin: { ...stdin, kind: "unknown" as const } };
  return walkCompound(tape, inside, node.command, folders);
}

export function walkCompound(tape: Tape, outer: Place, node: CompoundCommand, folders: Folders): Flow {
  // what is piped into a compound command is shared by everything in it
  const place: Place = outer.stdin.kind === "text" ? { ...outer, stdin: { ...outer.stdin, kind: "unknown" } } : outer;
  switch (node.type) {
    case "BraceGroup":
      return tape.walk.list(tape, place, node.body, folders);
    case "Subshell":
      inRegion(tape, place, (inside) => tape.walk.list(tape, inside, node.body, folders));
      return staying(folders);
    case "If":
      return walkIf(tape, place, node, folders);
    case "While":
      return walkWhile(tape, place, node, folders);
    case "For":
    case "Select":
      return walkFor(tape, place, node, folders);
    case "ArithmeticFor":
      for (const part of [node.initialize, node.test, node.update]) walkArithmetic(tape, place, { part, folders });
      return walkLoop(tape, place, node.body, folders);
    case "Case":
      return walkCase(tape, place, node, folders);
    case "ArithmeticCommand":
      walkArithmetic(tape, place, { part: node.expression, folders });
      return staying(folders);
    case "TestCommand":
      walkTest(tape, place, node.expression, folders);
      return staying(folders);
    default:
      return assertNever(node);
  }
}

interface Expression {
  readonly part: ArithmeticExpression | undefined;
  readonly folders: Folders;
}

function walkArithmetic(tape: Tape, place: Place, { part, folders }: Expression): void {
  if (part === undefined) return;
  judgeArithmetic(tape, place, part);
  walkPart(tape, place, part, folders);
}

function walkBranch(tape: Tape, place: Place, list: CompoundList, folders: Folders): Flow {
  return inRegion(tape, place, (inside) => tape.walk.list(tape, inside, list, folders));
}

function walkIf(tape: Tape, place: Place, node: If, folders: Folders): Flow {
  const condition = tape.walk.list(tape, place, node.clause, folders);
  let after = walkBranch(tape, place, node.then, orElse(condition.ok, folders));
  let from = condition.fail;
  for (const branch of node.elif) {
    const test = walkBranch(tape, place, branch.clause, orElse(from, folders));
    after = joinFlows(after, walkBranch(tape, place, branch.then, orElse(test.ok, folders)));
    from = test.fail;
  }
  if (node.else === undefined) return joinFlows(after, { ok: from, fail: [] });
  return joinFlows(after, walkBranch(tape, place, node.else, orElse(from, folders)));
}

/** What can't be reached is read as if it could. */
function orElse(folders: Folders, before: Folders): Folders {
  return folders.length === 0 ? before : folders;
}

function joinFlows(one: Flow, other: Flow): Flow {
  return { ok: eitherFolders(one.ok, other.ok), fail: eitherFolders(one.fail, other.fail) };
}

function walkWhile(tape: Tape, place: Place, node: While, folders: Folders): Flow {
  const condition = tape.walk.list(tape, place, node.clause, folders);
  const [enter, leave] = node.kind === "while" ? [condition.ok, condition.fail] : [condition.fail, condition.ok];
  const loop = walkLoop(tape, place, node.body, orElse(enter, folders));
  return { ok: eitherFolders(orElse(leave, folders), loop.ok), fail: loop.fail };
}

/** A body that moves and does not come back leaves its next round in a folder that nobody knows. */
function walkLoop(tape: Tape, place: Place, body: CompoundList, folders: Folders): Flow {
  const { ok, fail } = walkBranch(tape, place, body, folders);
  const after = eitherFolders(ok, fail);
  const moved = after.find((folder) => !folder.doubtful && !folders.some(({ path }) => path === folder.path));
  if (moved !== undefined) {
    const text = place.source.slice(body.pos, Math.min(body.end, body.pos + 80));
    emit(tape, { kind: "opaque", what: "cwd", text, at: spanIn(place, body), via: place.via });
  }
  const all = eitherFolders(folders, after);
  return { ok: all, fail: all };
}

function walkFor(tape: Tape, place: Place, node: For | Select, folders: Folders): Flow {
  const name = node.name.value;
  const at = { start: node.name.pos, end: node.name.end };
  emitAssign(tape, place, { change: { name, at }, scope: "shell" });
  if (node.wordlist === undefined) tape.facts.assign(name, { kind: "data" });
  for (const word of node.wordlist ?? []) {
    walkWord(tape, place, word, folders);
    for (const value of readWord(word)) {
      tape.facts.assign(
        name,
        value.kind === "static" ? { kind: "text", text: value.value } : assignedValue(tape, word),
      );
    }
  }
  if (node.type === "Select") tape.facts.assign("REPLY", { kind: "data" });
  return walkLoop(tape, place, node.body, folders);
}

function walkCase(tape: Tape, place: Place, node: Case, folders: Folders): Flow {
  walkWord(tape, place, node.word, folders);
  let flow = staying(folders);
  for (const item of node.items) {
    for (const pattern of item.pattern) walkWord(tape, place, pattern, folders);
    flow = joinFlows(flow, walkBranch(tape, place, item.body, folders));
  }
  return flow;
}

const numericTests = new Set(["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]);

/** `[[ … ]]`: its number tests evaluate both sides, and `-v` the subscript of a name. */
function walkTest(tape: Tape, place: Place, node: TestExpression, folders: Folders): void {
  switch (node.type) {
    case "TestUnary":
      walkWord(tape, place, node.operand, folders);
      if (node.operator === "-v" || node.operator === "-R") judgeName(tape, place, readSingleWord(node.operand));
      return;
    case "TestBinary":
      walkTestSide(tape, place, { word: node.left, number: numericTests.has(node.operator), folders });
      return walkTestSide(tape, place, { word: node.right, number: numericTests.has(node.operator), folders });
    case "TestLogical":
      for (const operand of node.operands) walkTest(tape, place, operand, folders);
      return;
    case "TestNot":
      return walkTest(tape, place, node.operand, folders);
    case "TestGroup":
      return walkTest(tape, place, node.expression, folders);
    default:
      assertNever(node);
  }
}

interface TestSide {
  readonly word: SourceWord;
  readonly number: boolean;
  readonly folders: Folders;
}

function walkTestSide(tape: Tape, place: Place, { word, number, folders }: TestSide): void {
  walkWord(tape, place, word, folders);
  if (number) judgeArithmeticWord(tape, place, word);
}
