import type { AbsolutePath, Decision } from "../base/index.ts";
import { keepBackup } from "../changes/index.ts";
import { type FileDesk, type Steps, toEnd, type Tried, type ToolOutput, useInSteps } from "../files/index.ts";
import { type EffectiveProfile, pathOfInput, writeTools } from "../policy/index.ts";
import { answered } from "./answered.ts";
import { openFileDesk } from "./file-desk.ts";
import { detectorOf } from "./found-secrets.ts";
import type { Judgement } from "./judge.ts";
import type { LookedAhead } from "./look-ahead.ts";
import { mapTexts } from "./map-texts.ts";
import { finalOf, onHost, onlyPreviewed } from "./preview-write.ts";
import { type Ending, failureCode } from "./record-request.ts";
import type { Session } from "./session.ts";
import { changesStore } from "./transaction.ts";
import { pathsUsed } from "./usage/paths-used.ts";
import { takeUsage } from "./usage/take-usage.ts";

export interface FileToolOutcome {
  readonly decision: Decision;
  /** Absent when the verdict was not to do it. */
  readonly result?: Tried<ToolOutput>;
}

export interface Used {
  readonly ending: Ending;
  /** Throws what went wrong in a way that it should not have. */
  readonly outcome: () => FileToolOutcome;
  /** The files that it was to write, with links resolved. */
  readonly written: ReadonlySet<AbsolutePath>;
}

/** INVARIANT I8: a bug of ours is written down, too, and so comes with its ending. */
export function* useJudged(session: Session, judgement: Judgement, ahead?: LookedAhead): Steps<Used> {
  const { tool } = judgement.request;
  const decision = answered(judgement);
  const told = { time: new Date(), judgement, decision, layers: [] };
  const written = new Set<AbsolutePath>();
  const refused = (by: Decision): Used => ({
    ending: { ...told, decision: by },
    outcome: () => ({ decision: by }),
    written,
  });
  if (decision.effect !== "allow") return refused(decision);
  try {
    const final = finalOf(session, judgement);
    const taken = takeUsage(session, judgement, pathsUsed(judgement));
    if (!taken.ok) return refused(taken.decision);
    const { root } = session.loaded.profile.sandbox;
    const open = openFileDesk(session, final);
    const desk = ahead === undefined ? open : onlyPreviewed(open, ahead.preview, root);
    const noted = writeTools.has(tool) ? noting(desk, written, root) : desk;
    const using = useInSteps(tool, final.request.input, noted);
    const result = isBackedUp(session, final) ? withBackup(session, final, () => toEnd(using)) : yield* using;
    const shown = shownOf(result, session.loaded.profile);
    return {
      ending: { ...told, ...(result.ok ? {} : { error: result.fault.code }) },
      outcome: () => ({ decision, result: shown }),
      written,
    };
  } catch (error) {
    const outcome = (): never => {
      throw error;
    };
    return { ending: { ...told, error: failureCode(error) ?? "internal/broken-invariant" }, outcome, written };
  }
}

/** What a tool that writes finds in its place is kept where the profile says so. */
function withBackup(
  session: Session,
  { request, context }: Judgement,
  write: () => Tried<ToolOutput>,
): Tried<ToolOutput> {
  const { profile } = session.loaded;
  const { tool, cwd } = request;
  const named = namedFile(request);
  if (named === undefined) return write();
  const asked = pathOfInput(named, context);
  const about = { tool, command: named, cwd, profile: profile.name, startedMs: Date.now() };
  const path = context.realPaths.get(asked) ?? asked;
  return keepBackup(changesStore(session.host.places), { path, about, write });
}

function isBackedUp({ loaded }: Session, { request }: Judgement): boolean {
  return loaded.profile.write.backupOnOverwrite && writeTools.has(request.tool) && namedFile(request) !== undefined;
}

function namedFile({ input }: Judgement["request"]): string | undefined {
  const named = input["file_path"] ?? input["notebook_path"];
  return typeof named === "string" ? named : undefined;
}

/** Notes which files of the host a tool gets to, with links resolved. */
function noting(desk: FileDesk, written: Set<AbsolutePath>, root: AbsolutePath | undefined): FileDesk {
  return {
    ...desk,
    reach: (path) => {
      const reached = desk.reach(path);
      if (!reached.ok) return reached;
      written.add(onHost(reached.value, root));
      return reached;
    },
  };
}

/** What a profile does not want to be read is not shown by an edit either; the bytes of a picture are nobody's secret. */
function shownOf(result: Tried<ToolOutput>, profile: EffectiveProfile): Tried<ToolOutput> {
  const detector = profile.secrets.hideReads ? detectorOf(profile) : undefined;
  const isMedia = result.ok && ["image", "pdf"].includes(String(result.value.output["type"]));
  return detector === undefined || isMedia ? result : mapTexts(result, detector.redact);
}
