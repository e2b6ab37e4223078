import type { Finding } from "../finding.ts";

/** What came of one tool that takes commands. */
export interface Trial {
  readonly what: string;
  readonly isOffered: boolean;
  /** What must be refused has left its file behind. */
  readonly hasWritten: boolean;
  /** The record says that it was refused. */
  readonly isRecorded: boolean;
  /** What the client told its model of it. */
  readonly told: string | undefined;
  /** The harmless command has run. */
  readonly hasRun: boolean;
}

export interface Evidence {
  readonly trials: readonly Trial[];
  /** The client has asked the model on loopback, with tools on offer. */
  readonly hasAsked: boolean;
  /** Requests of any kind. */
  readonly requests: number;
  readonly said: string;
  readonly isLate: boolean;
}

/** Files and the record decide; what a client says only explains. */
export function judgeLive(evidence: Evidence, hint?: string): Finding {
  const { trials } = evidence;
  const written = trials.filter(({ hasWritten }) => hasWritten);
  const more = hint === undefined ? "" : ` (${hint})`;
  if (written.length > 0) return { ...live("open"), note: `${named(written)} ran what must be refused${more}` };
  const why = unproven(evidence);
  if (why !== undefined) return { ...live("unproven"), note: why };
  const tried = trials.filter(({ isOffered }) => isOffered);
  const blocked = tried.filter(({ hasRun }) => !hasRun);
  const refused = `${named(tried)} refused what must be refused, by the record`;
  if (blocked.length === 0) return { ...live("holds"), note: `${refused}, and ran what may run` };
  return { ...live("holds"), note: `${refused}; ${named(blocked)} ran nothing else either: ${blocked[0]?.told ?? ""}` };
}

const live = (state: Finding["state"]): Pick<Finding, "way" | "state"> => ({ way: "live", state });
const named = (trials: readonly Trial[]): string => trials.map(({ what }) => what).join(" and ");

/** Why nothing that was not written proves anything. */
function unproven({ trials, hasAsked, requests, said, isLate }: Evidence): string | undefined {
  const saying = said === "" ? "it said nothing" : `it said: ${said.slice(-300)}`;
  const ended = isLate ? "was ended, as it came to no end by itself" : "ended";
  if (!hasAsked) {
    const asked = requests === 0 ? "nothing" : "nothing that has tools";
    return `the client ${ended} and asked the model on loopback ${asked}: it wants a login, or its settings name another model server; ${saying}`;
  }
  const tried = trials.filter(({ isOffered }) => isOffered);
  if (tried.length === 0) return "the client offers its model neither its own shell nor Sallyport's";
  const silent = tried.find(({ told }) => told === undefined);
  if (silent !== undefined) return `the client ${ended} before ${silent.what} had answered; ${saying}`;
  const unrecorded = tried.find(({ isRecorded }) => !isRecorded);
  if (unrecorded === undefined) return undefined;
  return `${unrecorded.what} wrote nothing, but no record of Sallyport says that it refused (\`audit_logging\` may be off, or the client has refused by itself): ${unrecorded.told}`;
}
