import { realpathSync, statSync } from "node:fs";
import { type AbsolutePath, EnforcementError, parseAbsolutePath, printable } from "../base/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";

/** The profile with the folder that stands in for `/` under its real name. Throws when there is no such folder. */
export function withRealRoot(profile: EffectiveProfile): EffectiveProfile {
  const { root } = profile.sandbox;
  return root === undefined ? profile : { ...profile, sandbox: { ...profile.sandbox, root: realFolder(root) } };
}

function realFolder(root: AbsolutePath): AbsolutePath {
  try {
    const real = realpathSync(root);
    if (statSync(real).isDirectory()) return parseAbsolutePath(real);
  } catch {
    // ENOENT, ENOTDIR, EACCES, ELOOP: there is no folder that this user could use
  }
  throw new EnforcementError(
    "enforcement/start-failed",
    `the folder \`${printable(root)}\` that shall stand in for / is not there; make it, or name another one`,
    { pointer: "/sandbox/root" },
  );
}
