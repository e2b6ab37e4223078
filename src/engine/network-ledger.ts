import { randomBytes } from "node:crypto";
import type { NetworkEntry } from "../base/index.ts";
import type { Network } from "../run/index.ts";
import { followPolicy } from "./follow-policy.ts";
import { openingNetwork } from "./network.ts";
import type { Ending, Recorder } from "./record-request.ts";
import { refusalText } from "./refusal-line.ts";
import type { Session } from "./session.ts";
import { takeRequest } from "./usage/take-usage.ts";

/** How to tell the caller what can't wait for the end. */
export type Say = (line: string) => void;

/** How many refused hosts a caller hears of. */
const mostTold = 100;

/**
 * Not so where credentials are asked for: git and `curl --proxy-anyauth` send theirs only then, and are served. Whoever has none,
 * such as another user of this machine, hears of it in the answer.
 */
function isRefused({ verdict, code }: NetworkEntry): boolean {
  return verdict !== "allow" && code !== "net/unknown-client";
}

/** What it lets go of last belongs before the command's own record, however the run ended. */
export async function withNetwork<T>(running: Promise<T>, network: OpenNetworkOfRun | undefined): Promise<T> {
  try {
    return await running;
  } finally {
    await network?.close();
  }
}

export interface OpenNetworkOfRun {
  readonly sockets: Network;
  readonly close: () => Promise<void>;
}

/** Opens while the command starts, too: nobody connects before that. */
export function openFor(session: Session, { note, fail }: Ledger): OpenNetworkOfRun | undefined {
  const { openNetwork } = session.surroundings;
  if (openNetwork === undefined) return undefined;
  const credentials = `sallyport:${randomBytes(24).toString("base64url")}`;
  const admit = (limit: number): boolean => {
    try {
      return takeRequest(session, limit);
    } catch (error) {
      fail(error);
      return false;
    }
  };
  const opening = openNetwork({ credentials, policy: followPolicy(session), admit, record: note, failed: fail });
  opening.catch(fail);
  return {
    sockets: openingNetwork(credentials, opening),
    close: async () => (await opening.catch(() => undefined))?.[Symbol.asyncDispose](), // a failure has been noted
  };
}

interface LedgerFailure {
  readonly error: unknown;
}

/** Where a run's requests to other hosts are written down as they end. */
export interface Ledger {
  readonly open: (recorder: Recorder) => Recorder;
  readonly note: (entry: NetworkEntry) => void;
  /** Ends the run. */
  readonly fail: (error: unknown) => void;
  /** What went wrong with one of them: that it could not be written, too. */
  readonly close: () => LedgerFailure | undefined;
}

interface Alarms {
  readonly say: Say;
  readonly stop: () => void;
}

export function createLedger(
  session: Session,
  { judgement }: Pick<Ending, "judgement">,
  { say, stop }: Alarms,
): Ledger {
  const told = new Set<string>();
  let recorder: Recorder | undefined;
  let failure: LedgerFailure | undefined;
  const tell = (message: string): void => {
    if (told.has(message) || told.size > mostTold) return;
    told.add(message);
    const { name } = session.loaded.profile;
    say(refusalText(told.size > mostTold ? "further refusals of hosts are in the record alone" : message, name));
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    stop();
  };
  return {
    open: (opened) => {
      recorder = opened;
      return opened;
    },
    note: (entry) => {
      const isAlert = entry.code.startsWith("secret/") && session.loaded.profile.secrets.alert;
      if (isRefused(entry) || isAlert) tell(entry.message);
      try {
        recorder?.recordNetwork(judgement, entry);
      } catch (error) {
        fail(error);
      }
    },
    fail,
    close: () => {
      recorder = undefined;
      return failure;
    },
  };
}
