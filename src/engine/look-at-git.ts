import {
  type AbsolutePath,
  EnforcementError,
  type ExecAnswer,
  type ExecQuestion,
  parseAbsolutePath,
  type Reason,
} from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import type { SecretDetector } from "../observe/index.ts";
import { reasonMessage } from "../policy/index.ts";
import { runCaptured } from "../run/index.ts";
import { readAdded } from "./added-lines.ts";
import { mostSearched, secretReasons } from "./found-secrets.ts";
import type { SearchedText } from "./scanning/search-texts.ts";
import { type GitUse, type GitWords, gitUseOf, readGit } from "./git-use.ts";
import type { Session } from "./session.ts";

/** Makes the sandbox of the request for a program of ours, in a folder of the caller's. */
export type PlanOwn = (
  argv: readonly string[],
  cwd: AbsolutePath,
  timeoutSeconds: number,
  shown?: AbsolutePath,
) => Launch;

type Refusal = Extract<ExecAnswer, { allow: false }>;

interface Looking {
  readonly session: Session;
  readonly detector: SecretDetector;
  readonly plan: PlanOwn;
  /** What other programs find in texts; `subject` is what git does. */
  readonly search: (texts: readonly SearchedText[], subject: string) => Promise<readonly Reason[]>;
  /** Told of every finding; the answer is the refusal's line. */
  readonly found: (question: ExecQuestion, reasons: readonly [Reason, ...Reason[]]) => Refusal | undefined;
}

/** Below the patience of the gate. */
const timeoutSeconds = 12;

/** True for what may be git, whatever it is about to do: such a program is asked about each time. */
export function isGit({ path, file, argv }: ExecQuestion): boolean {
  return [path, file?.path ?? "", argv[0] ?? ""].some((name) => /(?:^|\/)git(?:-[a-z-]+)?$/u.test(name));
}

/** Looks for secrets in what a `git commit` or `git push` is about to make known, by git itself, in a sandbox like the caller's. */
export function lookAtGit(looking: Looking, question: ExecQuestion): Promise<Refusal | undefined> | undefined {
  if (question.moment !== "before" || !isGit(question)) return undefined;
  const words = readGit(question.argv);
  return words === undefined ? undefined : look(looking, question, words);
}

async function look(looking: Looking, question: ExecQuestion, words: GitWords): Promise<Refusal | undefined> {
  const use = gitUseOf(words) ?? gitUseOf(await withoutAlias(looking, question, words));
  if (use === undefined) return undefined;
  const reasons = await reasonsFor(looking, question, use);
  const [first, ...rest] = reasons;
  return first === undefined ? undefined : looking.found(question, [first, ...rest]);
}

/** Verbs that git has had for long are no aliases: git does not heed one of such a name. */
const verbs =
  /^(?:add|am|apply|archive|bisect|blame|branch|cat-file|check-ignore|checkout|cherry-pick|clean|clone|config|describe|diff|fetch|for-each-ref|format-patch|gc|grep|hash-object|help|index-pack|init|log|ls-files|ls-remote|ls-tree|maintenance|merge|merge-base|mv|name-rev|pack-objects|pull|read-tree|rebase|receive-pack|reflog|remote|remote-https?|repack|reset|restore|rev-list|rev-parse|revert|rm|shortlog|show|show-ref|sparse-checkout|stash|status|submodule|switch|symbolic-ref|tag|unpack-objects|update-index|update-ref|upload-pack|var|version|worktree|write-tree)$/u;

async function withoutAlias(looking: Looking, question: ExecQuestion, words: GitWords): Promise<GitWords> {
  if (verbs.test(words.verb)) return words;
  const { stdout } = await show(looking, question, ["git", ...words.globals, "config", "--get", `alias.${words.verb}`]);
  const alias = stdout.toString("utf8").trim();
  if (alias === "" || alias.startsWith("!")) return words;
  return readGit(["git", ...words.globals, ...alias.split(/\s+/u), ...words.rest]) ?? words;
}

async function reasonsFor(looking: Looking, question: ExecQuestion, use: GitUse): Promise<readonly Reason[]> {
  const { secrets } = looking.session.loaded.profile;
  const inWords = looking.detector.findNew(use.words.join("\n"));
  const reasons = [...secretReasons(inWords, `the words of git ${use.kind}`, secrets)];
  const texts: SearchedText[] = [textOfWords(use)];
  for (const argv of use.shows) {
    const { result, stdout, isCut } = await show(looking, question, argv);
    if (result.status !== 0 || isCut) return [...reasons, ...unread(use, secrets)];
    for (const { place, text, lines, removed } of readAdded(stdout.toString("latin1"))) {
      const found = looking.detector
        .findNew(text, removed)
        .map((each) => ({ ...each, line: lines[each.line - 1] ?? 0 }));
      reasons.push(...secretReasons(found, place, secrets));
      const [after, before] = [text, removed].map((part) => Buffer.from(part, "latin1"));
      texts.push({ place, lines, after: after ?? nothing, before: before ?? nothing, group: texts.length });
    }
  }
  return reasons.some(({ effect }) => effect === "deny")
    ? reasons
    : [...reasons, ...(await looking.search(texts, `git ${use.kind}`))];
}

const nothing = Buffer.alloc(0);

function textOfWords({ kind, words }: GitUse): SearchedText {
  return { place: `the words of git ${kind}`, after: Buffer.from(words.join("\n")), before: nothing, group: 0 };
}

/** INVARIANT I4: what could not be searched does not go out. */
function unread({ kind }: GitUse, { block }: { readonly block: boolean }): readonly Reason[] {
  if (!block) return [];
  const verdict = { effect: "deny", code: "secret/unsearched", subject: `git ${kind}` } as const;
  return [{ ...verdict, message: reasonMessage(verdict, "deny") }];
}

async function show(
  { session, plan }: Looking,
  { cwd }: ExecQuestion,
  argv: readonly string[],
): ReturnType<typeof runCaptured> {
  if (!cwd.startsWith("/")) throw new EnforcementError("enforcement/start-failed", "the caller's folder is not known");
  const launch = plan(argv, parseAbsolutePath(cwd), timeoutSeconds);
  return runCaptured(launch, { warden: session.host.places.warden, mostBytes: mostSearched });
}
