import type { ScanReport } from "../../base/index.ts";
import type { Means, Refusal, Shade } from "../../changes/index.ts";
import type { Launch } from "../../confine/index.ts";
import type { Scanning } from "./run-scan.ts";
import { scanShades } from "./scan-shades.ts";

interface Look {
  readonly look: (shades: readonly Shade[]) => Promise<readonly Refusal[]>;
  readonly scans: () => readonly ScanReport[];
}

/** Has scanners look at what is to land, and remembers what they say. */
export function createLook(
  scanning: Scanning,
  { launch, means }: { readonly launch: Launch; readonly means: Means },
): Look {
  let told: readonly ScanReport[] = [];
  return {
    look: async (shades) => {
      const { refusals, scans } = await scanShades(
        { ...scanning, covered: () => launch.overlays?.roots },
        shades,
        means,
      );
      told = scans;
      return refusals;
    },
    scans: () => told,
  };
}
