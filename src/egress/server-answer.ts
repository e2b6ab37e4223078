import { fieldsOf, passedOn, type RawHeaders } from "./headers.ts";
import { reasonField } from "./plain-refusal.ts";

/** The head of an answer as a parser gives it. */
export interface RawAnswer {
  readonly statusCode?: number | undefined;
  readonly statusMessage?: string | undefined;
  readonly rawHeaders: RawHeaders;
}

/** What of a server's answer goes back to the client. */
export interface AnswerHead {
  readonly status: number;
  readonly phrase: string;
  readonly headers: string[];
  readonly location: string | undefined;
}

/** What no status line may hold (RFC 9112 4). Node's parser lets some of it in, and nothing of it out. */
const unspeakable = /[^\t\x20-\x7e\x80-\xff]/gu;

const ours: ReadonlySet<string> = new Set([reasonField]);

/** The head of an answer as it may be passed on. */
export function readAnswer({ statusCode = 0, statusMessage = "", rawHeaders }: RawAnswer): AnswerHead {
  const fields = fieldsOf(rawHeaders);
  return {
    status: statusCode,
    phrase: statusMessage.replace(unspeakable, " "),
    headers: passedOn(rawHeaders, fields, ours),
    location: fields.get("location")?.[0],
  };
}

/** True for an answer that may be the last one to its request (RFC 9110 15). */
export function isFinal(status: number): boolean {
  return status >= 200 && status <= 999;
}

export const noStatus = "its status is none of HTTP";
