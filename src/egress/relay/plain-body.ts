import { connectionNames, fieldsOf } from "../headers.ts";
import type { RawAnswer } from "../server-answer.ts";

interface Body {
  readonly length: number;
  /** The server's connection may serve a next request. */
  readonly keep: boolean;
}

/** Fields with which a length does not say it all. */
const special = ["transfer-encoding", "upgrade", "trailer"] as const;

/** What follows the head of an answer, where its length alone says that (RFC 9112 6.3); nothing for all others. */
export function bodyOf({ statusCode = 0, rawHeaders }: RawAnswer, method: string): Body | undefined {
  const fields = fieldsOf(rawHeaders);
  const connection = connectionNames(fields);
  const said = connection.every((name) => name === "keep-alive" || name === "close");
  if (statusCode < 200 || statusCode > 599 || !said || special.some((name) => fields.has(name))) return undefined;
  const lengths = fields.get("content-length") ?? [];
  const [length] = lengths;
  if (lengths.length > 1 || (length !== undefined && !/^\d{1,15}$/u.test(length))) return undefined;
  const keep = !connection.includes("close");
  // Some servers send a body after all: then it is the last thing that comes over the connection.
  if (method === "HEAD") return { length: 0, keep: false };
  if (statusCode === 304) return { length: 0, keep };
  if (statusCode === 204) return length === undefined || Number(length) === 0 ? { length: 0, keep } : undefined;
  return length === undefined ? undefined : { length: Number(length), keep };
}
