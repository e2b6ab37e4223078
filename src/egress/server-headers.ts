import { hostText, standardPorts } from "../policy/index.ts";
import { type Fields, passedOn, type RawHeaders } from "./headers.ts";
import type { EgressPolicy } from "./settings.ts";
import { putSecrets } from "./tls/put-secrets.ts";
import type { WebTarget } from "./target.ts";

interface Judged {
  readonly fields: Fields;
  readonly target: WebTarget;
  readonly policy: EgressPolicy;
}

/** Methods without a body unless the request says that there is one (RFC 9110 8.6). */
const bodiless: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "DELETE"]);

/** The fields that the server gets: end to end ones as they were; `Host` and the body's framing are written anew. */
export function serverHeaders(
  { method, headers }: { readonly method: string; readonly headers: RawHeaders },
  { fields, target, policy }: Judged,
): string[] {
  const ours = new Set(["host", "content-length"]);
  if (policy.userAgent !== undefined) ours.add("user-agent");
  const port = target.port === standardPorts[target.scheme] ? "" : `:${target.port}`;
  const sent = [
    "Host",
    `${hostText(target.host)}${port}`,
    ...putSecrets(passedOn(headers, fields, ours), target, policy),
  ];
  if (policy.userAgent !== undefined) sent.push("User-Agent", policy.userAgent);
  const length = fields.get("content-length")?.[0];
  if (fields.has("transfer-encoding")) sent.push("Transfer-Encoding", "chunked");
  else if (length !== undefined) sent.push("Content-Length", length);
  else if (!bodiless.has(method)) sent.push("Content-Length", "0");
  return sent;
}
