import type { Request, Span } from "../base/index.ts";
import type { Rewrite } from "../policy/index.ts";
import { moveArgv, movePaths, quoteWord } from "../shell/index.ts";

/** One path or limit before and after: a word of the command, or a member of the input. */
export interface Respelled {
  readonly from: string;
  readonly to: string;
  /** In the command. */
  readonly at?: Span;
  /** Of a tool's input. */
  readonly member?: string;
}

interface NewInput {
  /** For a program that was given as words. */
  readonly argv?: readonly string[];
  readonly updatedInput: Readonly<Record<string, unknown>>;
  readonly respelled: readonly Respelled[];
}

/**
 * What a rewriting makes of the input; nothing when that is the same. A path that can't be written anew in its place stays,
 * which the walls then hold.
 */
export function respell(
  { input }: Request,
  rewrite: Rewrite | undefined,
  argv?: readonly string[],
): NewInput | undefined {
  if (rewrite === undefined) return undefined;
  if (argv !== undefined) return respellWords(argv, rewrite);
  const command = input["command"];
  const moved = typeof command === "string" ? movePaths(command, rewrite.moves) : { text: undefined, words: [] };
  const updatedInput = { ...rewrite.input, ...(moved.text === undefined ? {} : { command: moved.text }) };
  const members = Object.entries(updatedInput).flatMap(([member, to]): readonly Respelled[] => {
    const from = input[member] ?? "";
    const isShown = member !== "command" && isPlain(from) && isPlain(to);
    return isShown && from !== to ? [{ member, from: String(from), to: String(to) }] : [];
  });
  const isSame = Object.entries(updatedInput).every(([member, value]) => input[member] === value);
  return isSame ? undefined : { updatedInput, respelled: [...members, ...moved.words] };
}

const isPlain = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

function respellWords(argv: readonly string[], { input, moves }: Rewrite): NewInput {
  const words = moveArgv(argv, moves);
  const respelled = words.flatMap((to, index): readonly Respelled[] => {
    const from = argv[index] ?? "";
    return from === to ? [] : [{ from, to }];
  });
  return { argv: words, updatedInput: { ...input, command: words.map(quoteWord).join(" ") }, respelled };
}
