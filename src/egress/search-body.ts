import type { ClientRequest } from "node:http";
import { Transform } from "node:stream";
import type { ReasonCode } from "../base/index.ts";
import { createStreamRedactor, type StreamRedactor } from "../observe/index.ts";
import { hostText, reasonMessage } from "../policy/index.ts";
import { answerRefusal } from "./answer.ts";
import { codingOf } from "./codings.ts";
import type { Sending } from "./forward.ts";
import { refusal } from "./refusal.ts";
import { type Finding, searchEncoded } from "./search-encoded.ts";

/**
 * Passes a request's body on while it is searched for secrets, compressed ones too. Where the profile blocks, none goes out: what can
 * still be a secret's beginning waits, and the first one found ends the request, as does what can't be searched. Else the record says so.
 */
export function searchBody(sending: Sending, server: ClientRequest): Transform | undefined {
  const { search } = sending.policy;
  if (search === undefined) return undefined;
  const { detector, block } = search;
  const redactor = createStreamRedactor(detector);
  const coding = codingOf(sending.fields);
  if (coding === undefined) return searchPlain(redactor, findingFor([redactor], sending, server), block);
  const raw = createStreamRedactor(detector);
  const finding = findingFor([redactor, raw], sending, server);
  return searchEncoded({ coding, redactors: { raw, text: redactor }, finding, holds: block });
}

function findingFor(redactors: readonly StreamRedactor[], sending: Sending, server: ClientRequest): Finding {
  const { request, response, entry, to, counts, policy } = sending;
  let stopped = false;
  const tell = (code: ReasonCode, what: string): void => {
    if (stopped) return;
    const subject = `the request to ${hostText(to.host)}, ${what}`;
    if (policy.search?.block !== true) {
      entry.note({ code, message: reasonMessage({ effect: "allow", code, subject }, "allow") });
      return;
    }
    const refused = refusal(code, { subject });
    stopped = true;
    entry.refuse(refused, counts);
    request.unpipe();
    request.resume();
    answerRefusal(response, refused.message);
    server.destroy();
  };
  return {
    stopped: () => stopped,
    look: () => {
      const [kind] = redactors.flatMap((redactor) => redactor.found());
      if (kind !== undefined) tell("secret/found", kind);
    },
    unsearched: (why) => tell("secret/unsearched", why),
  };
}

function searchPlain(redactor: StreamRedactor, finding: Finding, holds: boolean): Transform {
  const pass = (bytes: Buffer, raw: Buffer, done: (error: null, bytes: Buffer) => void): void => {
    finding.look();
    if (!finding.stopped()) done(null, holds ? bytes : raw);
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => pass(redactor.push(chunk), chunk, done),
    flush: (done) => pass(redactor.end(), Buffer.alloc(0), done),
  });
}
