/** What a use of git is about to make known, in the words of further uses of git that show it. */
export interface GitUse {
  readonly kind: "commit" | "push";
  /** Each shows a part of it as a difference. */
  readonly shows: readonly (readonly string[])[];
  /** Words of its own that become part of it, such as a message. */
  readonly words: readonly string[];
}

const globalsWithValue: ReadonlySet<string> = new Set([
  "-C",
  "-c",
  "--git-dir",
  "--work-tree",
  "--namespace",
  "--exec-path",
  "--config-env",
]);

/** Nothing that a repository says is run to make it, and nothing of it is left out. */
const plainly = ["--no-ext-diff", "--no-textconv", "--no-color", "--text", "-U0", "--src-prefix=a/", "--dst-prefix=b/"];
const harmless = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.quotePath=false",
  "-c",
  "log.showSignature=false",
  "--no-pager",
  "--literal-pathspecs",
];

export interface GitWords {
  readonly globals: readonly string[];
  readonly verb: string;
  readonly rest: readonly string[];
}

/** Takes `git -C x commit -m y`, or `git-commit -m y`, apart. */
export function readGit(argv: readonly string[]): GitWords | undefined {
  const name = (argv[0] ?? "").replace(/^.*\//u, "");
  if (name.startsWith("git-")) return { globals: [], verb: name.slice(4), rest: argv.slice(1) };
  if (name !== "git") return undefined;
  let at = 1;
  while (argv[at]?.startsWith("-") === true) at += globalsWithValue.has(argv[at] ?? "") ? 2 : 1;
  const verb = argv[at];
  return verb === undefined ? undefined : { globals: argv.slice(1, at), verb, rest: argv.slice(at + 1) };
}

/** Nothing for a use that makes nothing known. */
export function gitUseOf({ globals, verb, rest }: GitWords): GitUse | undefined {
  const git = (...words: readonly string[]): readonly string[] => ["git", ...globals, ...harmless, ...words];
  if (verb === "commit") {
    const staged = git("diff", "--cached", ...plainly);
    return { kind: "commit", shows: takesMore(rest) ? [staged, git("diff", ...plainly)] : [staged], words: rest };
  }
  if (verb !== "push" && verb !== "send-pack") return undefined;
  const sources = pushed(rest);
  const log = git(
    "log",
    "-p",
    "-c",
    "--root",
    "--format=commit %H%n%w(0,1,1)%B",
    ...plainly,
    ...sources,
    "--not",
    "--remotes",
    "--",
  );
  return { kind: "push", shows: sources.length === 0 ? [] : [log], words: [] };
}

/** True when more is committed than what is staged: changed files, some by name, or what is picked on the way. */
function takesMore(rest: readonly string[]): boolean {
  const valued =
    /^(?:--(?:message|file|author|date|template|reuse-message|reedit-message|fixup|squash|cleanup|trailer)|-[mFCct])$/u;
  const long = /^--(?:all|only|include|patch|interactive|pathspec-from-file(?:=.*)?)$/u;
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? "";
    if (valued.test(word)) at += 1;
    else if (word === "--") return at + 1 < rest.length;
    else if (!word.startsWith("-") || long.test(word) || /^-[^-mFCctuS]*[apoi]/u.test(word)) return true;
    else if (/^-[a-zA-Z]*[mFCct]$/u.test(word)) at += 1;
  }
  return false;
}

/** The commits that a push names; those of its branch when it names none. */
function pushed(rest: readonly string[]): readonly string[] {
  if (rest.some((word) => /^(?:-d|--delete)$/u.test(word))) return [];
  const all = rest.some((word) => /^--(?:all|branches|mirror|prune)$/u.test(word));
  const tags = rest.some((word) => /^--(?:tags|follow-tags|mirror)$/u.test(word));
  const operands: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? "";
    if (/^(?:-o|--push-option|--repo|--receive-pack|--exec)$/u.test(word)) at += 1;
    else if (!word.startsWith("-")) operands.push(word);
  }
  const refs = operands.slice(1).filter((word) => word !== "tag");
  const named = refs.map((ref) => ref.replace(/^\+/u, "").replace(/:.*$/su, "")).filter((ref) => ref !== "");
  const patterned = named.some((ref) => ref.includes("*"));
  if (refs.length > 0 && named.length === 0) return [];
  return [
    ...(all || patterned ? ["--branches"] : []),
    ...(tags || patterned ? ["--tags"] : []),
    ...(named.length > 0 ? named.filter((ref) => !ref.includes("*")) : all ? [] : ["HEAD"]),
  ];
}
