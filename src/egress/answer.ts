import type { ServerResponse } from "node:http";
import { headerText, reasonField } from "./plain-refusal.ts";
import { challenge } from "./turn-away.ts";

/** Ends a request with one line of text, and its connection. */
function answer(
  response: ServerResponse,
  status: number,
  message: string,
  extra: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const line = headerText(message);
  response.writeHead(status, {
    "content-type": "text/plain",
    "content-length": line.length + 1,
    [reasonField]: line,
    connection: "close",
    ...extra,
  });
  response.end(response.req.method === "HEAD" ? undefined : `${line}\n`);
}

export function answerRefusal(response: ServerResponse, message: string): void {
  answer(response, 403, message);
}

export function answerFailure(response: ServerResponse, status: 502 | 504, message: string): void {
  answer(response, status, message);
}

export function answerUnknown(response: ServerResponse, message: string): void {
  answer(response, 407, message, { "proxy-authenticate": challenge });
}
