import type { Stay } from "./create-sallyport.ts";
import type { DecideOptions } from "./types.ts";

/** Aborted when its caller wants it no longer, and when the stay is over. */
export function whileWanted({ stop }: Pick<Stay, "stop">, { signal }: Pick<DecideOptions, "signal">): AbortSignal {
  return AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]);
}
