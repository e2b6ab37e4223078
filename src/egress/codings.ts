import type { Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import type { Fields } from "./headers.ts";

export interface Decoder extends Transform {
  /** Bytes that were part of what it has decoded; what follows its end is none of them. */
  readonly bytesWritten: number;
}

const options = { chunkSize: 64 * 1024 } as const;

/** What undoes a content coding (RFC 9110 8.4). */
export const decoders: ReadonlyMap<string, () => Decoder> = new Map<string, () => Decoder>([
  ["gzip", () => createGunzip(options)],
  ["x-gzip", () => createGunzip(options)],
  ["deflate", () => createInflate(options)],
  ["br", () => createBrotliDecompress(options)],
  // No receiver needs to have a larger window (RFC 9659).
  ["zstd", () => createZstdDecompress({ ...options, params: { [constants.ZSTD_d_windowLogMax]: 23 } })],
]);

/** Those of which the text can be read as it is: `aws-chunked` puts a line before each piece. */
const plain: ReadonlySet<string> = new Set(["", "identity", "aws-chunked"]);

/** How a body is encoded, in the words of its field; nothing for one that is not. */
export function codingOf(fields: Fields): string | undefined {
  const named = (fields.get("content-encoding") ?? []).flatMap((value) => value.split(","));
  const names = named.map((name) => name.trim().toLowerCase()).filter((name) => !plain.has(name));
  return names.length === 0 ? undefined : names.join(", ");
}
