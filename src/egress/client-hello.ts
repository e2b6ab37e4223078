/** What a peer's start of TLS says, as far as a filter needs it. */
export type HelloRead =
  /** At least so many bytes are needed to go on. */
  | { readonly kind: "more"; readonly needs: number }
  | { readonly kind: "bad"; readonly fault: string }
  | {
      readonly kind: "hello";
      readonly serverName: string | undefined;
      readonly hidden: boolean;
      /** Bytes of its records. */ readonly length: number;
    };

const handshakeRecord = 0x16;
const clientHello = 1;
const serverNameType = 0;
/** Honest clients need a handful; each costs a look at all of them. */
const mostRecords = 256;
/** RFC 9849, and the drafts' name for the same. */
const hiddenNames = new Set([0xfe0d, 0xffce]);

const more = (needs: number) => ({ kind: "more", needs }) as const;
const bad = (fault: string) => ({ kind: "bad", fault }) as const;

/** Reads a ClientHello, which may be spread over several records (RFC 8446 5.1). Anything else in between is bad. */
export function readClientHello(bytes: Buffer, longest: number): HelloRead {
  const pieces: Buffer[] = [];
  let length = 0;
  for (let at = 0; ;) {
    if (bytes.length > at && bytes[at] !== handshakeRecord) return bad("a record is not of a handshake");
    if (bytes.length > at + 1 && bytes[at + 1] !== 3) return bad("a record is of no known version");
    if (pieces.length >= mostRecords) return bad("it is cut into too many records");
    if (bytes.length < at + 5) return more(at + 5);
    const size = bytes.readUInt16BE(at + 3);
    if (size === 0 || size > 16_384) return bad("a record is empty or too long");
    if (bytes.length < at + 5 + size) {
      // What is there of an oversized hello is enough to refuse it.
      const whole = wanted([...pieces, bytes.subarray(at + 5)]);
      if (typeof whole === "string") return bad(whole);
      return whole !== undefined && whole > longest ? bad("it is too long") : more(at + 5 + size);
    }
    pieces.push(bytes.subarray(at + 5, at + 5 + size));
    length += size;
    at += 5 + size;
    const whole = wanted(pieces);
    if (typeof whole === "string") return bad(whole);
    if (whole !== undefined && whole > longest) return bad("it is too long");
    if (whole === undefined || length < whole) continue;
    if (length > whole) return bad("something follows in its record");
    const read = readBody(Buffer.concat(pieces).subarray(4));
    return read.kind === "hello" ? { ...read, length: at } : read;
  }
}

/** The length of the whole message, once its head is there. */
function wanted(pieces: readonly Buffer[]): number | string | undefined {
  const head = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  if (head === undefined || head.length === 0) return undefined;
  if (head[0] !== clientHello) return "it is no ClientHello";
  return head.length < 4 ? undefined : 4 + head.readUIntBE(1, 3);
}

/** Takes length-prefixed parts off a message; a part that does not fit makes everything after it fail. */
class Cursor {
  #rest: Buffer;
  failed = false;

  constructor(bytes: Buffer) {
    this.#rest = bytes;
  }

  get left(): number {
    return this.failed ? 0 : this.#rest.length;
  }

  take(size: number): Buffer {
    if (this.failed || this.#rest.length < size) {
      this.failed = true;
      return Buffer.alloc(size);
    }
    const part = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return part;
  }

  vector(prefix: 1 | 2): Buffer {
    return this.take(this.take(prefix).readUIntBE(0, prefix));
  }
}

type Body =
  | Exclude<HelloRead, { readonly kind: "hello" }>
  | Omit<Extract<HelloRead, { readonly kind: "hello" }>, "length">;

function readBody(body: Buffer): Body {
  const cursor = new Cursor(body);
  cursor.take(34);
  const sessionId = cursor.vector(1);
  const ciphers = cursor.vector(2);
  const compression = cursor.vector(1);
  if (cursor.failed || sessionId.length > 32 || ciphers.length < 2 || compression.length < 1)
    return bad("a field does not fit");
  if (cursor.left === 0) return { kind: "hello", serverName: undefined, hidden: false };
  const extensions = new Cursor(cursor.vector(2));
  if (cursor.failed || cursor.left > 0) return bad("its end does not fit");
  return readExtensions(extensions);
}

function readExtensions(extensions: Cursor): Body {
  const seen = new Set<number>();
  let serverName: string | undefined;
  while (extensions.left > 0) {
    const type = extensions.take(2).readUInt16BE(0);
    const body = extensions.vector(2);
    if (extensions.failed) return bad("an extension does not fit");
    if (seen.has(type)) return bad("an extension stands in it twice");
    seen.add(type);
    if (type !== serverNameType) continue;
    serverName = readServerName(body);
    if (serverName === undefined) return bad("it does not name exactly one server");
  }
  return { kind: "hello", serverName, hidden: [...hiddenNames].some((type) => seen.has(type)) };
}

/** RFC 6066 3: one name, of type host_name, in ASCII. */
function readServerName(body: Buffer): string | undefined {
  const outer = new Cursor(body);
  const list = new Cursor(outer.vector(2));
  const type = list.take(1)[0];
  const name = list.vector(2);
  if (outer.failed || list.failed || outer.left > 0 || list.left > 0 || type !== 0 || name.length === 0)
    return undefined;
  return name.every((byte) => byte > 0x20 && byte < 0x7f) ? name.toString("latin1") : undefined;
}
