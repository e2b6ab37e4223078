/**
 * What Node and the native helper say to each other about connections that the helper holds (`src/native/relay-talk.h`): the
 * length of the rest, the number of a connection, a letter, and what belongs to it.
 */
export interface Told {
  readonly id: number;
  readonly kind: string;
  readonly bytes: Buffer;
}

const headBytes = 9;

/** Takes frames out of a stream, however they arrive. */
export function createFrameReader(take: (told: Told) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (bytes.length - at >= headBytes) {
      const end = at + 4 + bytes.readUInt32LE(at);
      if (end > bytes.length) break;
      const kind = String.fromCharCode(bytes[at + 8] ?? 0);
      take({ id: bytes.readUInt32LE(at + 4), kind, bytes: bytes.subarray(at + headBytes, end) });
      at = end;
    }
    rest = bytes.subarray(at);
  };
}

export type FramePart =
  | readonly ["u8" | "u16" | "u32" | "u64", number]
  | readonly ["text", string]
  | readonly ["rest", string];

const sizes = { u8: 1, u16: 2, u32: 4, u64: 8 } as const;

/** A frame of numbers, of texts that end with a NUL, and of text that ends with the frame. */
export function frameOf(id: number, kind: string, parts: readonly FramePart[]): Buffer {
  const length = parts.reduce((sum, part) => sum + sizeOf(part), headBytes);
  const bytes = Buffer.allocUnsafe(length);
  bytes.writeUInt32LE(length - 4, 0);
  bytes.writeUInt32LE(id, 4);
  bytes.write(kind, 8, "latin1");
  let at = headBytes;
  for (const part of parts) at = write(bytes, at, part);
  return bytes;
}

function sizeOf([form, value]: FramePart): number {
  if (form === "rest") return value.length;
  return form === "text" ? value.length + 1 : sizes[form];
}

function write(bytes: Buffer, at: number, [form, value]: FramePart): number {
  switch (form) {
    case "u8":
      return bytes.writeUInt8(value, at);
    case "u16":
      return bytes.writeUInt16LE(value, at);
    case "u32":
      return bytes.writeUInt32LE(value, at);
    case "u64":
      return bytes.writeBigUInt64LE(BigInt(value), at);
    case "rest":
      return at + bytes.write(value, at, "latin1");
    case "text":
      return bytes.writeUInt8(0, at + bytes.write(value, at, "latin1"));
  }
}
