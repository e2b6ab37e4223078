import type { ClientRequest } from "node:http";
import { Transform } from "node:stream";
import { createStreamRedactor } from "../observe/index.ts";
import { hostText } from "../policy/index.ts";
import { answerRefusal } from "./answer.ts";
import type { Sending } from "./forward.ts";
import { refusal } from "./refusal.ts";

/**
 * Passes a request's body on while it is searched for secrets. Where the profile blocks, none goes out: what can still be a secret's
 * beginning waits, and the first one found ends the request. Bodies that are compressed show nothing.
 */
export function searchBody(sending: Sending, server: ClientRequest): Transform | undefined {
  const { request, response, entry, to, counts, policy } = sending;
  if (policy.search === undefined) return undefined;
  const { detector, block } = policy.search;
  const redactor = createStreamRedactor(detector);
  let found = false;
  const refuse = (kind: string): void => {
    const subject = `the request to ${hostText(to.host)}, ${kind}`;
    const refused = refusal("secret/found", { subject });
    found = true;
    entry.refuse(refused, counts);
    request.unpipe();
    request.resume();
    answerRefusal(response, refused.message);
    server.destroy();
  };
  const pass = (bytes: Buffer, raw: Buffer): Buffer | undefined => {
    const [kind] = redactor.found();
    if (kind === undefined || !block) return block ? bytes : raw;
    if (!found) refuse(kind);
    return undefined;
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      const bytes = pass(redactor.push(chunk), chunk);
      if (bytes !== undefined) done(null, bytes);
    },
    flush: (done) => {
      const bytes = pass(redactor.end(), Buffer.alloc(0));
      if (bytes !== undefined) done(null, bytes);
    },
  });
}
