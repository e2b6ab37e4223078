import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Core, Visit } from "./core.ts";
import type { Unknown } from "./find-client.ts";
import { hangUp } from "./hang-up.ts";
import { openEntry } from "./open-entry.ts";
import { refusalText } from "./plain-refusal.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./settings.ts";

export function unknownClient({ peer }: Visit): Refusal {
  return refusal("net/unknown-client", { subject: peer ?? "client" });
}

/** Records that somebody unknown asked. Returns the line that tells them. */
export function refuseUnknown(core: Core, visit: Visit, request: IncomingMessage): string {
  const refused = unknownClient(visit);
  const { method = "", url = "" } = request;
  openEntry(core.settings, { door: visit.door, client: visit.peer, method, host: url }).refuse(refused);
  return refused.message;
}

export const challenge = 'Basic realm="sallyport"';

/** The same on a bare connection. */
export function turnAwayUnknown(
  core: Core,
  visit: Visit,
  { request, stream, asks }: { readonly request: IncomingMessage; readonly stream: Duplex } & Pick<Unknown, "asks">,
): void {
  const message = refuseUnknown(core, visit, request);
  const text = asks
    ? refusalText(407, "Proxy Authentication Required", message, `proxy-authenticate: ${challenge}\r\n`)
    : refusalText(403, "Forbidden", message);
  hangUp(stream, text);
}

/** Records a request for the connection itself that was sent while another one had no answer yet. Returns what to say to it in its turn. */
export function refuseAhead(
  core: Core,
  visit: Visit | undefined,
  { method = "", url = "" }: Pick<IncomingMessage, "method" | "url">,
): string {
  const door = method === "CONNECT" ? "connect" : (visit?.door ?? "http");
  const client = visit?.client?.name ?? visit?.peer;
  const detail = `${method} was sent before the last answer had come`;
  const refused = refusal("net/bad-request", { subject: url, detail });
  openEntry(core.settings, { door, client, method, host: url }).refuse(refused);
  return refusalText(403, "Forbidden", refused.message);
}

/** What the parser says of a message whose end is not clear. */
const unclearEnds: ReadonlySet<string> = new Set([
  "HPE_INVALID_CONTENT_LENGTH",
  "HPE_UNEXPECTED_CONTENT_LENGTH",
  "HPE_INVALID_TRANSFER_ENCODING",
  "HPE_INVALID_CHUNK_SIZE",
]);

const answers = new Map<string, readonly [status: number, phrase: string]>([
  ["HPE_HEADER_OVERFLOW", [431, "Request Header Fields Too Large"]],
  ["ERR_HTTP_REQUEST_TIMEOUT", [408, "Request Timeout"]],
]);

/** True where the connection is what failed, and nobody is there to be told. */
export function isLost(code: string): boolean {
  return code === "ECONNRESET" || code === "EPIPE";
}

/** A request that the parser could not read. Nothing of it went anywhere. */
export function turnAwayUnread(
  core: Core,
  visit: Visit | undefined,
  { code, stream }: { readonly code: string; readonly stream: Duplex },
): void {
  if (isLost(code) || !stream.writable) return void stream.destroy();
  const found =
    code === "ERR_HTTP_REQUEST_TIMEOUT"
      ? "net/timed-out"
      : unclearEnds.has(code)
        ? "net/bad-length"
        : "net/bad-request";
  const refused = refusal(found, { subject: "request", detail: code });
  const client = visit?.client?.name ?? visit?.peer;
  openEntry(core.settings, { door: visit?.door ?? "http", client, method: "", host: "" }).refuse(refused);
  const [status, phrase] = answers.get(code) ?? [400, "Bad Request"];
  hangUp(stream, refusalText(status, phrase, refused.message));
}
