import { EnforcementError, type ExecQuestion, parseAbsolutePath } from "../base/index.ts";
import { runCaptured } from "../run/index.ts";
import { mostSearched } from "./found-secrets.ts";
import { gitIn, type GitWords, readGit } from "./git-words.ts";
import type { PlanOwn } from "./plan-own.ts";
import type { Session } from "./session.ts";

/** What git is asked with. */
export interface Asking {
  readonly session: Session;
  readonly plan: PlanOwn;
}

/** Below the patience of the gate. */
const timeoutSeconds = 12;

/** What git shows, in a sandbox like the caller's. */
export async function showGit(
  { session, plan }: Asking,
  { cwd }: ExecQuestion,
  argv: readonly string[],
): ReturnType<typeof runCaptured> {
  if (!cwd.startsWith("/")) throw new EnforcementError("enforcement/start-failed", "the caller's folder is not known");
  const launch = plan(argv, parseAbsolutePath(cwd), timeoutSeconds);
  return runCaptured(launch, { warden: session.host.places.warden, mostBytes: mostSearched });
}

/** Verbs that git has had for long are no aliases: git does not heed one of such a name. */
const verbs =
  /^(?:add|am|annotate|apply|archive|bisect|blame|branch|bundle|cat-file|check-ignore|checkout|cherry|cherry-pick|clean|clone|commit|commit-tree|config|count-objects|credential|daemon|describe|diff|diff-files|diff-index|diff-tree|fast-import|fetch|for-each-ref|for-each-repo|format-patch|fsck|gc|grep|hash-object|help|http-push|index-pack|init|interpret-trailers|log|ls-files|ls-remote|ls-tree|mailinfo|mailsplit|maintenance|merge|merge-base|merge-file|merge-tree|mktag|mktree|mv|name-rev|notes|pack-objects|pack-refs|prune|prune-packed|pull|push|range-diff|read-tree|rebase|receive-pack|reflog|remote|remote-ext|remote-fd|remote-https?|repack|replace|rerere|reset|restore|rev-list|rev-parse|revert|rm|send-pack|shortlog|show|show-branch|show-ref|sparse-checkout|stage|stash|status|submodule|switch|symbolic-ref|tag|unpack-objects|update-index|update-ref|upload-archive|upload-pack|var|verify-commit|verify-tag|version|whatchanged|worktree|write-tree)$/u;

/** The call that an alias stands for; every other call as it is. */
export async function withoutAlias(asking: Asking, question: ExecQuestion, words: GitWords): Promise<GitWords> {
  if (verbs.test(words.verb)) return words;
  const { stdout } = await showGit(asking, question, [
    "git",
    ...words.globals,
    "config",
    "--get",
    `alias.${words.verb}`,
  ]);
  const alias = stdout.toString("utf8").trim();
  if (alias === "" || alias.startsWith("!")) return words;
  return readGit(["git", ...words.globals, ...alias.split(/\s+/u), ...words.rest]) ?? words;
}

/** What the configuration says of pushes that name no branches, by lower-case keys. */
export async function pushConfig(
  asking: Asking,
  question: ExecQuestion,
  words: GitWords,
): Promise<Map<string, string[]>> {
  const pattern = String.raw`^(push\.(default|followtags)|remote\..*\.(push|mirror))$`;
  const { stdout } = await showGit(asking, question, gitIn(words, ["config", "--null", "--get-regexp", pattern]));
  const found = new Map<string, string[]>();
  for (const entry of stdout
    .toString("utf8")
    .split("\0")
    .filter((text) => text !== "")) {
    const [key = "", ...lines] = entry.split("\n");
    found.set(key, [...(found.get(key) ?? []), lines.join("\n")]);
  }
  return found;
}
