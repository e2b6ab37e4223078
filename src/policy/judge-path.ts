import { type AbsolutePath, type Context, isBeneath, type PathRef, type RuleRef, type Span } from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { rulePath } from "./advise-rule.ts";
import type { CompiledPolicy, PathRuleIndex } from "./compiled-policy.ts";
import { findPathRule, type PathRuleHit } from "./match-path-rule.ts";
import { matchingName, type PathStanding, realPath, standingOfBoth } from "./path-access.ts";
import { isSystemPath } from "./system-folders.ts";
import { findAnyToolRule, findToolRule } from "./tool-rule.ts";
import type { Verdict } from "./verdict.ts";

/** A path to be judged, normalised, with what stands for it in messages. */
export interface JudgedPath {
  /** As spelled, `..` removed. */
  readonly path: AbsolutePath;
  /** With links resolved. */
  readonly real: AbsolutePath;
  readonly text: string;
  readonly at: Span | undefined;
  readonly standing: PathStanding;
}

export interface Judging {
  readonly policy: CompiledPolicy;
  readonly context: Context;
}

/** What is known of a path; of one that only exists at run time, the folder it certainly stands in. */
export function judgedPath(ref: PathRef, { policy, context }: Judging): JudgedPath {
  const certain = ref.kind === "static" ? ref.path : ref.path.slice(0, ref.path.lastIndexOf("/") + 1);
  const path = absolutePath(certain, context);
  return {
    path,
    real: realPath(path, context),
    text: ref.text,
    at: ref.at,
    standing: standingOfBoth(policy.files, path, context),
  };
}

type Access = "read" | "write";

/** What speaks against reaching a path, whoever does it: denied entries, blocked names, deny rules; then ask rules. */
export function refusedPath(judged: JudgedPath, access: Access, judging: Judging): Verdict | undefined {
  const { policy, context } = judging;
  const { path, real, text, at, standing } = judged;
  if (standing.access === "denied")
    return { effect: "deny", code: "path/denied", subject: text, at, rule: standing.entry };
  const blocked = matchingName(policy.files.blocked, path) ?? matchingName(policy.files.blocked, real);
  if (blocked !== undefined) return { effect: "deny", code: "path/blocked-pattern", subject: text, at, rule: blocked };
  // What nobody may read the walls hide, and what is hidden can't be written.
  const denied =
    findBoth(policy.deny.reads, judged, context) ??
    (access === "write" ? findBoth(policy.deny.writes, judged, context) : undefined);
  if (denied !== undefined) return { effect: "deny", code: "rule/denied", subject: text, at, rule: denied };
  const asked = findBoth(indexOf(policy, "ask", access), judged, context);
  return asked === undefined ? undefined : { effect: "ask", code: "rule/asked", subject: text, at, rule: asked };
}

function indexOf(policy: CompiledPolicy, effect: "deny" | "ask" | "allow", access: Access): PathRuleIndex {
  return access === "read" ? policy[effect].reads : policy[effect].writes;
}

function findBoth(index: PathRuleIndex, { path, real }: JudgedPath, context: Context): RuleRef | undefined {
  if (index.size === 0) return undefined;
  const hit = findPathRule(index, path, context) ?? (real === path ? undefined : findPathRule(index, real, context));
  return hit?.ref;
}

/** The allow rule that names the path both as spelled and with links resolved. */
export function grantedByRule(
  judged: JudgedPath,
  access: Access,
  { policy, context }: Judging,
): PathRuleHit | undefined {
  const index = indexOf(policy, "allow", access);
  const { path, real } = judged;
  const rule = findPathRule(index, path, context);
  if (rule === undefined || real === path) return rule;
  return findPathRule(index, real, context);
}

/** Whether a path may be read: by a rule that names it, by the file lists, or by a rule for the whole tool within them. */
export function grantedRead(judged: JudgedPath, tools: Iterable<string>, judging: Judging): Verdict {
  const { policy } = judging;
  const { text, at, standing, path } = judged;
  const told = { subject: text, at };
  const rule = grantedByRule(judged, "read", judging);
  if (rule !== undefined) return { effect: "allow", code: "rule/allowed", ...told, rule: rule.ref };
  const tool = findAnyToolRule(policy.allow, tools);
  const shown = standing.access !== "hidden" || policy.files.silent;
  if (tool !== undefined && shown) return { effect: "allow", code: "rule/allowed", ...told, rule: tool };
  if (standing.entry !== undefined && policy.profile.listsGrant)
    return { effect: "allow", code: "path/allowed", ...told, rule: standing.entry };
  const code = tool === undefined && shown ? "rule/no-match" : "path/not-readable";
  // Where lists are given the walls hold them, so that no mode helps.
  const hard = shown ? undefined : "deny";
  return { effect: "open", code, ...told, advice: `Read(${rulePath(path, judging.context)})`, hard };
}

/** Who writes: a tool itself, or a command through a redirect or an option. */
export interface Writer {
  /** Tools whose bare rule grants it. */
  readonly tools: readonly string[];
  readonly by: "tool" | "command";
}

/** Whether a path may be written (semantics 22): by a rule, by the file lists, or by a mode that accepts edits. */
export function grantedWrite(judged: JudgedPath, { tools, by }: Writer, judging: Judging): Verdict {
  const { policy, context } = judging;
  const { standing, path, real } = judged;
  const told = { subject: judged.text, at: judged.at };
  const rule = grantedByRule(judged, "write", judging);
  if (rule !== undefined) return { effect: "allow", code: "rule/allowed", ...told, rule: rule.ref };
  const { silent } = policy.files;
  const writable = standing.access === "writable";
  const tool = findAnyToolRule(policy.allow, tools);
  if (tool !== undefined && (writable || (silent && !isSystemPath(real))))
    return { effect: "allow", code: "rule/allowed", ...told, rule: tool };
  const lists = by === "tool" ? policy.profile.listsGrant : listsGrantWrites(policy);
  // The private temporary folder is a command's alone: a tool would write to the host's.
  const shared = standing.entry !== undefined || (by === "command" && !silent);
  if (lists && writable && shared) return { effect: "allow", code: "path/allowed", ...told, rule: standing.entry };
  const inside = isBeneath(path, context.projectRoot) && isBeneath(real, context.projectRoot);
  if (policy.profile.mode === "acceptEdits" && inside && (writable || silent))
    return { effect: "allow", code: "mode/accept-edits", ...told };
  // Where lists are given the walls hold them, so that no mode helps; nor does it for the system's own files.
  const hard = !writable && (!silent || isSystemPath(real)) ? "deny" : undefined;
  return { effect: "open", code: "path/not-writable", ...told, advice: `Write(${rulePath(path, context)})`, hard };
}

/** Whether redirects may write what the lists show: where no tool list is stated, or commands may be anything anyway. */
export function listsGrantWrites({ profile, allow, files }: CompiledPolicy): boolean {
  return !files.silent && (profile.listsGrant || findToolRule(allow, "Bash") !== undefined);
}
