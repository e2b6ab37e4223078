import type { GitShow, GitUse } from "./git-use.ts";
import { type GitWords, gitIn, plainly } from "./git-words.ts";

/** The text of a commit, its people after its message, each line with a sign before it. */
const commitFormat = "--format=commit %H%n%w(0,1,1)%B%n%an <%ae>%n%cn <%ce>";

/** What a push makes known that no remote has yet: commits, what tags say, things that are no commits, and names. */
export function pushShows(
  words: GitWords,
  config: ReadonlyMap<string, readonly string[]>,
): Pick<GitUse, "shows" | "words"> {
  const { operands, options, values } = readPush(words.rest);
  const refs = operands.slice(1).filter((word) => word !== "tag");
  const sources = sourcesOf(refs, { operands, options, config });
  if (sources.length === 0) return { shows: [], words: [...refs, ...values] };
  const log = ["log", "-p", "-c", "--root", commitFormat, ...plainly, ...sources, "--not", "--remotes", "--"];
  const others: GitShow[] = [
    { argv: gitIn(words, ["show", "-s", "--format=", ...sources, "--"]), text: "a tag" },
    { argv: gitIn(words, ["for-each-ref", "--format=%(refname)"]), text: "the names of branches and tags" },
  ];
  const plain = sources.every((source) => source === "HEAD");
  return { shows: [{ argv: gitIn(words, log) }, ...(plain ? [] : others)], words: [...refs, ...values] };
}

interface PushWords {
  readonly operands: readonly string[];
  readonly options: ReadonlySet<string>;
  /** Words that the remote is told. */
  readonly values: readonly string[];
}

function readPush(rest: readonly string[]): PushWords {
  const [operands, values]: [string[], string[]] = [[], []];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? "";
    if (/^(?:-o|--push-option)$/u.test(word)) values.push(rest[(at += 1)] ?? "");
    else if (/^(?:--repo|--receive-pack|--exec)$/u.test(word)) at += 1;
    else if (/^(?:-o.|--push-option=)/u.test(word)) values.push(word);
    else if (!word.startsWith("-")) operands.push(word);
  }
  return { operands, values, options: new Set(rest.filter((word) => word.startsWith("-"))) };
}

type Asked = Pick<PushWords, "operands" | "options"> & { readonly config: ReadonlyMap<string, readonly string[]> };

/** Revisions, in the words of `git log`, that the push names or the configuration names for it. */
function sourcesOf(refs: readonly string[], { operands, options, config }: Asked): readonly string[] {
  const has = (...names: readonly string[]): boolean => names.some((name) => options.has(name));
  if (has("-d", "--delete")) return [];
  const isSet = (name: string): boolean =>
    (config.get(name) ?? []).some((value) => /^(?:true|yes|on|1)?$/iu.test(value));
  const remote = operands[0];
  const remotes = [...config.keys()].filter((key) => remote === undefined || key.startsWith(`remote.${remote}.`));
  if (has("--mirror") || remotes.some((key) => key.endsWith(".mirror") && isSet(key))) return ["--all"];
  const tags = has("--tags", "--follow-tags") || isSet("push.followtags") ? ["--tags"] : [];
  if (has("--all", "--branches")) return ["--branches", ...tags];
  const configured = remotes.filter((key) => key.endsWith(".push")).flatMap((key) => config.get(key) ?? []);
  const named = refs.length > 0 ? refs : configured;
  const matching = named.length === 0 && (config.get("push.default") ?? []).includes("matching");
  const sources = named.flatMap(sourceOf);
  if (named.length > 0) return sources.length === 0 ? [] : [...sources, ...tags];
  return [matching ? "--branches" : "HEAD", ...tags];
}

/** Of `+a:b` it is `a`; nothing for `:b`, which deletes; all of its kind for a pattern, and every branch for `:` alone. */
function sourceOf(ref: string): readonly string[] {
  const source = ref.replace(/^\+/u, "").replace(/:.*$/su, "");
  if (/^\+?:$/u.test(ref)) return ["--branches"];
  if (source === "" || source.startsWith("^")) return [];
  return [source.includes("*") ? `--glob=${source}` : source];
}
