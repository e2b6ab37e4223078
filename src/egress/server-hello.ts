import type { Duplex } from "node:stream";

/** SHA-256 of "HelloRetryRequest" (RFC 8446 4.1.3). */
const retryRandom = Buffer.from("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c", "hex");
const records = { changeCipherSpec: 0x14, alert: 0x15, handshake: 0x16 } as const;
const serverHello = 2;
/** Type and length of the message, then the version, then the random. */
const randomAt = 6;
/** A server that has not said more in so many bytes asks for no second hello. */
const longest = 4096;

type Start = "more" | "retry" | "other";

/** What a server's first bytes say: whether it asks for another hello. */
export function readServerStart(bytes: Buffer): Start {
  let message = Buffer.alloc(0);
  for (let at = 0; at < bytes.length;) {
    const type = bytes[at];
    if (type !== records.handshake && type !== records.alert && type !== records.changeCipherSpec) return "other";
    if (bytes.length < at + 5) return "more";
    const size = bytes.readUInt16BE(at + 3);
    if (type === records.handshake) message = Buffer.concat([message, bytes.subarray(at + 5, at + 5 + size)]);
    if (message.length > 0 && message[0] !== serverHello) return "other";
    if (message.length >= randomAt + retryRandom.length)
      return message.subarray(randomAt, randomAt + retryRandom.length).equals(retryRandom) ? "retry" : "other";
    at += 5 + size;
  }
  return bytes.length > longest ? "other" : "more";
}

/** Looks on while a server answers a hello, until it is known whether it asks for another. Its bytes flow meanwhile. */
export function asksForSecondHello(server: Duplex): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let seen: Buffer = Buffer.alloc(0);
  const look = (chunk: Buffer): void => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const start = readServerStart(seen);
    if (start !== "more") resolve(start === "retry");
  };
  const gone = (): void => resolve(false);
  server.on("data", look).once("end", gone).once("close", gone);
  if (server.destroyed || server.readableEnded) gone();
  return promise.finally(() => void server.off("data", look).off("end", gone).off("close", gone));
}
