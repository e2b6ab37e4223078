/** A field of a frame: what Node orders of the warden, and what the warden reports back. */
export type Field = readonly [key: string, value: string];

/** A length, then key, NUL, value, NUL, and so on. A NUL inside a value can't be said: no system call could take it. */
export function encodeFrame(fields: readonly Field[]): Buffer {
  const body = Buffer.from(fields.map(([key, value]) => `${key}\0${value.replaceAll("\0", "")}\0`).join(""), "utf8");
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}

/** The fields of one whole frame, or nothing when it was cut short. */
export function decodeFrame(bytes: Buffer): ReadonlyMap<string, string> | undefined {
  if (bytes.length < 4 || bytes.length < 4 + bytes.readUInt32LE(0)) return undefined;
  const parts = bytes.toString("utf8", 4, 4 + bytes.readUInt32LE(0)).split("\0");
  const fields = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) fields.set(parts[at] ?? "", parts[at + 1] ?? "");
  return fields;
}
