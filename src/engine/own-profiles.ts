import { dirname } from "node:path";
import { type AbsolutePath, EnforcementError, isBeneath, parseAbsolutePath, printable } from "../base/index.ts";
import { type EffectiveProfile, standingOf, withGuarded } from "../policy/index.ts";
import type { Session } from "./session.ts";
import { traceLinks } from "./trace-links.ts";

/** The profile with its own files, under every name that they have here, read-only for commands. */
export function withOwnFiles(profile: EffectiveProfile, files: readonly string[]): EffectiveProfile {
  const names = new Set(files.flatMap((file) => [file, traceLinks(file).real]));
  return withGuarded(
    profile,
    [...names].map((name) => parseAbsolutePath(name)),
  );
}

/**
 * Throws for a profile that is reached through a link which commands could replace, and with it the profile: no wall holds a link
 * in a folder that can be written.
 */
export function refuseReplaceable({ loaded, host }: Session): void {
  const { profile, files } = loaded;
  if (profile.sandbox.backend === "none") return;
  for (const file of files) {
    const { links, real } = traceLinks(file);
    const link = links.find((place) => isOpen(parseAbsolutePath(dirname(place)), loaded, host.places));
    if (link === undefined) continue;
    throw new EnforcementError(
      "enforcement/start-failed",
      `the profile \`${printable(file)}\` is reached through the link \`${printable(link)}\`, which commands could replace; name \`${printable(real)}\` itself, or have the link where commands can't write`,
      { pointer: "" },
    );
  }
}

/** True for a folder of the host's in which commands can replace what no wall holds. */
function isOpen(
  folder: AbsolutePath,
  { policy, profile }: Session["loaded"],
  places: Session["host"]["places"],
): boolean {
  const { root } = profile.sandbox;
  if (root !== undefined) return isBeneath(folder, root);
  const { access, entry } = standingOf(policy.files, folder, places);
  return access === "writable" && entry !== undefined;
}
