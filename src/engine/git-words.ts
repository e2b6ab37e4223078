import type { ExecQuestion } from "../base/index.ts";

export interface GitWords {
  readonly globals: readonly string[];
  readonly verb: string;
  readonly rest: readonly string[];
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

/** True for what may be git, whatever it is about to do: such a program is asked about each time. */
export function isGit({ path, file, argv }: ExecQuestion): boolean {
  return [path, file?.path ?? "", argv[0] ?? ""].some((name) => /(?:^|\/)git(?:-[a-z-]+)?$/u.test(name));
}

/** Nothing that a repository says is run to make a difference, and nothing of it is left out. */
export const plainly: readonly string[] = [
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-renames",
  "--no-relative",
  "--text",
  "-U0",
  "--src-prefix=a/",
  "--dst-prefix=b/",
];

const harmless = [
  "core.fsmonitor=false",
  "core.quotePath=false",
  "log.showSignature=false",
  "i18n.logOutputEncoding=UTF-8",
].flatMap((setting) => ["-c", setting]);

/** A further use of git in the same place. */
export function gitIn({ globals }: Pick<GitWords, "globals">, words: readonly string[]): readonly string[] {
  return ["git", ...globals, ...harmless, "--no-pager", "--literal-pathspecs", ...words];
}
