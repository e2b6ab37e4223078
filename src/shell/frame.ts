import type { Command, CommandNode, PipelineNode, AndOr, Redirection } from "unbash";
import type { Span } from "../base/index.ts";
import { readSingleWord, readWord } from "./read-word.ts";

/** A client's own text around the agent's command. */
export interface Frame {
  readonly client: "claude-code" | "codex" | "gemini";
  readonly inner: {
    readonly text: string;
    /** What to replace to put another text in its place. */
    readonly at: Span;
    /** True when the text stands there as one quoted word: another one must be quoted as well. */
    readonly quoted: boolean;
  };
  /** Files that the frame itself writes, such as the one that carries the working folder. */
  readonly frameWrites: readonly string[];
  /** Files that the frame itself sources: their text runs unread. */
  readonly frameSources: readonly string[];
  /** Folders that the frame puts in front of `PATH`. */
  readonly frameSearches: readonly string[];
  /** The shell that the frame starts by its path, when it starts one. */
  readonly shell: { readonly path: string; readonly at: Span } | undefined;
}

/** A simple command of a frame: static words, no assignments, and its redirections as they are spelled. */
export interface FrameCommand {
  readonly words: readonly string[];
  readonly redirects: readonly string[];
  readonly node: Command;
}

/** The command as a frame would have it; `undefined` for anything that is not static through and through. */
export function frameCommand(node: CommandNode | PipelineNode | AndOr | undefined): FrameCommand | undefined {
  if (node?.type !== "Command" || node.name === undefined || node.prefix.length > 0) return undefined;
  const words: string[] = [];
  const redirects: string[] = [];
  for (const item of [node.name, ...node.suffix]) {
    if (item.type === "Assignment") return undefined;
    if (item.type !== "Word") redirects.push(spellRedirect(item));
    else {
      const [word, ...more] = readWord(item);
      if (word?.kind !== "static" || more.length > 0) return undefined;
      words.push(word.value);
    }
  }
  return { words, redirects, node };
}

/** `2>/dev/null`, with one blank at most made of none. */
export function spellRedirect(node: Redirection): string {
  if (node.type !== "Redirect" || node.target === undefined) return "?";
  const word = readSingleWord(node.target);
  const descriptor = node.descriptor?.type === "FileDescriptor" ? String(node.descriptor.value) : "";
  return descriptor + node.operator + (word.kind === "static" ? word.value : "?");
}

/** True for exactly these words and no redirection but to nowhere. */
export function isSilent(command: FrameCommand | undefined, words: string): boolean {
  return command !== undefined && command.words.join(" ") === words && areSilent(command.redirects);
}

const nowhere = new Set(["2>/dev/null", ">/dev/null", "2>&1", "</dev/null"]);

export function areSilent(redirects: readonly string[]): boolean {
  return redirects.every((redirect) => nowhere.has(redirect));
}

/** An absolute path without tricks. */
export function isPlainPath(path: string): boolean {
  return /^\/(?:[\w.@+-]+\/)*[\w.@+-]+$/u.test(path) && !path.split("/").includes("..");
}
