/** Inputs that start like something and go wrong, the same ones for the same number. */
export interface Garbage {
  /** Which of the starts it is made of. */
  readonly start: number;
  /** As they are written, one after the other. */
  readonly pieces: readonly Buffer[];
  /** True: sent past the proxy. */
  readonly captured: boolean;
}

type Random = (below: number) => number;

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): Random {
  let state = seed + 0x9e3779b9;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const hello = Buffer.from([0x16, 3, 1, 0, 60, 1, 0, 0, 56, 3, 3, ...Array.from({ length: 55 }, (_none, at) => at)]);

/** Where a port is named, the test's own server stands. */
export const starts: readonly ((port: number) => Buffer)[] = [
  () => Buffer.alloc(0),
  (port) => Buffer.from(`GET http://allowed.test:${port}/ HTTP/1.1\r\nHost: allowed.test:${port}\r\nX: y\r\n\r\n`),
  (port) =>
    Buffer.from(
      `POST http://allowed.test:${port}/ HTTP/1.1\r\nHost: allowed.test:${port}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n`,
    ),
  (port) => Buffer.from(`CONNECT allowed.test:${port} HTTP/1.1\r\n\r\n`),
  (port) => Buffer.concat([Buffer.from(`CONNECT allowed.test:${port} HTTP/1.1\r\n\r\n`), hello]),
  (port) =>
    Buffer.from(`CONNECT allowed.test:${port} HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: allowed.test:${port}\r\n\r\n`),
  (port) => Buffer.from([5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, port >> 8, port & 255]),
  (port) => Buffer.from([5, 1, 0, 5, 1, 0, 3, 12, ...Buffer.from("allowed.test"), port >> 8, port & 255]),
  () => Buffer.from([4, 1, 0, 80, 127, 0, 0, 1, 0]),
  () => hello,
  () => Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  (port) =>
    Buffer.from(
      `GET http://allowed.test:${port}/ HTTP/1.1\r\nHost: allowed.test:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    ),
  () => Buffer.from("SSH-2.0-OpenSSH_9.2\r\n"),
];

export function garbageOf(seed: number, port: number): Garbage {
  const random = randomOf(seed);
  const start = seed % starts.length;
  let bytes = Buffer.from(starts[start]?.(port) ?? []);
  const changes = random(4);
  for (let change = 0; change < changes && bytes.length > 0; change += 1) bytes = spoil(bytes, random);
  const tail = Buffer.from(Array.from({ length: random(60) }, () => random(256)));
  bytes = Buffer.concat([bytes, tail]);
  const cut = random(bytes.length + 1);
  return { start, pieces: [bytes.subarray(0, cut), bytes.subarray(cut)], captured: random(4) === 0 };
}

/** One change: a byte becomes another, goes, comes, or the rest goes. */
function spoil(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const at = random(bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
  switch (random(4)) {
    case 0:
      return Buffer.concat([before, Buffer.of(random(256)), after]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, Buffer.of(random(256)), bytes.subarray(at)]);
    default:
      return Buffer.from(before);
  }
}
