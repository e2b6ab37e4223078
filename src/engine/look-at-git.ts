import type { ExecAnswer, ExecQuestion, Reason } from "../base/index.ts";
import type { SecretDetector } from "../observe/index.ts";
import { reasonMessage } from "../policy/index.ts";
import { pushConfig, withoutAlias } from "./ask-git.ts";
import { secretReasons } from "./found-secrets.ts";
import { type Searching, textsOf } from "./git-texts.ts";
import { type GitUse, gitUseOf } from "./git-use.ts";
import { type GitWords, isGit, readGit } from "./git-words.ts";
import type { SearchedText } from "./scanning/search-texts.ts";

type Refusal = Extract<ExecAnswer, { allow: false }>;

interface Looking extends Searching {
  readonly detector: SecretDetector;
  /** What other programs find in texts; `subject` is what git does. */
  readonly search: (texts: readonly SearchedText[], subject: string) => Promise<readonly Reason[]>;
  /** Told of every finding; the answer is the refusal's line. */
  readonly found: (question: ExecQuestion, reasons: readonly [Reason, ...Reason[]]) => Refusal | undefined;
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

/** INVARIANT I4: what could not be searched does not go out. */
function unread({ verb }: GitUse, { block }: { readonly block: boolean }): readonly Reason[] {
  if (!block) return [];
  const verdict = { effect: "deny", code: "secret/unsearched", subject: `git ${verb}` } as const;
  return [{ ...verdict, message: reasonMessage(verdict, "deny") }];
}
