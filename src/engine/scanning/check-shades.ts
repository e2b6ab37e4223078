import type { Means, Shade } from "../../changes/index.ts";
import type { EffectiveProfile } from "../../policy/index.ts";
import { type ScannedShades, scanShades } from "./scan-shades.ts";
import { searchShades } from "./search-shades.ts";
import type { ScanningAhead } from "./with-shadow.ts";

/** True when a profile has other programs look at what is to land. */
export function checksShades({ scan, secrets }: EffectiveProfile): boolean {
  return scan.block || (secrets.search && secrets.tools.length > 0);
}

/** Has the profile's other programs look at what is to land, for secrets and then for weak spots. */
export async function checkShades(
  scanning: ScanningAhead,
  shades: readonly Shade[],
  means: Means,
): Promise<ScannedShades> {
  const searched = await searchShades(scanning, shades);
  if (searched.refusals.length > 0) return searched;
  const { refusals, scans } = await scanShades(scanning, shades, means);
  return { refusals, scans: [...searched.scans, ...scans] };
}
