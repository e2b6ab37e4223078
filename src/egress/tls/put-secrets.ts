import { credentialsFor, hostText, type RequestPolicy } from "../../policy/index.ts";
import type { RawHeaders } from "../headers.ts";
import type { WebTarget } from "../target.ts";

/** The secrets of a policy by the placeholders that stand for them. Never part of a record, a message or an error. */
export type Secrets = ReadonlyMap<string, string>;

/** A request's header fields with secrets in place of the placeholders that belong to its target; others stay as they are. */
export function putSecrets(
  raw: RawHeaders,
  { host, port, scheme }: WebTarget,
  { requests, secrets }: { readonly requests: RequestPolicy; readonly secrets: Secrets },
): RawHeaders {
  const mine = credentialsFor(requests, { host: hostText(host), port }, scheme).flatMap(({ placeholder, headers }) => {
    const secret = secrets.get(placeholder);
    return secret === undefined ? [] : [{ headers, put: (text: string) => text.replaceAll(placeholder, () => secret) }];
  });
  if (mine.length === 0) return raw;
  return raw.map((text, at) => {
    const name = at % 2 === 1 ? (raw[at - 1] ?? "").toLowerCase() : "";
    const allowed = mine.filter(({ headers }) => headers.includes(name));
    const put = (value: string): string => allowed.reduce((filled, { put: fill }) => fill(filled), value);
    return allowed.length === 0 ? text : putInside(text, put);
  });
}

/** `Basic` hides its user name and password in base64, where git, npm and pip put their tokens. */
function putInside(value: string, put: (text: string) => string): string {
  const [, scheme = "", encoded = ""] = /^(basic +)([A-Za-z0-9+/]+=*)$/iu.exec(value.trim()) ?? [];
  if (encoded === "") return put(value);
  const plain = Buffer.from(encoded, "base64").toString("latin1");
  const filled = put(plain);
  return filled === plain ? value : `${scheme}${Buffer.from(filled, "latin1").toString("base64")}`;
}
