import {
  type AbsolutePath,
  type Context,
  isBeneath,
  parseAbsolutePath,
  type PathRef,
  type RuleRef,
  type Span,
} from "../base/index.ts";
import { rulePath } from "./advise-rule.ts";
import { baseName } from "./base-name.ts";
import type { CompiledPolicy, PathRuleIndex } from "./compiled-policy.ts";
import { findPathRule } from "./match-path-rule.ts";
import { matchingName, type PathStanding, realPath, standingOfBoth } from "./path-access.ts";
import { isSystemPath } from "./system-folders.ts";
import { findAnyToolRule } from "./tool-rule.ts";
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

export function absolutePath(path: string, context: Context): AbsolutePath {
  const home = path === "~" || path.startsWith("~/");
  return parseAbsolutePath(home ? `${context.home}/${path.slice(1)}` : path, context.cwd);
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
  const denied = findBoth(indexOf(policy, "deny", access), judged, context);
  if (denied !== undefined) return { effect: "deny", code: "rule/denied", subject: text, at, rule: denied };
  const asked = findBoth(indexOf(policy, "ask", access), judged, context);
  return asked === undefined ? undefined : { effect: "ask", code: "rule/asked", subject: text, at, rule: asked };
}

function indexOf(policy: CompiledPolicy, effect: "deny" | "ask" | "allow", access: Access): PathRuleIndex {
  return access === "read" ? policy[effect].reads : policy[effect].writes;
}

function findBoth(index: PathRuleIndex, { path, real }: JudgedPath, context: Context): RuleRef | undefined {
  if (index.size === 0) return undefined;
  return findPathRule(index, path, context) ?? (real === path ? undefined : findPathRule(index, real, context));
}

/** The allow rule that names the path both as spelled and with links resolved. */
function grantedByRule(judged: JudgedPath, access: Access, { policy, context }: Judging): RuleRef | undefined {
  const index = indexOf(policy, "allow", access);
  const { path, real } = judged;
  const rule = findPathRule(index, path, context);
  if (rule === undefined || real === path) return rule;
  return findPathRule(index, real, context);
}

/** Whether a path may be read: by a rule that names it, by the file lists, or by a rule for the whole tool within them. */
export function grantedRead(judged: JudgedPath, tools: Iterable<string>, judging: Judging): Verdict {
  const { text, at, standing, path } = judged;
  const rule = grantedByRule(judged, "read", judging);
  if (rule !== undefined) return { effect: "allow", code: "rule/allowed", subject: text, at, rule };
  const tool = findAnyToolRule(judging.policy.allow, tools);
  const shown = standing.access !== "hidden" || judging.policy.files.silent;
  if (tool !== undefined && shown) return { effect: "allow", code: "rule/allowed", subject: text, at, rule: tool };
  if (standing.entry !== undefined)
    return { effect: "allow", code: "path/allowed", subject: text, at, rule: standing.entry };
  const code = tool === undefined && shown ? "rule/no-match" : "path/not-readable";
  return { effect: "open", code, subject: text, at, advice: `Read(${rulePath(path)})` };
}

/** Whether a path may be written (semantics 22): by a rule, by the file lists, or by a mode that accepts edits. */
export function grantedWrite(judged: JudgedPath, tools: Iterable<string>, judging: Judging): Verdict {
  const { policy, context } = judging;
  const { text, at, standing, path, real } = judged;
  const allow = (code: "rule/allowed" | "path/allowed" | "mode/accept-edits", rule?: RuleRef): Verdict => ({
    ...{ effect: "allow", code, subject: text, at, rule },
  });
  const rule = grantedByRule(judged, "write", judging);
  if (rule !== undefined) return allow("rule/allowed", rule);
  const writable = standing.access === "writable";
  const tool = findAnyToolRule(policy.allow, tools);
  if (tool !== undefined && (writable || (policy.files.silent && !isSystemPath(real))))
    return allow("rule/allowed", tool);
  if (writable && standing.entry !== undefined) return allow("path/allowed", standing.entry);
  const inside = isBeneath(path, context.projectRoot) && isBeneath(real, context.projectRoot);
  if (policy.profile.mode === "acceptEdits" && inside && (writable || policy.files.silent))
    return allow("mode/accept-edits");
  // Where lists are given the walls hold them, so that no mode helps; nor does it for the system's own files.
  const hard = !policy.files.silent || isSystemPath(real);
  return { effect: "open", code: "path/not-writable", subject: text, at, advice: `Write(${rulePath(path)})`, hard };
}

/** What speaks against a write by the file's own properties: read-only paths, names, extensions; then confirmations. */
export function refusedWrite(judged: JudgedPath, { policy }: Pick<Judging, "policy">): Verdict | undefined {
  const { path, real, text, at, standing } = judged;
  if (standing.access === "read-only")
    return { effect: "deny", code: "path/read-only", subject: text, at, rule: standing.entry };
  const blocked = matchingName(policy.write.blocked, path) ?? matchingName(policy.write.blocked, real);
  if (blocked !== undefined) return { effect: "deny", code: "path/blocked-pattern", subject: text, at, rule: blocked };
  if (
    !hasAllowedExtension(path, policy.profile.write.allowedExtensions) ||
    !hasAllowedExtension(path, policy.profile.files.allowedExtensions)
  ) {
    return { effect: "deny", code: "path/extension", subject: text, at };
  }
  const confirm = matchingName(policy.write.confirm, path) ?? matchingName(policy.write.confirm, real);
  return confirm === undefined ? undefined : { effect: "ask", code: "rule/asked", subject: text, at, rule: confirm };
}

/** A name without an extension (`Makefile`, `.gitignore`) has none that a list could forbid. */
export function hasAllowedExtension(path: AbsolutePath, extensions: readonly string[] | undefined): boolean {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  if (extensions === undefined || dot <= 0) return true;
  const extension = name.slice(dot).toLowerCase();
  return extensions.some((listed) => (listed.startsWith(".") ? listed : `.${listed}`).toLowerCase() === extension);
}
