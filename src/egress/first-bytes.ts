import { type HelloRead, readClientHello } from "./client-hello.ts";

/** What the first bytes of a tunnel are the start of. */
export type FirstBytes = HelloRead | { readonly kind: "http" } | { readonly kind: "other" };

/** Servers take no longer first line; each byte of it may come alone. */
const longestLine = 8192;

const other = { kind: "other" } as const;

/** A line that may still become the first one of an HTTP request. Servers skip empty lines before it (RFC 9112 2.2). */
const startOfLine = /^[\r\n]*(?:[A-Za-z_-]{0,32}|[A-Za-z_-]{1,32}[ \t][^\n]*)$/u;
const requestLine = /^[\r\n]*[A-Za-z_-]{1,32}[ \t][^\n]*[ \t]HTTP\/\d[^\n]*\n/iu;

/**
 * Tells TLS and plain HTTP from everything else, or says that more is needed. What a server could take for an HTTP request is
 * one, so that each of its requests is judged.
 */
export function readFirstBytes(bytes: Buffer, longest: number): FirstBytes {
  if (bytes.length === 0) return { kind: "more", needs: 1 };
  if (bytes[0] === 0x16) return readClientHello(bytes, longest);
  const text = bytes.toString("latin1", 0, longestLine);
  if (requestLine.test(text)) return { kind: "http" };
  if (!startOfLine.test(text)) return other;
  return bytes.length >= longestLine
    ? { kind: "bad", fault: "its first line is too long" }
    : { kind: "more", needs: bytes.length + 1 };
}
