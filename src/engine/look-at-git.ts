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
import { type GitShow, type GitUse, gitUseOf } from "./git-use.ts";
import { inputOf } from "./input-of.ts";
import { gitIn, type GitWords, readGit } from "./git-words.ts";
import type { SearchedText } from "./scanning/search-texts.ts";
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
  /** The text of the command that git is a part of. */
  readonly command: string;
  /** Told of every finding; the answer is the refusal's line. */
  readonly found: (question: ExecQuestion, reasons: readonly [Reason, ...Reason[]]) => Refusal | undefined;
}

/** Below the patience of the gate. */
const timeoutSeconds = 12;

/** True for what may be git, whatever it is about to do: such a program is asked about each time. */
export function isGit({ path, file, argv }: ExecQuestion): boolean {
  return [path, file?.path ?? "", argv[0] ?? ""].some((name) => /(?:^|\/)git(?:-[a-z-]+)?$/u.test(name));
}

/** Looks for secrets in what git is about to record or to push, by git itself, in a sandbox like the caller's. */
export function lookAtGit(looking: Looking, question: ExecQuestion): Promise<Refusal | undefined> | undefined {
  if (question.moment !== "before" || !isGit(question)) return undefined;
  const words = readGit(question.argv);
  return words === undefined ? undefined : look(looking, question, words);
}

async function look(looking: Looking, question: ExecQuestion, words: GitWords): Promise<Refusal | undefined> {
  const meant = await withoutAlias(looking, question, words);
  const config = meant.verb === "push" ? await pushConfig(looking, question, meant) : new Map<string, string[]>();
  const use = gitUseOf(meant, config);
  if (use === undefined) return undefined;
  const reasons = await reasonsFor(looking, question, use);
  const [first, ...rest] = reasons;
  return first === undefined ? undefined : looking.found(question, [first, ...rest]);
}

/** Verbs that git has had for long are no aliases: git does not heed one of such a name. */
const verbs =
  /^(?:add|am|annotate|apply|archive|bisect|blame|branch|bundle|cat-file|check-ignore|checkout|cherry|cherry-pick|clean|clone|commit|commit-tree|config|count-objects|credential|daemon|describe|diff|diff-files|diff-index|diff-tree|fast-import|fetch|for-each-ref|for-each-repo|format-patch|fsck|gc|grep|hash-object|help|http-push|index-pack|init|interpret-trailers|log|ls-files|ls-remote|ls-tree|mailinfo|mailsplit|maintenance|merge|merge-base|merge-file|merge-tree|mktag|mktree|mv|name-rev|notes|pack-objects|pack-refs|prune|prune-packed|pull|push|range-diff|read-tree|rebase|receive-pack|reflog|remote|remote-ext|remote-fd|remote-https?|repack|replace|rerere|reset|restore|rev-list|rev-parse|revert|rm|send-pack|shortlog|show|show-branch|show-ref|sparse-checkout|stage|stash|status|submodule|switch|symbolic-ref|tag|unpack-objects|update-index|update-ref|upload-archive|upload-pack|var|verify-commit|verify-tag|version|whatchanged|worktree|write-tree)$/u;

async function withoutAlias(looking: Looking, question: ExecQuestion, words: GitWords): Promise<GitWords> {
  if (verbs.test(words.verb)) return words;
  const { stdout } = await show(looking, question, ["git", ...words.globals, "config", "--get", `alias.${words.verb}`]);
  const alias = stdout.toString("utf8").trim();
  if (alias === "" || alias.startsWith("!")) return words;
  return readGit(["git", ...words.globals, ...alias.split(/\s+/u), ...words.rest]) ?? words;
}

/** What the configuration says of pushes that name no branches, by lower-case keys. */
async function pushConfig(looking: Looking, question: ExecQuestion, words: GitWords): Promise<Map<string, string[]>> {
  const pattern = String.raw`^(push\.(default|followtags)|remote\..*\.(push|mirror))$`;
  const { stdout } = await show(looking, question, gitIn(words, ["config", "--null", "--get-regexp", pattern]));
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

async function reasonsFor(looking: Looking, question: ExecQuestion, use: GitUse): Promise<readonly Reason[]> {
  const { detector, session } = looking;
  const { secrets } = session.loaded.profile;
  const texts = await textsOf(looking, question, use);
  const reasons = (texts ?? []).flatMap(({ place, after, before, lines }) => {
    const found = detector.findNew(after, before).map((one) => ({ ...one, line: lines?.[one.line - 1] ?? one.line }));
    return secretReasons(found, detector.redact(place), secrets);
  });
  if (texts === undefined) return unread(use, secrets);
  if (reasons.some(({ effect }) => effect === "deny")) return reasons;
  return [...reasons, ...(await looking.search(texts, `git ${use.verb}`))];
}

/** All that is searched; nothing where a part of it can't be had. */
async function textsOf(
  looking: Looking,
  question: ExecQuestion,
  { verb, words, fromInput, shows }: GitUse,
): Promise<readonly SearchedText[] | undefined> {
  const texts: Omit<SearchedText, "group">[] = [textOf(`the words of git ${verb}`, words.join("\n"))];
  if (fromInput) {
    const input = inputOf(question.pid, mostSearched);
    if (input === "large") return undefined;
    texts.push(textOf(`the command that git ${verb} reads from`, looking.command));
    if (input !== undefined) texts.push(textOf(`what git ${verb} reads`, input));
  }
  for (const each of shows) {
    const { result, stdout, isCut } = await show(looking, question, each.argv);
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

/** INVARIANT I4: what could not be searched does not go out. */
function unread({ verb }: GitUse, { block }: { readonly block: boolean }): readonly Reason[] {
  if (!block) return [];
  const verdict = { effect: "deny", code: "secret/unsearched", subject: `git ${verb}` } as const;
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
