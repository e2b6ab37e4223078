import type { EnvChange, Word } from "../../../base/index.ts";
import type { InnerCommand } from "../command-reading.ts";
import { nothingFound } from "../findings.ts";
import { assignment } from "../read-operands.ts";
import { certainStart, joinWords } from "../word-parts.ts";
import type { Reader } from "./reader.ts";

/** `sudo cmd`, `sudo -s cmd` (shell text), `sudo -i` (a shell), `sudo -e file` (an editor). */
export const sudoReader: Reader = {
  after: ({ options, operands, name, from }) => {
    const has = (...names: readonly string[]): boolean => options.some((option) => names.includes(option.name));
    const folder = from === undefined ? {} : { from };
    if (name === "sudoedit" || has("--edit")) {
      return { ...nothingFound, files: operands.map((word) => ({ access: "write", word, deep: false, ...folder })) };
    }
    const env: EnvChange[] = operands.flatMap((word) => sudoAssignment(word) ?? []);
    const count = operands.findIndex((word) => sudoAssignment(word) === undefined);
    const words = count < 0 ? [] : operands.slice(count);
    const shell = has("--shell", "--login");
    const text = shell ? joinWords(words) : undefined;
    let inner: readonly InnerCommand[] = [];
    if (text !== undefined) inner = [{ kind: "text", text, args: [] }];
    else if (shell) inner = [{ kind: "stdin" }];
    else if (words.length > 0) inner = [{ kind: "words", words, env: env.slice(0, count), open: false }];
    return { ...nothingFound, inner };
  },
};

/** A path is the command, whatever it holds. */
function sudoAssignment(word: Word): EnvChange | undefined {
  return certainStart(word).startsWith("/") ? undefined : assignment(word);
}
