import type { ExecQuestion } from "../base/index.ts";
import { readAdded } from "./added-lines.ts";
import { type Asking, showGit } from "./ask-git.ts";
import { mostSearched } from "./found-secrets.ts";
import type { GitShow, GitUse } from "./git-use.ts";
import { inputOf } from "./input-of.ts";
import type { SearchedText } from "./scanning/search-texts.ts";

/** A use of git whose texts are wanted. */
export interface Searching extends Asking {
  /** The text of the command that git is a part of. */
  readonly command: string;
}

/** All that is searched; nothing where a part of it can't be had. */
export async function textsOf(
  searching: Searching,
  question: ExecQuestion,
  { verb, words, fromInput, shows }: GitUse,
): Promise<readonly SearchedText[] | undefined> {
  const texts: Omit<SearchedText, "group">[] = [textOf(`the words of git ${verb}`, words.join("\n"))];
  if (fromInput) {
    const input = inputOf(question.pid, mostSearched);
    if (input === "large") return undefined;
    texts.push(textOf(`the command that git ${verb} reads from`, searching.command));
    if (input !== undefined) texts.push(textOf(`what git ${verb} reads`, input));
  }
  for (const each of shows) {
    const { result, stdout, isCut } = await showGit(searching, question, each.argv);
    const isDone = result.status === 0 || (each.differs === true && result.status === 1);
    if (!isDone || isCut) return undefined;
    texts.push(...addedIn(each, stdout));
  }
  return texts.map((text, group) => ({ ...text, group }));
}

function addedIn({ text }: GitShow, shown: Buffer): readonly Omit<SearchedText, "group">[] {
  if (text !== undefined) return [{ place: text, after: shown, before: nothing }];
  return readAdded(shown.toString("latin1")).map(({ place, lines, ...sides }) => {
    const [after, before] = [Buffer.from(sides.text, "latin1"), Buffer.from(sides.removed, "latin1")];
    return { place, lines, after, before };
  });
}

const nothing = Buffer.alloc(0);

function textOf(place: string, text: string | Buffer): Omit<SearchedText, "group"> {
  return { place, after: Buffer.from(text), before: nothing };
}
