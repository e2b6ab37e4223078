import { isIPv4 } from "node:net";

/** The 4 or 16 bytes of an address that is written correctly, in any spelling. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail] = address.split("::");
  const before = groupBytes(head);
  const after = groupBytes(tail ?? "");
  return Buffer.from([...before, ...Array.from({ length: 16 - before.length - after.length }, () => 0), ...after]);
}

function groupBytes(text: string): readonly number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (group.includes(".")) return group.split(".").map(Number);
    const value = Number.parseInt(group, 16);
    return [value >>> 8, value & 0xff];
  });
}
