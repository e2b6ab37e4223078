import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { type AbsolutePath, bytesOf } from "../../base/index.ts";
import type { Shade } from "../../changes/index.ts";
import type { Scanning } from "./run-scan.ts";
import type { ScannedShades } from "./scan-shades.ts";
import { mostOfOne, searchTexts } from "./search-texts.ts";
import { searchedReasons } from "./searched-reasons.ts";
import { tellScans } from "./tell-scans.ts";

const nothing = Buffer.alloc(0);

/** Has the profile's other programs search what is to land for secrets. What has only moved is none that was added. */
export async function searchShades(scanning: Scanning, shades: readonly Shade[]): Promise<ScannedShades> {
  const { secrets } = scanning.session.loaded.profile;
  if (secrets.tools.length === 0) return { refusals: [], scans: [] };
  const texts = shades.map(({ path, from }) => ({
    place: path,
    after: from === undefined ? nothing : typeof from === "string" ? bytesAt(from) : from,
    before: bytesAt(path),
    group: 0,
  }));
  const [first] = shades;
  const scans = await searchTexts(scanning, texts);
  if (first === undefined || !secrets.block) {
    if (secrets.alert) tellScans(scanning, scans);
    return { refusals: [], scans };
  }
  const reasons = searchedReasons(scans, first.path, secrets);
  const pathOf = (subject: string): AbsolutePath =>
    shades.find(({ path }) => subject.startsWith(`${path},`))?.path ?? first.path;
  const refusals = reasons.map(({ code, subject, message }) => ({
    path: pathOf(subject),
    effect: "deny" as const,
    code,
    message,
  }));
  return { refusals, scans };
}

/** Empty for what is no file, or can't be read; more than is searched for one that is too large. */
function bytesAt(path: string): Buffer {
  try {
    const fd = openSync(bytesOf(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile()) return nothing;
      return stats.size > mostOfOne ? Buffer.alloc(mostOfOne + 1) : readFileSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    return nothing; // ENOENT, EACCES: what a command has closed our own search has refused by now
  }
}
