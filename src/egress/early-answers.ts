import type { ClientRequest } from "node:http";

/** Honest servers say one or two before the answer proper (RFC 9110 15.2). */
const mostEarly = 16;

/** Gives up a request whose server never gets beyond informational answers: each costs work, and none ends the wait. */
export function limitEarlyAnswers(server: ClientRequest): void {
  let early = 0;
  server.on("information", () => {
    early += 1;
    if (early > mostEarly) server.destroy(new Error("too many informational answers"));
  });
}
