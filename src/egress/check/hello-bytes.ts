/** How a client's hello names its server. */
export interface HelloShape {
  /** Bodies of `server_name` extensions: none, one, or, against the rules, more. */
  readonly names: readonly Buffer[];
  readonly hidden: boolean;
  readonly protocols: readonly string[];
  /** Length of the handshake message; longer than it needs to be is filled up. */
  readonly size: number;
  /** Bytes of the message in one record. */
  readonly recordSize: number;
}

const prefixed = (size: 1 | 2 | 3, body: Buffer): Buffer => {
  const head = Buffer.alloc(size);
  head.writeUIntBE(Math.min(body.length, 2 ** (8 * size) - 1), 0, size);
  return Buffer.concat([head, body]);
};

const extension = (type: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type >> 8, type & 0xff]), prefixed(2, body)]);

/** The body of a `server_name` extension (RFC 6066 3). */
export function serverNames(names: readonly string[], type = 0): Buffer {
  return prefixed(
    2,
    Buffer.concat(names.map((name) => Buffer.concat([Buffer.from([type]), prefixed(2, Buffer.from(name))]))),
  );
}

/** A ClientHello as clients send it today (RFC 8446 4.1.2), in records. */
export function helloBytes(shape: HelloShape): Buffer {
  const extensions = [
    ...shape.names.map((body) => extension(0, body)),
    extension(0x000a, prefixed(2, Buffer.from([0, 0x1d, 0, 0x17]))),
    extension(0x000d, prefixed(2, Buffer.from([4, 3, 8, 4]))),
    extension(0x002b, prefixed(1, Buffer.from([3, 4, 3, 3]))),
    extension(0x0033, prefixed(2, Buffer.concat([Buffer.from([0, 0x1d]), prefixed(2, Buffer.alloc(32, 9))]))),
    ...(shape.protocols.length === 0 ? [] : [extension(0x0010, protocolNames(shape.protocols))]),
    ...(shape.hidden ? [extension(0xfe0d, hiddenHello())] : []),
  ];
  const bare = messageOf(extensions, Buffer.alloc(0)).length;
  const missing = Math.max(0, shape.size - bare);
  // What one extension can't hold goes into the list of ciphers.
  const most = missing === 0 ? 0 : Math.min(Math.max(4, missing), 60_000);
  const ciphers = Math.min(65_000, Math.max(0, missing - most)) & ~1;
  // A list of ciphers has an even length; the rest of what is missing has not always.
  const padding = Math.max(most, Math.min(missing - ciphers, most + 1));
  const padded = padding === 0 ? extensions : [...extensions, extension(0x0015, Buffer.alloc(padding - 4))];
  const message = messageOf(padded, Buffer.alloc(ciphers, 0x13));
  const rest = Buffer.alloc(Math.max(0, shape.size - message.length));
  return inRecords(rest.length === 0 ? message : beyond(message, rest), shape.recordSize);
}

/** More than any field can say: only the length of the whole says so. */
function beyond(message: Buffer, rest: Buffer): Buffer {
  const whole = Buffer.concat([message, rest]);
  whole.writeUIntBE(Math.min(whole.length - 4, 0xff_ffff), 1, 3);
  return whole;
}

function protocolNames(names: readonly string[]): Buffer {
  return prefixed(2, Buffer.concat(names.map((name) => prefixed(1, Buffer.from(name)))));
}

/** The outer form of an encrypted client hello (RFC 9849 5), as a real one and as a pretended one look. */
function hiddenHello(): Buffer {
  const suite = Buffer.from([0, 0, 1, 0, 1, 7]);
  return Buffer.concat([suite, prefixed(2, Buffer.alloc(32, 5)), prefixed(2, Buffer.alloc(144, 6))]);
}

function messageOf(extensions: readonly Buffer[], ciphers: Buffer): Buffer {
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    prefixed(1, Buffer.alloc(32, 8)),
    prefixed(2, Buffer.concat([Buffer.from([0x13, 1, 0x13, 2]), ciphers])),
    prefixed(1, Buffer.from([0])),
    prefixed(2, Buffer.concat([...extensions])),
  ]);
  return Buffer.concat([Buffer.from([1]), prefixed(3, body)]);
}

function inRecords(message: Buffer, size: number): Buffer {
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size)
    records.push(Buffer.concat([Buffer.from([0x16, 3, 1]), prefixed(2, message.subarray(at, at + size))]));
  return Buffer.concat(records);
}
