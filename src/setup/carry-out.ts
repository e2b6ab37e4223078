import { rmSync } from "node:fs";
import { ConfigError, printable } from "../base/index.ts";
import { backupOf, type Draft, draftConfig, draftLink, readConfig, realOf } from "./config-file.ts";
import type { FileText, Planned } from "./file-texts.ts";
import { isSame } from "./part.ts";
import { allPlaced, type InstallRecord, recordText } from "./record.ts";

/** What becomes of one file; nothing where there is none. Of a link the text is where it leads. */
export interface FileChanged {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Plan extends Planned {
  readonly links: readonly FileChanged[];
  /** The file of the record. */
  readonly record: string;
  readonly earlier: InstallRecord;
}

/** One thing that takes its place, and what takes it back. */
interface Step {
  readonly commit: () => void;
  readonly revert: () => void;
}

type KeepDraft = (draft: Draft) => Draft;

/**
 * All is written beside what it is for, before anything takes its place. The record comes first and goes last: what it names can be taken
 * out whenever this ends in between. What the host refuses on the way takes everything back. Comes back with a file that has been changed
 * since it was read, where there is one, and then nothing was done.
 */
export function carryOut(plan: Plan): string | undefined {
  using drafts = new DisposableStack();
  const steps = stepsOf(plan, (draft) => drafts.use(draft));
  const stale = plan.texts.find(({ file, before, after }) => before !== after && readConfig(file) !== before);
  if (stale !== undefined) return stale.file;
  const done: Step[] = [];
  try {
    for (const step of steps) {
      step.commit();
      done.push(step);
    }
  } catch (error) {
    takeBack(done, error);
    throw error;
  }
  return undefined;
}

/** The last step first, so that the record stays where one of them can't be. */
function takeBack(done: readonly Step[], why: unknown): void {
  try {
    for (const { revert } of done.toReversed()) revert();
  } catch (cause) {
    const text = `${messageOf(why)}; what was done can't all be taken back (${messageOf(cause)}): once that is mended, uninstall does it`;
    throw new ConfigError("config/unreadable", text, [], { cause });
  }
}

const messageOf = (error: unknown): string => printable(error instanceof Error ? error.message : String(error), 500);

function stepsOf(plan: Plan, keep: KeepDraft): readonly Step[] {
  const { texts, links } = plan;
  const changed = texts.filter(({ before, after }) => before !== after);
  const isLeft = ({ after }: FileChanged): boolean => after !== undefined;
  const [first, last] = recordSteps(plan, keep);
  return [
    ...first,
    // Clients go on without us where the shell that they are told of is not there.
    ...links.filter(isLeft).map((link) => linkStep(link, keep)),
    ...texts.flatMap((text) => backupSteps(text, keep)),
    ...changed.filter(isLeft).map((text) => textStep(text, keep)),
    ...changed.filter((one) => !isLeft(one)).map((text) => textStep(text, keep)),
    ...links.filter((one) => !isLeft(one)).map((link) => linkStep(link, keep)),
    ...texts.flatMap(backupGone),
    ...last,
  ];
}

/** While one installation takes the place of another, both are on record. */
function recordSteps(
  { record, earlier, placed, made }: Plan,
  keep: KeepDraft,
): readonly [readonly Step[], readonly Step[]] {
  const back = (): void => restore(record, isNothing(earlier) ? undefined : recordText(earlier));
  const step = (kept: InstallRecord): Step => ({
    commit: keep(draftConfig(record, recordText(kept))).commit,
    revert: back,
  });
  if (placed.length === 0) return [[], [{ commit: () => rmSync(record, { force: true }), revert: back }]];
  if (isSame(earlier, { placed, made })) return [[], []];
  const both = { placed, made: [...new Set([...earlier.made, ...made])], replaced: allPlaced(earlier) };
  return isNothing(earlier) ? [[step({ placed, made })], []] : [[step(both)], [step({ placed, made })]];
}

const isNothing = (record: InstallRecord): boolean => allPlaced(record).length === 0;

function textStep({ file, before, after }: FileChanged, keep: KeepDraft): Step {
  const revert = (): void => restore(file, before);
  if (after === undefined) return { commit: () => rmSync(realOf(file), { force: true }), revert };
  return { commit: keep(draftConfig(file, after)).commit, revert };
}

function linkStep({ file, before, after }: FileChanged, keep: KeepDraft): Step {
  const put = (to: string | undefined): (() => void) =>
    to === undefined ? () => rmSync(file, { force: true }) : keep(draftLink(file, to)).commit;
  return { commit: put(after), revert: () => put(before)() };
}

/** Beside a file with something of ours in it stands what it is without. */
function backupSteps({ file, bare, after }: FileText, keep: KeepDraft): readonly Step[] {
  const backup = backupOf(file);
  const held = readConfig(backup);
  if (bare === undefined || bare === after || held === bare) return [];
  return [{ commit: keep(draftConfig(backup, bare, file)).commit, revert: () => restore(backup, held) }];
}

function backupGone({ file, bare, after }: FileText): readonly Step[] {
  const backup = backupOf(file);
  if (bare !== after || after === undefined || readConfig(backup) !== after) return [];
  return [{ commit: () => rmSync(backup), revert: () => restore(backup, after) }];
}

function restore(file: string, text: string | undefined): void {
  if (text === undefined) return rmSync(realOf(file), { force: true });
  using draft = draftConfig(file, text);
  draft.commit();
}
