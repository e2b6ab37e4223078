import type { Reason, ScanReport } from "../../base/index.ts";
import type { Means, Refusal, Shade } from "../../changes/index.ts";
import type { Launch } from "../../confine/index.ts";
import { checkShades } from "./check-shades.ts";
import type { Scanning } from "./run-scan.ts";
import { sweepSearches } from "./search-folder.ts";
import { type SearchedText, searchTexts } from "./search-texts.ts";
import { searchedReasons } from "./searched-reasons.ts";

/** What other programs are asked while a command runs, and when it has ended. */
interface Look {
  /** What speaks against it that this lands. */
  readonly look: (shades: readonly Shade[]) => Promise<readonly Refusal[]>;
  /** What they say of texts that git is about to make known; `subject` is what git does. */
  readonly search: (texts: readonly SearchedText[], subject: string) => Promise<readonly Reason[]>;
  /** All that they have said, for the record. */
  readonly scans: () => readonly ScanReport[];
}

export function createLook(
  scanning: Scanning,
  { launch, means }: { readonly launch: Launch; readonly means: Means },
): Look {
  const told: ScanReport[] = [];
  if (scanning.session.loaded.profile.secrets.tools.length > 0) sweepSearches();
  return {
    look: async (shades) => {
      const ahead = { ...scanning, covered: () => launch.overlays?.roots };
      const { refusals, scans } = await checkShades(ahead, shades, means);
      told.push(...scans);
      return refusals;
    },
    search: async (texts, subject) => {
      const scans = await searchTexts(scanning, texts);
      told.push(...scans);
      return searchedReasons(scans, subject, scanning.session.loaded.profile.secrets);
    },
    scans: () => [...new Map(told.map((report, at) => [isAbsent(report) ? report.tool : at, report])).values()],
  };
}

/** Which is said once. */
function isAbsent({ state }: ScanReport): boolean {
  return state === "absent";
}
