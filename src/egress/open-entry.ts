import type { NetworkDoor, NetworkEntry, ReasonCode } from "../base/index.ts";
import type { Destination, EgressSettings, Refusal } from "./settings.ts";
import type { UnderWay } from "./under-way.ts";

export interface Opening {
  readonly door: NetworkDoor;
  readonly client: string | undefined;
  readonly method: string;
  readonly host: string;
  readonly port?: number | undefined;
  readonly path?: string | undefined;
}

interface Ending {
  readonly to: Destination;
  readonly address?: string | undefined;
  readonly sent?: number;
  readonly received?: number;
  readonly status?: number | undefined;
  /** It was allowed, and could not be carried out. */
  readonly failure?: Noted;
}

interface Noted {
  readonly code: ReasonCode;
  readonly message: string;
}

/** The record of a request that is under way. Only the first end of it counts. */
export interface OpenEntry {
  /** What the record of an allowed request is to say of it; the first one counts. */
  readonly note: (noted: Noted) => void;
  readonly refuse: (refusal: Refusal, counts?: { readonly sent: number; readonly received: number }) => void;
  readonly finish: (ending: Ending) => void;
}

/** When a request came. */
export interface Since {
  readonly time: Date;
  /** Milliseconds of the process's own clock. */
  readonly start: number;
}

export function sinceNow(): Since {
  return { time: new Date(), start: performance.now() };
}

// INVARIANT I8: every request ends in exactly one record.
export function openEntry(
  { record, underWay }: Pick<EgressSettings, "record"> & { readonly underWay?: UnderWay },
  opening: Opening,
  { time, start }: Since = sinceNow(),
): OpenEntry {
  let open = true;
  let noted: Noted | undefined;
  underWay?.open.add(opening);
  const close = (rest: Omit<NetworkEntry, keyof Opening | "time" | "durationMs">): void => {
    if (!open) return;
    open = false;
    underWay?.open.delete(opening);
    const { port, path, ...known } = opening;
    record({ ...known, port, path, time, durationMs: performance.now() - start, ...rest });
  };
  return {
    note: (what) => {
      noted ??= what;
    },
    refuse: ({ effect, code, rule, message }, { sent, received } = { sent: 0, received: 0 }) =>
      close({ verdict: effect, code, rule, message, address: undefined, sent, received, status: undefined }),
    finish: ({ to, address, sent = 0, received = 0, status, failure }) =>
      close({
        verdict: "allow",
        code: failure?.code ?? noted?.code ?? to.code,
        rule: to.rule,
        message: failure?.message ?? noted?.message ?? "",
        address: address ?? to.addresses[0],
        via: to.way && to.way.proxy.text,
        sent,
        received,
        status,
      }),
  };
}
