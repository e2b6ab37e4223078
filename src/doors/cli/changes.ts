import { ConfigError, exitStatus, printable } from "../../base/index.ts";
import {
  changeKept,
  type ChangesVerb,
  damagedLines,
  describeKept,
  discardDamaged,
  findKept,
  type KeptChanges,
  listKept,
  openSession,
  type Session,
} from "../../engine/index.ts";
import { disarmedLine } from "../disarmed-line.ts";
import { writeAll } from "../world.ts";
import { undoneLines } from "../written-line.ts";
import { colourOf } from "./colour.ts";
import type { Command, Invocation } from "./command.ts";
import { changesJson, changesText, listLine } from "./show-changes.ts";

const verbs: ReadonlySet<string> = new Set<ChangesVerb>(["apply", "discard", "undo"]);

/**
 * `changes [--last | ID]` shows what a command has changed, `changes list` what is kept; `changes apply | discard | undo [ID]` lands what
 * waits, forgets it, or brings back what was there. Status 0 when it was done, 1 when something stood in the way, 126 when the policy refuses it.
 */
export const changes: Command = {
  options: new Map([
    ["--last", "flag"],
    ["--color", "flag"],
  ]),
  run(invocation) {
    const { world, options, words } = invocation;
    const session = openSession(world, options);
    const [first, second] = words;
    if (!options.quiet)
      writeAll(
        2,
        damagedLines(session)
          .map((line) => `sallyport: ${line}\n`)
          .join(""),
      );
    if (words.length > 2 || (words.length === 2 && !verbs.has(first ?? ""))) throw misused();
    if (first === "list") return list(session, invocation);
    return isVerb(first) ? act(session, first, { invocation, id: second }) : show(session, { invocation, id: first });
  },
};

interface Wanted {
  readonly invocation: Invocation;
  readonly id: string | undefined;
}

function isVerb(word: string | undefined): word is ChangesVerb {
  return word !== undefined && verbs.has(word);
}

function misused(): ConfigError {
  return new ConfigError(
    "config/usage",
    "changes: [--last | ID], list, or one of apply, discard, undo with an ID or none",
  );
}

function list(session: Session, { options }: Invocation): number {
  const records = listKept(session);
  if (options.json) writeAll(1, `${JSON.stringify(records.map((record) => changesJson(record)))}\n`);
  else writeAll(1, records.length === 0 ? "no changes are kept\n" : records.map(listLine).join(""));
  return 0;
}

function find(session: Session, verb: ChangesVerb | "show", id: string | undefined): KeptChanges {
  const record = findKept(session, id, verb);
  if (record !== undefined) return record;
  const what = id === undefined ? "no changes are kept" : `no changes \`${printable(id)}\` are kept`;
  throw new ConfigError(
    "config/usage",
    `changes: ${what}${verb === "show" ? "" : ` to ${verb}`}; see sallyport changes list`,
  );
}

function show(session: Session, { invocation: { world, options, own }, id }: Wanted): number {
  const record = find(session, "show", own.has("--last") ? undefined : id);
  const described = describeKept(session, record);
  if (options.json) writeAll(1, `${JSON.stringify(changesJson(record, described))}\n`);
  else writeAll(1, changesText(record, described, colourOf(world, own.has("--color"))));
  return 0;
}

const done = {
  apply: "landed",
  discard: "forgotten",
  undo: "taken back: what was there before is there again",
} as const satisfies Record<ChangesVerb, string>;

async function act(session: Session, verb: ChangesVerb, { invocation: { options }, id }: Wanted): Promise<number> {
  if (verb === "discard" && id !== undefined && discardDamaged(session, id)) {
    writeAll(1, options.json ? `${JSON.stringify({ verb, id, done: true })}\n` : `${id} ${done.discard}\n`);
    return 0;
  }
  const record = find(session, verb, id);
  const say = (line: string): void => (options.quiet ? undefined : writeAll(2, `${line}\n`));
  const outcome = await changeKept(session, record, { verb, say });
  if (options.json) writeAll(1, `${JSON.stringify({ verb, ...outcome })}\n`);
  else if (outcome.done) writeAll(1, `${record.id} ${done[verb]}\n`);
  if (!options.quiet && !outcome.done) {
    const said =
      outcome.refused === undefined ? undoneLines(outcome.written) : `sallyport: ${record.id}: ${outcome.refused}\n`;
    writeAll(2, said);
  }
  if (!options.quiet) writeAll(2, disarmedLine(outcome.disarmed ?? []));
  if (outcome.done) return 0;
  return outcome.written.state === "refused" && outcome.refused === undefined ? exitStatus.denied : 1;
}
