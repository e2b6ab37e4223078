import type { EgressSettings } from "./settings.ts";

/** Requests that have no record yet. */
export interface UnderWay {
  readonly open: Set<object>;
}

/** What ends with its connection does so within a few turns of the event loop; a name that is being looked up may take longer. */
const patienceMs = 500;

/** Waits until every request has its record. */
export async function allRecorded({ open }: UnderWay): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (open.size > 0 && performance.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
}

/** Settings under which the requests are counted that have no record yet. */
export type CountingSettings = EgressSettings & { readonly underWay: UnderWay };
