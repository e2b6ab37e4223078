import { type GitWords, gitIn, plainly } from "./git-words.ts";
import { isMoreTaken, namedFiles } from "./git-record-words.ts";
import { pushShows } from "./git-push.ts";

/** What a further use of git shows: a difference, or a text. */
export interface GitShow {
  readonly argv: readonly string[];
  /** What it is to be called where it is a text; absent for a difference. */
  readonly text?: string;
  /** True where 1 says that there is a difference. */
  readonly differs?: true;
}

/** What a use of git is about to record or to make known. */
export interface GitUse {
  readonly verb: string;
  /** Each shows a part of it. */
  readonly shows: readonly GitShow[];
  /** Words of its own that become part of it, such as a message or a name. */
  readonly words: readonly string[];
  /** It reads a message from its input, which nobody else can. */
  readonly fromInput: boolean;
}

/** Verbs whose words name or describe what is recorded. */
const recording: ReadonlySet<string> = new Set([
  "am",
  "branch",
  "checkout",
  "cherry-pick",
  "commit",
  "commit-tree",
  "merge",
  "mktag",
  "notes",
  "rebase",
  "replace",
  "revert",
  "stash",
  "switch",
  "tag",
  "update-ref",
  "worktree",
]);

/** Nothing for a use that neither records nor makes known. */
export function gitUseOf(words: GitWords, config: ReadonlyMap<string, readonly string[]>): GitUse | undefined {
  const { verb, rest } = words;
  if (verb === "push" || verb === "send-pack") {
    // The first operand is where it goes to, with a password maybe, which is told to nobody else.
    return { verb, ...pushShows(words, config), fromInput: false };
  }
  if (!recording.has(verb)) return undefined;
  const { files, fromInput } = namedFiles(words);
  return {
    verb,
    shows: [...contentShows(words), ...files.map((file) => fileShow(words, file))],
    words: rest,
    fromInput,
  };
}

const emptyTrees = new Map([
  [40, "4b825dc642cb6eb9a060e54bf8d69288fbee4904"],
  [64, "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"],
]);

function contentShows(words: GitWords): readonly GitShow[] {
  const { verb, rest } = words;
  const diff = (...more: readonly string[]): GitShow => ({ argv: gitIn(words, ["diff", ...plainly, ...more]) });
  if (verb === "commit") return isMoreTaken(rest) ? [diff("--cached"), diff()] : [diff("--cached")];
  if (verb !== "commit-tree") return [];
  const parent = rest[rest.indexOf("-p") + 1];
  const tree = rest.find((word, at) => !word.startsWith("-") && !/^-[pmFS]$/u.test(rest[at - 1] ?? ""));
  if (tree === undefined) return [];
  return [diff(rest.includes("-p") && parent !== undefined ? parent : (emptyTrees.get(tree.length) ?? "HEAD"), tree)];
}

/** As a difference to nothing, by which git reads a file as it would read it itself. */
function fileShow(words: GitWords, file: string): GitShow {
  return { argv: gitIn(words, ["diff", ...plainly, "--no-index", "--", "/dev/null", file]), differs: true };
}
