import type { AbsolutePath } from "../base/index.ts";
import { rulePath } from "./advise-rule.ts";
import { baseName } from "./base-name.ts";
import type { EffectiveProfile } from "./effective-profile.ts";
import { grantedByRule, type JudgedPath, type Judging, type Writer } from "./judge-path.ts";
import { matchingName, unlistedGuard } from "./path-access.ts";
import type { Verdict } from "./verdict.ts";

/** What speaks against a write by the file's own properties: read-only paths, blocked names, extensions. */
export function refusedWrite(judged: JudgedPath, by: Writer["by"], judging: Judging): Verdict | undefined {
  return (
    refusedByReadOnly(judged, judging) ??
    refusedByGuard(judged, by, judging) ??
    refusedByName(judged, judging) ??
    refusedByExtension(judged, judging)
  );
}

/** What decides what runs outside of the sandbox stays as it is where no list says so, unless a rule names it. */
function refusedByGuard(judged: JudgedPath, by: Writer["by"], judging: Judging): Verdict | undefined {
  const { path, real, text, at, standing } = judged;
  const { files, profile } = judging.policy;
  // A command's temporary folder is its own.
  if (by === "command" && standing.access === "writable" && profile.sandbox.backend !== "none") return undefined;
  const guard = unlistedGuard(files, path) ?? unlistedGuard(files, real);
  const rule = grantedByRule(judged, "write", judging);
  if (guard === undefined || (rule !== undefined && rule.depth >= guard.depth)) return undefined;
  const advice = `Edit(${rulePath(path, judging.context)})`;
  return { effect: "deny", code: "path/read-only", subject: text, at, rule: guard.entry, advice };
}

/** A read-only path; a rule that names something more specific inside of it takes precedence. */
export function refusedByReadOnly(judged: JudgedPath, judging: Judging): Verdict | undefined {
  const { text, at, standing, path } = judged;
  if (standing.access !== "read-only") return undefined;
  const rule = grantedByRule(judged, "write", judging);
  const least = (standing.depth ?? 0) + (standing.guard === true ? 0 : 1);
  if (rule !== undefined && rule.depth >= least) return undefined;
  const advice = standing.guard === true ? `Edit(${rulePath(path, judging.context)})` : undefined;
  return { effect: "deny", code: "path/read-only", subject: text, at, rule: standing.entry, advice };
}

export function refusedByName({ path, real, text, at }: JudgedPath, { policy }: Judging): Verdict | undefined {
  const blocked = matchingName(policy.unwritable, path) ?? matchingName(policy.unwritable, real);
  if (blocked === undefined) return undefined;
  return { effect: "deny", code: "path/blocked-pattern", subject: text, at, rule: blocked };
}

/** What is written through a link gets the name of its target, so that both names count. */
export function refusedByExtension({ path, real, text, at }: JudgedPath, { policy }: Judging): Verdict | undefined {
  const { write, files } = policy.profile;
  const listed = [write.allowedExtensions, files.allowedExtensions].every((list) =>
    [path, real].every((name) => hasAllowedExtension(name, list)),
  );
  return listed ? undefined : { effect: "deny", code: "path/extension", subject: text, at };
}

/** A name without an extension (`Makefile`, `.gitignore`) has none that a list could forbid. */
export function hasAllowedExtension(path: AbsolutePath, extensions: readonly string[] | undefined): boolean {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  if (extensions === undefined || dot <= 0) return true;
  const extension = name.slice(dot).toLowerCase();
  return extensions.some((listed) => (listed.startsWith(".") ? listed : `.${listed}`).toLowerCase() === extension);
}

const mebibyte = 1024 * 1024;

/** `bytes` is what the file will hold, or holds by now. */
export function refusedBySize({ text, at }: JudgedPath, bytes: number, most: number | undefined): Verdict | undefined {
  if (most === undefined || bytes <= most) return undefined;
  return { effect: "deny", code: "path/too-large", subject: text, at };
}

/** How much a file may hold that is written, in bytes; nothing where that is any size. */
export function largestWrite({ write, files }: Pick<EffectiveProfile, "write" | "files">): number | undefined {
  const limits = [write.maxFileSizeMb, files.maxFileSizeMb].filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.min(...limits) * mebibyte;
}

/** The same of a file that a command writes: no process may make one larger. */
export function largestWritten({ sandbox }: Pick<EffectiveProfile, "sandbox">): number | undefined {
  const { fileSizeMb } = sandbox.limits;
  return fileSizeMb === undefined ? undefined : fileSizeMb * mebibyte;
}
