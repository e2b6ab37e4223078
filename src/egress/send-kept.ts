import { STATUS_CODES } from "node:http";
import type { Dispatcher } from "undici";
import type { Sending } from "./forward.ts";
import { answerNone, beginAnswer } from "./give-back.ts";
import type { KeptConnections } from "./kept-connections.ts";
import { mostEarly } from "./limit-answer.ts";
import { NetworkFailure } from "./network-failure.ts";
import { sendAlone } from "./send-alone.ts";

type Controller = Dispatcher.DispatchController;

/** Sends a request that has no body, and may be repeated, over a connection that is kept. */
export function sendKept(sending: Sending, kept: KeptConnections): void {
  const { target, to, pool, client, asked } = sending;
  kept.dispatch(pool.filed(to, { scheme: target.scheme, client }), asked, new Answering(sending));
}

class Answering implements Dispatcher.DispatchHandler {
  readonly #sending: Sending;
  readonly #timer: NodeJS.Timeout;
  #controller: Controller | undefined;
  #stopped: Error | undefined;
  /** Something of an answer has come. */
  #begun = false;
  #told = false;
  #early = 0;

  constructor(sending: Sending) {
    const { response, timeoutMs } = sending;
    this.#sending = sending;
    this.#timer = setTimeout(this.#giveUp, timeoutMs);
    response.once("close", this.#abandon).on("timeout", this.#giveUp).on("drain", this.#goOn);
  }

  readonly #goOn = (): void => this.#controller?.resume();

  readonly #giveUp = (): void => this.#stop(new Error("timeout"));

  readonly #abandon = (): void => this.#stop(new Error("the client went away"));

  /** While the request still waits for a connection, nobody but this can tell the client. */
  #stop(why: Error): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = why;
    if (this.#controller === undefined) this.#fail(why);
    else this.#controller.abort(why);
  }

  #fail(error: Error): void {
    this.#detach();
    if (!this.#told) answerNone(this.#sending, error);
    this.#told = true;
  }

  #detach(): void {
    clearTimeout(this.#timer);
    this.#sending.response.off("close", this.#abandon).off("timeout", this.#giveUp).off("drain", this.#goOn);
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#stopped !== undefined) controller.abort(this.#stopped);
  }

  onResponseStarted(): void {
    this.#begun = true;
  }

  onResponseStart(controller: Controller, status: number, _headers: unknown, phrase = ""): void {
    if (status < 200) {
      this.#early += 1;
      if (this.#early > mostEarly) this.#stop(new Error("too many informational answers"));
      return;
    }
    clearTimeout(this.#timer);
    const rawHeaders = textOf(controller.rawHeaders);
    const fault = beginAnswer(this.#sending, {
      statusCode: status,
      statusMessage: wholePhrase(status, phrase),
      rawHeaders,
    });
    if (fault !== undefined) this.#stop(fault);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    const { response, counts } = this.#sending;
    counts.received += chunk.length;
    if (!response.write(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#detach();
    this.#sending.response.end();
  }

  onResponseError(_controller: unknown, error: Error & { code?: string }): void {
    if (this.#begun || this.#stopped !== undefined || error instanceof NetworkFailure)
      return this.#fail(this.#stopped ?? error);
    // A kept connection may have been closed by the server at this very moment (RFC 9112 9.3.1).
    this.#detach();
    return sendAlone(this.#sending);
  }
}

/** Of a phrase that came in two pieces undici tells the last one. */
function wholePhrase(status: number, told: string): string {
  const standard = STATUS_CODES[status] ?? "";
  return standard.endsWith(told) ? standard : told;
}

/** Names and values as they came, of what undici hands on as bytes. */
function textOf(raw: Controller["rawHeaders"]): string[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((part) => (typeof part === "string" ? part : part.toString("latin1")));
}
