import { pipeline, type Readable } from "node:stream";
import { decoders } from "../codings.ts";

interface Body {
  readonly body: Buffer;
  readonly bytes: number;
  readonly truncated: boolean;
}

export type BodyRead = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly fault: string };

/** Reads a body up to `most` bytes, counted after decompression: what unpacks to more is cut there and never held. */
export async function readBody(source: Readable, encoding: string, most: number): Promise<BodyRead> {
  // undici reports a body that is given up half way as an error of the body.
  source.on("error", () => undefined);
  const name = encoding.trim().toLowerCase();
  const decode = decoders.get(name);
  if (decode === undefined && name !== "" && name !== "identity") {
    source.destroy();
    return { ok: false, fault: `the body is encoded as ${name}, which was not asked for` };
  }
  let bytes = 0;
  source.on("data", (chunk: Buffer) => (bytes += chunk.length));
  // Errors of either stream end the reading below.
  const plain = decode === undefined ? source : pipeline(source, decode(), () => undefined);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of plain) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  source.destroy();
  return { ok: true, body: { body: Buffer.concat(chunks).subarray(0, most), bytes, truncated: length > most } };
}
