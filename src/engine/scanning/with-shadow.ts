import { type AbsolutePath, EnforcementError } from "../../base/index.ts";
import { coverWith, dropChanges, type Means, type Shade } from "../../changes/index.ts";
import { changesStore, lacksOverlays, standsOf } from "../transaction.ts";
import type { Scanning } from "./run-scan.ts";

/** Of what has not landed yet. */
export interface ScanningAhead extends Scanning {
  /** The folders that the request's commands can write to. */
  readonly covered: () => readonly AbsolutePath[] | undefined;
}

/** What is to be looked at as if it had landed. */
export interface Shaded {
  readonly shades: readonly Shade[];
  readonly means: Means;
}

/** Has somebody look at folders as they would be. Throws an `EnforcementError` where that can't be shown. */
export async function withShadow<T>(
  scanning: ScanningAhead,
  { shades, means }: Shaded,
  look: (scanning: Scanning) => Promise<T>,
): Promise<T> {
  const { session, plan, covered } = scanning;
  const { places } = session.host;
  const roots = covered();
  if (roots === undefined)
    throw new EnforcementError("enforcement/start-failed", "the profile lets no command write where it is to stand");
  const stands = standsOf(plan(["true"], places.projectRoot, 1));
  const cover = coverWith(changesStore(places), roots, { means, stands, shades });
  try {
    return await look({ ...scanning, shadow: { roots, folder: cover.folder } });
  } catch (error) {
    if (means === "copy" || !lacksOverlays(error)) throw error;
  } finally {
    dropChanges(cover);
  }
  return withShadow(scanning, { shades, means: "copy" }, look);
}
