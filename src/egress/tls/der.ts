/** The few forms of DER (X.690) that a certificate is made of. Writes only; nothing here reads. */

/** One value with its tag and length. */
function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body), body]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Buffer.of(0x80 | bytes.length, ...bytes);
}

export const sequence = (...content: readonly Uint8Array[]): Buffer => element(0x30, ...content);
export const set = (...content: readonly Uint8Array[]): Buffer => element(0x31, ...content);
export const octets = (content: Uint8Array): Buffer => element(0x04, content);
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text, "utf8"));
export const yes = (): Buffer => element(0x01, Buffer.of(0xff));

/** `[n] EXPLICIT`, around a whole element. */
export const tagged = (n: number, content: Uint8Array): Buffer => element(0xa0 | n, content);

/** `[n] IMPLICIT` of a primitive: the bytes alone, under another tag. */
export const implicit = (n: number, content: Uint8Array): Buffer => element(0x80 | n, content);

/** A number that is not negative, from its bytes, most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Buffer.of(0) : Buffer.from(bytes.subarray(start));
  return element(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits);
}

/** Bits from the first on; the last `unused` ones of the last byte do not count. */
export const bits = (content: Uint8Array, unused = 0): Buffer => element(0x03, Buffer.of(unused), content);

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift(0x80 | (rest & 0x7f));
  return digits;
}

/** RFC 5280, 4.1.2.5: two digits of the year until 2049, four from then on; always UTC and with seconds. */
export function time(moment: Date): Buffer {
  const digits = `${moment.toISOString().slice(0, 19).replaceAll(/[-:T]/gu, "")}Z`;
  const year = moment.getUTCFullYear();
  const short = year >= 1950 && year < 2050;
  return element(short ? 0x17 : 0x18, Buffer.from(short ? digits.slice(2) : digits, "latin1"));
}
