import type { AndOr, Command, CompoundList, ParsedScript, PipelineNode, Word } from "unbash";
import { areSilent, type Frame, frameCommand, isPlainPath, isSilent, spellRedirect } from "./frame.ts";
import { readSingleWord } from "./read-word.ts";

/** The steps of the frame in order, each optional but the last two; `t` is the `|| true` that forgives the step before it. */
const order = /^(?:st?)?(?:x|gt?|ut?)*ep$/u;

interface Step {
  readonly kind: "s" | "t" | "x" | "g" | "u" | "e" | "p";
  readonly source?: string;
  readonly write?: string;
  readonly text?: Frame["inner"];
}

/**
 * `source SNAPSHOT || true && shopt -u extglob || true && { unalias … } || true && eval 'COMMAND' < /dev/null && pwd -P >| FILE`.
 */
export function claudeCodeFrame(script: ParsedScript): Frame | undefined {
  const [statement] = script.commands;
  if (script.commands.length !== 1 || statement === undefined || statement.background === true) return undefined;
  if (statement.command.type !== "AndOr") return undefined;
  const steps: Step[] = [];
  for (const [index, node] of statement.command.commands.entries()) {
    const step = readStep(node);
    if (step === undefined || !isJoined(statement.command, index, step)) return undefined;
    steps.push(step);
  }
  if (!order.test(steps.map(({ kind }) => kind).join(""))) return undefined;
  const inner = steps.find(({ text }) => text !== undefined)?.text;
  if (inner === undefined) return undefined;
  const frameWrites = steps.flatMap(({ write }) => write ?? []);
  return { client: "claude-code", inner, frameWrites, frameSources: steps.flatMap((step) => step.source ?? []) };
}

/** `true` follows `||`, everything else `&&`. */
function isJoined({ operators }: AndOr, index: number, { kind }: Step): boolean {
  return index === 0 || operators[index - 1] === (kind === "t" ? "||" : "&&");
}

function readStep(node: PipelineNode): Step | undefined {
  if (node.type === "Redirected" || node.type === "BraceGroup") return readGroup(node);
  if (node.type !== "Command") return undefined;
  const command = frameCommand(node);
  if (command === undefined) return isExport(node) ? { kind: "x" } : undefined;
  const { words, redirects } = command;
  if (isSilent(command, "true")) return { kind: "t" };
  if (isSilent(command, "shopt -u extglob")) return { kind: "g" };
  if (words[0] === "source" && words[1] !== undefined && words.length === 2 && areSilent(redirects)) {
    return isSnapshot(words[1]) ? { kind: "s", source: words[1] } : undefined;
  }
  if (words.join(" ") === "pwd -P") return readFolderFile(redirects);
  return words[0] === "eval" && words.length === 2 && areSilent(redirects) ? readEval(node) : undefined;
}

function isSnapshot(path: string): boolean {
  return isPlainPath(path) && /\/shell-snapshots\/snapshot-[a-z]+-[\w-]+\.sh$/u.test(path);
}

function readFolderFile(redirects: readonly string[]): Step | undefined {
  const [redirect] = redirects;
  const path = redirect?.startsWith(">|") === true ? redirect.slice(2) : "";
  const known = redirects.length === 1 && isPlainPath(path) && /\/claude-[0-9a-z]+-cwd$/u.test(path);
  return known ? { kind: "p", write: path } : undefined;
}

function readEval({ suffix }: Command): Step | undefined {
  const [word] = suffix.filter((item): item is Word => item.type === "Word");
  const value = word === undefined ? undefined : readSingleWord(word);
  if (word === undefined || value?.kind !== "static") return undefined;
  return { kind: "e", text: { text: value.value, at: value.at, quoted: true } };
}

/** Settings that the client hands to its own tools; a name that could change what runs makes it no frame. */
function isExport({ name, prefix, suffix }: Command): boolean {
  if (name?.text !== "export" || prefix.length > 0 || suffix.length === 0) return false;
  return suffix.every((item) => {
    if (item.type !== "Assignment" || item.value.type !== "Word" || item.index !== undefined) return false;
    if (item.name === "BUN_OPTIONS") return item.value.text === '"--smol${BUN_OPTIONS:+ $BUN_OPTIONS}"';
    return /^(?:TMP|TEMP|TMPDIR|CLAUDE_[A-Z_]+)$/u.test(item.name) && readSingleWord(item.value).kind === "static";
  });
}

/** `{ shopt -u extglob || setopt …; }` and `{ \builtin unalias -- 'x'; \builtin unset -f -- 'x'; }`. */
function readGroup(node: Extract<PipelineNode, { type: "Redirected" | "BraceGroup" }>): Step | undefined {
  const group = node.type === "Redirected" ? node.command : node;
  if (node.type === "Redirected" && !areSilent(node.redirects.map(spellRedirect))) return undefined;
  if (group.type !== "BraceGroup") return undefined;
  if (isForgetting(group.body)) return { kind: "u" };
  const [only] = group.body.commands;
  const either = group.body.commands.length === 1 && only?.background !== true ? only?.command : undefined;
  if (either?.type !== "AndOr" || either.operators.join(" ") !== "||") return undefined;
  const [shopt, setopt] = either.commands;
  const known = isSilent(frameCommand(shopt), "shopt -u extglob") && frameCommand(setopt)?.words[0] === "setopt";
  return known && areSilent(frameCommand(setopt)?.redirects ?? []) ? { kind: "g" } : undefined;
}

function isForgetting({ commands }: CompoundList): boolean {
  return commands.every(({ command, background }) => {
    const words = frameCommand(command);
    if (words === undefined || background === true || !areSilent(words.redirects)) return false;
    return /^(?:builtin )?(?:unalias|unset -f)(?: --)?(?: [\w.-]+)+$/u.test(words.words.join(" "));
  });
}
