import { realpathSync, statSync } from "node:fs";
import { type AbsolutePath, EnforcementError, parseAbsolutePath, printable } from "../base/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";

/** The profile with the folder that stands in for `/` under its real name, where there is such a folder. */
export function withRealRoot(profile: EffectiveProfile): EffectiveProfile {
  const { root } = profile.sandbox;
  const real = root === undefined ? undefined : realFolder(root);
  return real === undefined ? profile : { ...profile, sandbox: { ...profile.sandbox, root: real } };
}

/** Throws when the folder that shall stand in for `/` is not there. */
export function requireRoot({ sandbox: { root } }: EffectiveProfile): void {
  if (root === undefined || realFolder(root) !== undefined) return;
  throw new EnforcementError(
    "enforcement/start-failed",
    `the folder \`${printable(root)}\` that shall stand in for / is not there; make it, or name another one`,
    { pointer: "/sandbox/root" },
  );
}

function realFolder(root: AbsolutePath): AbsolutePath | undefined {
  try {
    const real = realpathSync(root);
    return statSync(real).isDirectory() ? parseAbsolutePath(real) : undefined;
  } catch {
    return undefined; // ENOENT, ENOTDIR, EACCES, ELOOP: there is no folder that this user could use
  }
}
