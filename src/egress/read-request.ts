import type { ReasonCode } from "../base/index.ts";
import { type Host, isSameHost, standardPorts } from "../policy/index.ts";
import { addressClass } from "./address-class.ts";
import { connectionNames, type Fields, fieldsOf, type RawHeaders } from "./headers.ts";
import { isLocalhost } from "./judge-addresses.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./settings.ts";
import { type Authority, authorityText, parseAuthority, parseWebTarget, type WebTarget } from "./target.ts";

/** The head of a request as the parser gives it. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: RawHeaders;
}

interface ReadHead<T> {
  readonly target: T;
  readonly fields: Fields;
}

export type HeadRead<T> =
  | { readonly ok: true; readonly value: ReadHead<T> }
  | { readonly ok: false; readonly refusal: Refusal };

/** The host that a connection is bound to: a captured one, or one inside a tunnel. */
export interface Bound extends Authority {
  readonly scheme: "http" | "https";
  /** The host is only an address; the `Host` field of each request names the one that is meant. */
  readonly hostInField?: true;
}

type Fault = readonly [code: ReasonCode, detail: string];

/** Fields that say where a message ends or whom it is for: `Connection` can't take them off. */
const vital: ReadonlySet<string> = new Set(["host", "content-length", "transfer-encoding"]);

const refusedMethods: ReadonlySet<string> = new Set(["TRACE", "TRACK", "CONNECT"]);

/** Reads a request to a proxy, in absolute form, or to a host that the connection is bound to. */
export function readRequest(head: RequestHead, bound?: Bound): HeadRead<WebTarget> {
  const fields = fieldsOf(head.headers);
  const refuse = ([code, detail]: Fault, subject = head.target): HeadRead<WebTarget> => ({
    ok: false,
    refusal: refusal(code, { subject, detail }),
  });
  if (refusedMethods.has(head.method.toUpperCase())) return refuse(["net/method-refused", head.method]);
  const framing = framingFault(head, fields);
  if (framing !== undefined) return refuse(framing);
  const read =
    bound !== undefined && head.target.startsWith("/")
      ? originForm(head.target, { ...bound, host: hostOf(bound, fields) })
      : parseWebTarget(head.target);
  if (!read.ok) return refuse(["net/bad-target", read.fault]);
  const { value: target } = read;
  const mismatch = hostFault(head, fields, { target, bound }) ?? boundFault(target, bound);
  return mismatch === undefined ? { ok: true, value: { target, fields } } : refuse(mismatch, authorityText(target));
}

/** An unreadable field is refused where it is compared. */
function hostOf({ host, hostInField, scheme }: Bound, fields: Fields): Bound["host"] {
  const [field] = fields.get("host") ?? [];
  const named =
    hostInField === undefined || field === undefined ? undefined : parseAuthority(field, standardPorts[scheme]);
  return named?.ok === true ? named.value.host : host;
}

function originForm(path: string, bound: Bound): ReturnType<typeof parseWebTarget> {
  // The path is checked by the same rules as in absolute form.
  const read = parseWebTarget(`${bound.scheme}://x${path}`);
  return read.ok ? { ok: true, value: { ...read.value, host: bound.host, port: bound.port } } : read;
}

/** A connection that is bound to a host carries requests to that host only. */
function boundFault(target: WebTarget, bound: Bound | undefined): Fault | undefined {
  if (bound === undefined) return undefined;
  const sameHost = bound.hostInField === true || isSamePlace(target.host, bound.host);
  const same = sameHost && target.port === bound.port && target.scheme === bound.scheme;
  return same ? undefined : ["net/host-mismatch", `the connection is to ${authorityText(bound)}`];
}

/** True for two names of one end of a connection that stands: all that mean this machine's own mean the same one then. */
function isSamePlace(one: Host, other: Host): boolean {
  return isSameHost(one, other) || (isLoopback(one) && isLoopback(other));
}

function isLoopback(host: Host): boolean {
  return host.kind === "name" ? isLocalhost(host) : addressClass(host.address) === "loopback";
}

