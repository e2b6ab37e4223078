import {
  type Context,
  EnforcementError,
  exitStatus,
  parseAbsolutePath,
  type Reason,
  type RunResult,
  type WrittenReport,
} from "../base/index.ts";
import {
  type Change,
  type Cover,
  coverFolders,
  dropChanges,
  keepChanges,
  type Judge,
  type Means,
  type Refusal,
  settleChanges,
  type Settled,
  type Shade,
  type SidesOf,
  type Stands,
  type Store,
} from "../changes/index.ts";
import type { Launch } from "../confine/index.ts";
import { judgeWritten } from "../policy/index.ts";
import { refusedForSecrets } from "./changed-secrets.ts";
import type { Judgement } from "./judge.ts";
import type { Places } from "./places.ts";
import type { Session } from "./session.ts";
import { pathsUsed } from "./usage/paths-used.ts";
import { takeUsage } from "./usage/take-usage.ts";

/** The kept changes of this user. */
export function changesStore({ state, runtime, warden }: Places): Store {
  return { folder: parseAbsolutePath(`${state}/changes`), spare: parseAbsolutePath(`${runtime}/changes`), warden };
}

/** One command whose changes land together. */
export interface Transaction extends Disposable {
  readonly overlayStore: Cover["folder"];
  /** To be called when the command has ended: nothing of it has landed yet. */
  readonly land: (result: RunResult) => Promise<RunResult>;
  /** To be called when what has landed was looked at. */
  readonly keep: () => void;
}

interface Covered {
  readonly launch: Launch;
  readonly means: Means;
  /** What speaks against the whole of it, asked when nothing speaks against a part. */
  readonly look: (shades: readonly Shade[]) => Promise<readonly Refusal[]>;
}

/** Covers what a launch says; nothing where it says nothing. What has not landed by its disposal never does. */
export function openTransaction(
  session: Session,
  judgement: Judgement,
  { launch, means, look }: Covered,
): Transaction | undefined {
  const { overlays } = launch;
  const { transaction } = session.loaded.profile.sandbox;
  if (overlays === undefined) return undefined;
  const store = changesStore(session.host.places);
  const cover = coverFolders(store, overlays.roots, { means, stands: standsOf(launch) });
  const startedMs = Date.now();
  const { tool, input, cwd } = judgement.request;
  const { profile } = session.loaded;
  let settled: Settled | undefined;
  let isOpen = true;
  return {
    overlayStore: cover.folder,
    async land(result) {
      const judge: Judge = async (changes, sides, shades) => {
        if (transaction === "off") return [];
        const refusals = judgeChanges(session, judgement.context, { changes, sides });
        const found = refusals.length > 0 ? refusals : await look(shades());
        return found.length > 0 ? found : countChanges(session, judgement, changes);
      };
      const command = typeof input["command"] === "string" ? input["command"] : "";
      const about = { tool, command, cwd, profile: profile.name, startedMs };
      isOpen = false;
      settled = await settleChanges(cover, { about, mode: transaction === "hold" ? "hold" : "check", judge });
      return settled === undefined ? result : withWritten(result, settled);
    },
    keep: () => settled && keepChanges(settled, store),
    [Symbol.dispose]: () => {
      if (isOpen) dropChanges(cover);
    },
  };
}

/** What the warden puts on the host for the time of the run must be in a copy, too: it is mounted on. */
export function standsOf({ traces }: Pick<Launch, "traces">): Stands {
  return {
    folders: [...traces.guardFolders, ...traces.scaffolds],
    files: [...traces.guardFiles, ...traces.frameFiles],
  };
}

/** What speaks against changes: the write policy, path by path. Of a rename both names are judged. */
export function judgeChanges(session: Session, context: Context, { changes, sides }: Written): readonly Refusal[] {
  const judging = { policy: session.loaded.policy, context };
  const made = changes.filter(({ stood }) => stood !== true);
  const refused = made.flatMap(({ path, change, kind, bytes, from }) =>
    [path, ...(from === undefined ? [] : [from])].flatMap((name) => {
      const { effect, reasons } = judgeWritten({ path: name, change, kind, bytes }, judging);
      return effect === "allow" || isHeldOtherwise(name, reasons)
        ? []
        : [{ path: name, effect, code: reasons[0].code, message: reasons[0].message }];
    }),
  );
  const { profile } = session.loaded;
  return [...refused, ...changes.flatMap((change) => refusedForSecrets(change, sides, profile))];
}

interface Written {
  readonly changes: readonly Change[];
  /** For what is looked for in texts. */
  readonly sides: SidesOf;
}

/**
 * What is guarded by name is held by the walls, as long as it is there, and disarmed behind a landing, when it is new: as for any command.
 * And which files a repository is kept in is git's own business.
 */
function isHeldOtherwise(path: string, reasons: readonly Reason[]): boolean {
  const isGuarded = reasons.some(isGuard);
  return reasons.every((reason) => {
    if (reason.effect === "allow" || isGuard(reason)) return true;
    if (reason.code === "path/extension") return path.includes("/.git/");
    return isGuarded && reason.code === "path/not-writable";
  });
}

function isGuard({ rule }: Reason): boolean {
  return rule?.source.file === "built-in" && rule.source.pointer === "/guarded";
}

/** A command's text tells less of what it writes than what it has written: what it was not counted for yet is counted now. */
function countChanges(session: Session, judgement: Judgement, changes: readonly Change[]): readonly Refusal[] {
  const written = changes.filter(({ kind }) => kind !== "folder");
  const [first] = written;
  const more = written.length - (pathsUsed(judgement).writes ?? 0);
  const taken = first === undefined || more <= 0 ? undefined : takeUsage(session, judgement, { writes: more });
  if (first === undefined || taken === undefined || taken.ok) return [];
  const [{ code, message }] = taken.decision.reasons;
  return [{ path: first.path, effect: "deny", code, message }];
}

/** How it went in the words of a report. */
export function reportOf(settled: Settled): WrittenReport {
  const { record, landing } = settled;
  const count = (wanted: readonly Change["change"][]): number =>
    record.changes.filter(({ change }) => wanted.includes(change)).length;
  const inTheWay =
    landing?.kind === "conflict"
      ? landing.paths.map((path) => ({ path, code: "file/changed", message: "somebody else has changed it meanwhile" }))
      : landing?.kind === "failed"
        ? [{ path: landing.path, code: "file/failed", message: `the system says ${landing.error}` }]
        : record.refusals;
  return {
    id: record.id,
    state: stateOf(settled),
    created: count(["created"]),
    changed: count(["changed", "renamed"]),
    deleted: count(["deleted"]),
    refusals: inTheWay,
    left: record.left,
    ...(landing?.kind === "kept" ? { kept: { why: landing.why, folder: landing.folder } } : {}),
  };
}

function stateOf({ record, landing }: Settled): WrittenReport["state"] {
  if (landing === undefined) return record.state === "refused" ? "refused" : "held";
  return landing.kind === "kept" ? "failed" : landing.kind;
}

/** A command whose changes may not land has been denied, and one whose changes can't has failed; else its own status counts. */
function withWritten(result: RunResult, settled: Settled): RunResult {
  const written = reportOf(settled);
  const status = { refused: exitStatus.denied, conflict: exitStatus.failed, failed: exitStatus.failed } as const;
  const own = written.state === "landed" || written.state === "held" ? result.status : status[written.state];
  return { ...result, status: own, written };
}

/** True when an attempt has shown that this host has no overlays for this user, or not for these folders. */
export function lacksOverlays(error: unknown): boolean {
  return error instanceof EnforcementError && error.details["step"] === "overlay";
}
