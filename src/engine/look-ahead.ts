import { basename } from "node:path";
import type { AbsolutePath, Decision, Reason, ScanReport } from "../base/index.ts";
import type { Refusal, Shade } from "../changes/index.ts";
import { scanners } from "../observe/index.ts";
import { type EffectiveProfile, pathOfInput, reasonMessage, writeTools } from "../policy/index.ts";
import { deniedByOtherName } from "./deny-other-names.ts";
import type { Judgement } from "./judge.ts";
import type { Say } from "./network-ledger.ts";
import { type Preview, previewWrite } from "./preview-write.ts";
import { openRecorder, type Recorder } from "./record-request.ts";
import { checkShades, checksShades } from "./scanning/check-shades.ts";
import { withScanning } from "./scanning/open-scanning.ts";
import type { ScannedShades } from "./scanning/scan-shades.ts";
import type { Session } from "./session.ts";

/** What a tool is about to write, looked at by whoever the profile has look at it. */
export interface LookedAhead {
  /** What may be written and nothing else. */
  readonly preview: Preview | undefined;
  readonly scans: readonly ScanReport[];
  /** Absent where nothing speaks against it. */
  readonly denied?: Decision;
}

interface Asked {
  readonly judgement: Judgement;
  readonly recorder: Recorder;
  readonly say: Say;
}

/** True when what such a tool writes is to be looked at before it does. */
export function looksAhead(profile: EffectiveProfile, tool: string): boolean {
  return writeTools.has(tool) && checksShades(profile);
}

export async function lookAhead(session: Session, asked: Asked): Promise<LookedAhead> {
  const preview = previewWrite(session, asked.judgement);
  if (preview === undefined) return { preview, scans: [] };
  const shades = [{ path: preview.path, from: preview.bytes }];
  const { refusals, scans } = await lookAtShades(session, asked, shades);
  const [first, ...rest] = refusals.map(reasonOf);
  return { preview, scans, ...(first && { denied: { effect: "deny", reasons: [first, ...rest] } }) };
}

/**
 * The judgement of a use that a client is going to carry out by itself, denied where the file is by another name, and where somebody speaks
 * against what it writes then. INVARIANT I4: what can't be foreseen of a file that somebody is to look at is denied, too.
 */
export async function judgeAhead(session: Session, judgement: Judgement): Promise<Judgement> {
  const { request, decision, context } = judgement;
  const { profile } = session.loaded;
  const path = request.input["file_path"] ?? request.input["notebook_path"];
  const held = decision.effect === "deny" ? decision : deniedByOtherName(session, judgement);
  if (held !== undefined) return { ...judgement, decision: held };
  if (!looksAhead(profile, request.tool) || typeof path !== "string") return judgement;
  using recorder = openRecorder(session);
  const { preview, scans, denied } = await lookAhead(session, { judgement, recorder, say: () => undefined });
  const against = preview === undefined ? unforeseen(profile, pathOfInput(path, context)) : denied;
  return { ...judgement, ...(scans.length > 0 && { scans }), ...(against && { decision: against }) };
}

function unforeseen({ scan }: EffectiveProfile, path: AbsolutePath): Decision | undefined {
  const isScanned = scan.block && scan.tools.some((tool) => scanners.get(tool)?.isFor(basename(path)) === true);
  if (!isScanned) return undefined;
  const verdict = { effect: "deny", code: "scan/unscanned", subject: `${path}, which can't be foreseen` } as const;
  return { effect: "deny", reasons: [{ ...verdict, message: reasonMessage(verdict, "deny") }] };
}

/** What speaks against a landing that no command is waiting for. */
export async function lookAtShades(session: Session, asked: Asked, shades: readonly Shade[]): Promise<ScannedShades> {
  if (!checksShades(session.loaded.profile)) return { refusals: [], scans: [] };
  return withScanning(session, asked, (scanning) => checkShades(scanning, shades, "overlay"));
}

function reasonOf({ path, effect, code, message }: Refusal): Reason {
  return { code, effect, subject: path, message };
}
