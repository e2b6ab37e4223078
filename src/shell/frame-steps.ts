import type { CommandNode, CompoundList, PipelineNode, AndOr, Redirection, Word, Assignment } from "unbash";
import { areSilent, spellRedirect } from "./frame.ts";
import { readWord } from "./read-word.ts";

type Step = CommandNode | PipelineNode | AndOr;

/**
 * True for steps of a frame that only set the shell up: options, forgotten aliases, a temporary folder, the refusal of
 * an old bash. Nothing among them runs a program, reads or writes a file, or sets a variable that changes what runs.
 */
export function isSetUp(node: Step | undefined): boolean {
  switch (node?.type) {
    case "Command":
      return node.prefix.length === 0 && node.name !== undefined && isSetUpCommand([node.name, ...node.suffix]);
    case "AndOr":
      return node.commands.every(isSetUp);
    case "BraceGroup":
      return areSetUp(node.body);
    case "Redirected":
      return areSilent(node.redirects.map(spellRedirect)) && isSetUp(node.command);
    case "Case":
      return (
        [node.word, ...node.items.flatMap(({ pattern }) => pattern)].every((word) => spellWord(word) !== undefined) &&
        node.items.every(({ body }) => areSetUp(body))
      );
    default:
      return false;
  }
}

function areSetUp({ commands }: CompoundList): boolean {
  return commands.every(({ command, background }) => background !== true && isSetUp(command));
}

/** Stands for a word that is only known at run time, and that stays one word. */
const someWord = "$";

/** Spelled with one blank between words. A name never starts with a dash: `unset -f -v PATH` forgets no function. */
const knownCommands: readonly RegExp[] = [
  /^(?:true|:)$/u,
  /^shopt -u extglob$/u,
  /^setopt(?: [A-Z_]+)+$/u,
  /^unalias(?: --)?(?: [\w.]\S*)+$/u,
  /^unset -f(?: --)?(?: [\w.]\S*)+$/u,
  /^exit \d{1,3}$/u,
  /^\[ -[nz] \S* \]$/u,
  /^export (?:TMPDIR|TMP|TEMP)=\/[\w./@+-]*$/u,
  /^export BUN_OPTIONS=\$$/u,
];

function isSetUpCommand(items: readonly (Word | Assignment | Redirection)[]): boolean {
  const words: string[] = [];
  const redirects: string[] = [];
  for (const item of items) {
    const spelled = item.type === "Word" || item.type === "Assignment" ? spellItem(item) : spellRedirect(item);
    if (spelled === undefined) return false;
    (item.type === "Word" || item.type === "Assignment" ? words : redirects).push(spelled);
  }
  if (words[0] === "builtin") words.shift();
  // The one step that says something, on standard error.
  if (words[0] === "printf" && words[1] === "%s\\n") return redirects.join(" ") === ">&2";
  const spelled = words.join(" ");
  return areSilent(redirects) && knownCommands.some((known) => known.test(spelled));
}

const bunOptions = 'BUN_OPTIONS="--smol${BUN_OPTIONS:+ $BUN_OPTIONS}"';

function spellItem(item: Word | Assignment): string | undefined {
  if (item.text === bunOptions) return `BUN_OPTIONS=${someWord}`;
  if (item.type === "Word") return spellWord(item);
  if (item.value.type !== "Word" || item.index !== undefined || item.append === true) return undefined;
  const value = spellWord(item.value);
  return value === undefined || value === someWord ? undefined : `${item.name}=${value}`;
}

/** Quoted text in which at most the plain value of a variable, or its default, is filled in. */
const quotedValues = /^(?:'[^']*'|"(?:[^"$`\\]|\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*(?::?[-+][^"'{}$`\\]*)?\})*")+$/u;

function spellWord(word: Word): string | undefined {
  const [only, ...more] = readWord(word);
  if (only?.kind === "static" && more.length === 0) return only.value;
  return quotedValues.test(word.text) ? someWord : undefined;
}
