import type { ClientRequest } from "node:http";

/** Honest servers say one or two before the answer proper (RFC 9110 15.2). */
export const mostEarly = 16;

/**
 * Bounds what may come before the body of an answer. The size of a head is the limit, for Node drops what is beyond its limit of
 * fields in silence. A server that never gets beyond informational answers is given up: each costs work, and none ends the wait.
 */
export function limitAnswer(server: ClientRequest): void {
  server.maxHeadersCount = 0;
  let early = 0;
  server.on("information", () => {
    early += 1;
    if (early > mostEarly) server.destroy(new Error("too many informational answers"));
  });
}
