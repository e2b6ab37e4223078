import { type Judgement, judgeProgram, type Session } from "../engine/index.ts";
import type { Case } from "./case.ts";
import { withWord } from "./open-ask.ts";

/** A program that was given as words, which nobody can change, and how it is judged as it is. */
export function programCase(session: Session, argv: readonly string[]): Case & { readonly first: Judgement } {
  const first = judgeProgram(session, argv);
  const { tool, input } = first.request;
  return {
    first,
    tool,
    input,
    judge: (held, changed) =>
      changed["command"] === input["command"]
        ? judgeProgram(held, argv)
        : withWord(first, "deny", { code: "hook/failed", by: "", detail: "words of a program can't be changed" }),
  };
}
