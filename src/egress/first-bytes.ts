import { type HelloRead, readClientHello } from "./client-hello.ts";

/** What the first bytes of a tunnel are the start of. */
export type FirstBytes = HelloRead | { readonly kind: "http" } | { readonly kind: "other" };

/** Servers take no longer first line; each byte of it may come alone. */
const longestLine = 8192;

const other = { kind: "other" } as const;
const more = (needs: number) => ({ kind: "more", needs }) as const;
const bad = (fault: string) => ({ kind: "bad", fault }) as const;

/**
 * Tells TLS and plain HTTP from everything else, or says that more is needed. What a server could take for an HTTP request is
 * one, so that each of its requests is judged; what could make a server skip bytes before its TLS, or take somebody else for the
 * client, is bad.
 */
export function readFirstBytes(bytes: Buffer, longest: number): FirstBytes {
  if (bytes.length === 0) return more(1);
  if (bytes[0] === 0x16) return readClientHello(bytes, longest);
  return readOddTls(bytes) ?? readProxyHead(bytes) ?? readLine(bytes);
}

/** Records that may stand between two hellos: a client's sign of life, and data it sent too early (RFC 8446 4.2.10, D.4). */
const between: ReadonlySet<number | undefined> = new Set([0x14, 0x17]);

/** The same for what follows a hello that the server did not take: only another hello may. */
export function readSecondHello(bytes: Buffer, longest: number): FirstBytes {
  let at = 0;
  while (between.has(bytes[at])) {
    if (bytes.length < at + 5) return more(at + 5);
    at += 5 + bytes.readUInt16BE(at + 3);
    if (at > longest) return bad("no second hello comes");
  }
  if (bytes.length <= at) return more(at + 1);
  const read = readClientHello(bytes.subarray(at), longest);
  if (read.kind === "more") return more(at + read.needs);
  return read.kind === "hello" ? { ...read, length: at + read.length } : read;
}

/** Servers skip alerts and the like before a hello, and some still take one in the form of SSL 2 (RFC 5246 E.2). */
function readOddTls(bytes: Buffer): FirstBytes | undefined {
  const [first = 0, second, third, major, minor] = bytes;
  if (first >= 0x14 && first <= 0x18) {
    if (second === undefined) return more(2);
    return second === 3 ? bad("a record comes before the hello") : undefined;
  }
  if (first < 0x80 || (third ?? 1) !== 1) return undefined;
  if (bytes.length < 5) return more(bytes.length + 1);
  return major === 3 || (major === 0 && minor === 2) ? bad("its hello is of an old form") : undefined;
}

/** What a proxy says in front of a connection about whom it comes from (HAProxy's PROXY protocol, 2.2). */
const proxyHead = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");

function readProxyHead(bytes: Buffer): FirstBytes | undefined {
  const compared = Math.min(bytes.length, proxyHead.length);
  if (bytes.compare(proxyHead, 0, compared, 0, compared) !== 0) return undefined;
  return compared < proxyHead.length ? more(bytes.length + 1) : bad("it starts with a PROXY head");
}

/** What servers take for a blank, in a line or before it: Python's `str.split` is the most lenient. */
const blank = String.raw`[\t-\r\x1c-\x20\x85\xa0]`;
const leading = new RegExp(`^${blank}+`, "u");
const firstWord = new RegExp(`^(?:(?!${blank}).)*`, "su");
/** A request of HTTP/0.9 has no version and names no host. */
const oldRequest = new RegExp(`^GET${blank}+(?:/|[a-z][a-z0-9+.-]*:)`, "iu");
/** What no first word of a text is made of. */
const binary = /[^\x21-\x7e]/u;
/** Bytes that end a request, for all servers but those that take any word for a method. */
// oxlint-disable-next-line no-control-regex -- protocols are made of them
const control = /[\0-\x08\x0e-\x1b\x7f]/u;

function readLine(bytes: Buffer): FirstBytes {
  const text = bytes.toString("latin1", 0, longestLine).replace(leading, "");
  const end = text.indexOf("\n");
  const line = end === -1 ? text : text.slice(0, end);
  if (line.startsWith("PROXY ")) return bad("it starts with a PROXY head");
  const [word = ""] = firstWord.exec(line) ?? [];
  // Binary protocols don't wait for the end of a line. Said first, so that it does not matter how much has come.
  if (binary.test(word) || (control.test(line) && !/^[a-z]/iu.test(word))) return other;
  if (end !== -1) return /HTTP\/\d/iu.test(line) || oldRequest.test(line) ? { kind: "http" } : other;
  return bytes.length >= longestLine ? bad("its first line is too long") : more(bytes.length + 1);
}
