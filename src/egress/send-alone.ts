import { type ClientRequest, type IncomingMessage, request as sendRequest } from "node:http";
import type { Duplex } from "node:stream";
import type { Sending } from "./forward.ts";
import { searchBody } from "./search-body.ts";
import { answerNone, beginAnswer } from "./give-back.ts";
import { guardEvents } from "./guard-events.ts";
import { limitAnswer } from "./limit-answer.ts";

/** Sends a request over a connection of its own. */
export function sendAlone(sending: Sending): void {
  const { request, target, to, pool, client, asked, hasBody, counts, adopted } = sending;
  const server = sendRequest({ ...pool.options(to, { scheme: target.scheme, client, adopted }), ...asked });
  attach(sending, server);
  if (!hasBody) return void server.end();
  request.on("data", (chunk: Buffer) => (counts.sent += chunk.length));
  const search = searchBody(sending, server);
  if (search === undefined) request.pipe(server);
  else request.pipe(search).pipe(server);
  // Node keeps the head back until there is a body; a server may have an answer to the head alone.
  setImmediate(() => counts.sent > 0 || server.flushHeaders());
}

function attach(sending: Sending, server: ClientRequest): void {
  const { request, response, timeoutMs } = sending;
  guardEvents(server, (error) => {
    server.destroy();
    answerNone(sending, error);
  });
  const giveUp = (): unknown => server.destroy(new Error("timeout"));
  const timer = setTimeout(giveUp, timeoutMs);
  const abandon = (): unknown => server.destroy();
  const detach = (): void => {
    clearTimeout(timer);
    response.off("close", abandon).off("timeout", giveUp);
  };
  // Else an idle client would be closed without a word, at the moment when its server is given up.
  response.once("close", abandon).on("timeout", giveUp);
  server.once("close", detach);
  limitAnswer(server);
  server.once("continue", () => {
    if (sending.fields.has("expect")) response.writeContinue();
  });
  server.once("upgrade", (_answer, far: Duplex) => {
    detach();
    far.destroy();
    answerNone(sending, new Error("it switched to a protocol that nobody asked for"));
  });
  let answered: IncomingMessage | undefined;
  server.on("response", (answer) => {
    clearTimeout(timer);
    answered = answer;
    const fault = giveBack(sending, answer);
    if (fault !== undefined) server.destroy(fault);
  });
  server.on("error", (error) => {
    detach();
    request.unpipe(server);
    // Some servers send a body after all where none belongs: the answer was whole before it.
    if (answered?.complete !== true) answerNone(sending, error);
  });
}

/** Nothing when the answer is under way, else what is wrong with it. */
function giveBack(sending: Sending, answer: IncomingMessage): Error | undefined {
  const { response, counts } = sending;
  guardEvents(answer, () => response.destroy());
  const fault = beginAnswer(sending, answer);
  if (fault !== undefined) return fault;
  answer.on("data", (chunk: Buffer) => (counts.received += chunk.length));
  // An answer that stops half way must not look complete.
  answer.once("error", () => response.destroy());
  answer.once("close", () => {
    if (!answer.complete) response.destroy();
  });
  answer.pipe(response);
  return undefined;
}
