/** What a SOCKS 5 client sends (RFC 1928, RFC 1929), as far as it has come. */
export type SocksRead<T> =
  | { readonly kind: "more" }
  | { readonly kind: "bad" }
  | { readonly kind: "read"; readonly value: T; readonly rest: Buffer };

const more = { kind: "more" } as const;
const bad = { kind: "bad" } as const;

export function readGreeting(bytes: Buffer): SocksRead<readonly number[]> {
  const count = bytes[1];
  if (count === undefined) return more;
  if (count === 0) return bad;
  if (bytes.length < 2 + count) return more;
  return { kind: "read", value: [...bytes.subarray(2, 2 + count)], rest: bytes.subarray(2 + count) };
}

export function readLogin(bytes: Buffer): SocksRead<{ readonly user: string; readonly secret: string }> {
  if (bytes.length > 0 && bytes[0] !== 1) return bad;
  const userEnd = 2 + (bytes[1] ?? 0);
  const secretEnd = userEnd + 1 + (bytes[userEnd] ?? 0);
  if (bytes.length < 2 || bytes.length <= userEnd || bytes.length < secretEnd) return more;
  const user = bytes.toString("utf8", 2, userEnd);
  return {
    kind: "read",
    value: { user, secret: bytes.toString("utf8", userEnd + 1, secretEnd) },
    rest: bytes.subarray(secretEnd),
  };
}

export interface SocksRequest {
  readonly command: number;
  /** As it was sent: a name in whatever bytes, or an address in canonical form. */
  readonly host: string;
  readonly port: number;
}

export function readSocksRequest(bytes: Buffer): SocksRead<SocksRequest> {
  if ((bytes.length > 0 && bytes[0] !== 5) || (bytes.length > 2 && bytes[2] !== 0)) return bad;
  const [, command, , kind, first] = bytes;
  if (command === undefined || kind === undefined || first === undefined) return more;
  const start = kind === 3 ? 5 : 4;
  const length = kind === 1 ? 4 : kind === 4 ? 16 : kind === 3 ? first : 0;
  if (length === 0) return bad;
  const end = start + length;
  if (bytes.length < end + 2) return more;
  const value = { command, host: hostOf(kind, bytes.subarray(start, end)), port: bytes.readUInt16BE(end) };
  return { kind: "read", value, rest: bytes.subarray(end + 2) };
}

function hostOf(kind: number, bytes: Buffer): string {
  if (kind === 1) return bytes.join(".");
  if (kind === 3) return bytes.toString("utf8");
  const groups = Array.from({ length: 8 }, (_none, at) => bytes.readUInt16BE(at * 2).toString(16));
  return URL.parse(`http://[${groups.join(":")}]/`)?.hostname ?? "";
}

/** Replies of RFC 1928 6. */
export const socksReplies = {
  succeeded: 0,
  failed: 1,
  notAllowed: 2,
  unreachable: 4,
  refused: 5,
  unknownCommand: 7,
} as const;

export function socksReply(code: number): Buffer {
  return Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}
