import type { AndOr, Command, ParsedScript, PipelineNode, Word } from "unbash";
import { areSilent, type Frame, frameCommand, isPlainPath, isSilent } from "./frame.ts";
import { isSetUp } from "./frame-steps.ts";
import { readWord } from "./read-word.ts";

/** Steps that set the shell up and at most one that sources, each perhaps forgiven by `|| true`; then the command, then `pwd`. */
const order = /^(?:ut?)*(?:st?)?(?:ut?)*ep$/u;

interface Step {
  /** `u` sets up, `t` is `true`, `s` sources, `e` is the command, `p` notes the folder. */
  readonly kind: "u" | "t" | "s" | "e" | "p";
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
  return {
    client: "claude-code",
    inner,
    frameWrites: steps.flatMap(({ write }) => write ?? []),
    frameSources: steps.flatMap(({ source }) => source ?? []),
    frameSearches: [],
    shell: undefined,
  };
}

/** `true` follows `||`, everything else `&&`. */
function isJoined({ operators }: AndOr, index: number, { kind }: Step): boolean {
  return index === 0 || operators[index - 1] === (kind === "t" ? "||" : "&&");
}

function readStep(node: PipelineNode): Step | undefined {
  const command = frameCommand(node);
  if (isSilent(command, "true")) return { kind: "t" };
  if (isSetUp(node)) return { kind: "u" };
  if (command === undefined) return undefined;
  const { words, redirects } = command;
  const [name, path] = words;
  if (name === "source" && path !== undefined && words.length === 2 && areSilent(redirects)) {
    return isSnapshot(path) ? { kind: "s", source: path } : undefined;
  }
  if (words.join(" ") === "pwd -P") return readFolderFile(redirects);
  return name === "eval" && words.length === 2 && areSilent(redirects) ? readEval(command.node) : undefined;
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
  const [value] = word === undefined ? [] : readWord(word);
  if (value?.kind !== "static") return undefined;
  return { kind: "e", text: { text: value.value, at: value.at, quoted: true } };
}
