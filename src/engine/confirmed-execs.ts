import type { AbsolutePath, Decision, ExecAction, ExecQuestion, Word } from "../base/index.ts";
import { insideContext } from "../policy/index.ts";
import type { Judgement } from "./judge.ts";

/** Whether a real exec is one that somebody said yes to. */
export type IsConfirmed = (question: ExecQuestion) => boolean;

export const confirmed: Decision = {
  effect: "allow",
  reasons: [
    { code: "exec/confirmed", effect: "allow", subject: "", message: "allowed: somebody said yes to this command" },
  ],
};

/**
 * The programs of a text that somebody said yes to: exactly these words, of exactly these files. Who said yes to text that only exists at
 * run time said it to whatever no rule denies.
 */
export function confirmedExecs(
  { consulted, actions, context }: Judgement,
  root: AbsolutePath | undefined,
): IsConfirmed {
  if (consulted?.opened !== true) return () => false;
  if (actions.some(({ kind }) => kind === "opaque")) return () => true;
  const { programs } = insideContext(root, context);
  const execs = actions.filter((action) => action.kind === "exec");
  return ({ file, argv }) => execs.some((action) => fileOf(action) === file?.path && isCallOf(action, argv));

  function fileOf({ words }: ExecAction): string | undefined {
    const [name] = words;
    return name?.kind === "static" ? programs.get(name.value)?.real : undefined;
  }
}

/** What a wrapper starts gets words of the wrapper's after its own. */
function isCallOf({ words, via }: ExecAction, argv: readonly string[]): boolean {
  const isLonger = via.some(({ kind }) => kind === "wrapper");
  return matches(words.slice(1), argv.slice(1), isLonger);
}

/** Words of a text against those of its call: one that only exists at run time stands for one, or for any number when it splits. */
function matches(words: readonly Word[], given: readonly string[], isLonger: boolean): boolean {
  let reached = new Set([0]);
  for (const word of words) {
    const next = new Set<number>();
    for (const at of reached) {
      const one = given[at];
      if (word.kind === "opaque" && word.splits) for (let to = at; to <= given.length; to += 1) next.add(to);
      else if (one !== undefined && (word.kind === "static" ? one === word.value : one.startsWith(word.prefix)))
        next.add(at + 1);
    }
    reached = next;
  }
  return isLonger ? reached.size > 0 : reached.has(given.length);
}
