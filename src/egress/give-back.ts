import { answerFailure } from "./answer.ts";
import type { Forwarding, Sending } from "./forward.ts";
import { failureOf, statusOf } from "./network-failure.ts";
import { isFinal, noStatus, readAnswer, type RawAnswer } from "./server-answer.ts";
import { refusedByProxy } from "./upstream/request-form.ts";

/** Begins the client's answer with the server's head. Gives what is wrong with that, in place of an answer. */
export function beginAnswer({ response, answered, to, counts }: Sending, answer: RawAnswer): Error | undefined {
  const refused = refusedByProxy(to, answer);
  if (refused !== undefined) return refused;
  const { status, phrase, headers, location } = readAnswer(answer);
  if (!isFinal(status)) return new Error(noStatus);
  answered(status, location);
  response.sendDate = false;
  response.writeHead(status, phrase, headers);
  // Node keeps the head back until there is a body; a stream of events may begin long after it.
  setImmediate(() => counts.received > 0 || response.writableEnded || response.flushHeaders());
  return undefined;
}

/** Tells the client that no answer came; one that has begun ends so that it can't look complete. */
export function answerNone({ response, entry, to }: Forwarding, error: Error & { code?: string }): void {
  // It was told something else already, all of it.
  if (response.writableEnded) return;
  if (response.headersSent || response.destroyed) return void response.destroy();
  const failure = failureOf(error, to);
  const status = statusOf(failure);
  entry.finish({ to, failure, status });
  answerFailure(response, status, failure.message);
}