interface Meant {
  readonly target: WebTarget;
  readonly bound: Bound | undefined;
}

/** The `Host` field against the target. Only HTTP/1.0 may leave it out. */
function hostFault({ version }: RequestHead, fields: Fields, { target, bound }: Meant): Fault | undefined {
  const hosts = fields.get("host") ?? [];
  if (hosts.length > 1) return ["net/host-mismatch", "there are two Host fields"];
  const [host] = hosts;
  if (host === undefined) return version === "1.0" ? undefined : ["net/bad-request", "there is no Host field"];
  // Where the connection says the port, plain clients leave it out.
  const named = parseAuthority(host, bound?.port ?? standardPorts[target.scheme]);
  if (!named.ok) return ["net/host-mismatch", `Host: ${named.fault}`];
  const isSame = bound === undefined ? isSameHost : isSamePlace;
  const same = isSame(named.value.host, target.host) && named.value.port === target.port;
  return same ? undefined : ["net/host-mismatch", `Host names ${authorityText(named.value)}`];
}

/** Reads `CONNECT host:port`. */
export function readConnect(head: RequestHead): HeadRead<Authority> {
  const fields = fieldsOf(head.headers);
  const refuse = ([code, detail]: Fault): HeadRead<Authority> => ({
    ok: false,
    refusal: refusal(code, { subject: head.target, detail }),
  });
  const framing = framingFault(head, fields);
  if (framing !== undefined) return refuse(framing);
  if (fields.has("transfer-encoding") || (fields.get("content-length")?.[0] ?? "0") !== "0")
    return refuse(["net/bad-length", "CONNECT has no body"]);
  const read = parseAuthority(head.target);
  if (!read.ok) return refuse(["net/bad-target", read.fault]);
  const fault = connectHostFault(fields, read.value);
  return fault === undefined ? { ok: true, value: { target: read.value, fields } } : refuse(fault);
}

/** Clients write `Host` with the port or without it, and old ones leave it out. */
function connectHostFault(fields: Fields, target: Authority): Fault | undefined {
  const hosts = fields.get("host") ?? [];
  if (hosts.length > 1) return ["net/host-mismatch", "there are two Host fields"];
  const [host] = hosts;
  if (host === undefined) return undefined;
  const named = parseAuthority(host, target.port);
  if (!named.ok) return ["net/host-mismatch", `Host: ${named.fault}`];
  const same = isSameHost(named.value.host, target.host) && named.value.port === target.port;
  return same ? undefined : ["net/host-mismatch", `Host names ${authorityText(named.value)}`];
}

/** What could make two readers see the message's end in two places (RFC 9112 6.3). */
function framingFault({ version, target }: RequestHead, fields: Fields): Fault | undefined {
  if (version !== "1.1" && version !== "1.0") return ["net/bad-request", `HTTP/${version}`];
  if (target.length > 16_384) return ["net/bad-target", "it is longer than 16384 characters"];
  const lengths = fields.get("content-length") ?? [];
  const encodings = fields.get("transfer-encoding") ?? [];
  if (lengths.length > 1) return ["net/bad-length", "there are two lengths"];
  if (encodings.length > 1) return ["net/bad-length", "there are two transfer encodings"];
  if (lengths.length > 0 && encodings.length > 0)
    return ["net/bad-length", "there are a length and a transfer encoding"];
  if (lengths[0] !== undefined && !/^\d{1,15}$/u.test(lengths[0])) return ["net/bad-length", "the length is no number"];
  if (encodings[0] !== undefined && encodings[0].toLowerCase() !== "chunked")
    return ["net/bad-length", "the transfer encoding is not chunked alone"];
  if (encodings.length > 0 && version === "1.0") return ["net/bad-length", "HTTP/1.0 knows no transfer encoding"];
  for (const name of fields.keys())
    if (vital.has(name.replace(/[^a-z]+/gu, "-")) && !vital.has(name))
      return ["net/bad-length", "a field is almost one that says where the message ends"];
  const named = connectionNames(fields).find((name) => vital.has(name));
  return named === undefined ? undefined : ["net/bad-request", `Connection names ${named}`];
}
