/** The eight groups of an IPv6 address as the platform's URL parser spells it. */
function groupsOf(address: string): readonly number[] {
  const [head = "", tail] = address.split("::");
  const read = (part: string): number[] => (part === "" ? [] : part.split(":").map((group) => parseInt(group, 16)));
  const front = read(head);
  const back = tail === undefined ? [] : read(tail);
  const gap = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array.from({ length: gap }, () => 0), ...back];
}

function dotted(high: number | undefined, low: number | undefined): string {
  const [upper, lower] = [high ?? 0, low ?? 0];
  return [upper >> 8, upper & 0xff, lower >> 8, lower & 0xff].join(".");
}

interface Embedding {
  /** The groups that say so; `undefined` stands for any. */
  readonly start: readonly (number | undefined)[];
  /** Where the two groups of the IPv4 address stand. */
  readonly at: number;
  /** True when the IPv6 address is only another spelling of the IPv4 one, so that the IPv4 one is dialled. */
  readonly spelling: boolean;
  /** True when it leads to the IPv4 address from everywhere; else only inside of a network of its own. */
  readonly leads: boolean;
}

const any = undefined;

/** RFC 4291 2.5.5, RFC 6052, RFC 3056, RFC 5214. */
const embeddings: readonly Embedding[] = [
  { start: [0, 0, 0, 0, 0, 0xffff], at: 6, spelling: true, leads: true },
  { start: [0, 0, 0, 0, 0, 0], at: 6, spelling: true, leads: true },
  { start: [0, 0, 0, 0, 0xffff, 0], at: 6, spelling: true, leads: true },
  { start: [0x64, 0xff9b, 0, 0, 0, 0], at: 6, spelling: false, leads: true },
  { start: [0x2002], at: 1, spelling: false, leads: true },
  { start: [any, any, any, any, 0, 0x5efe], at: 6, spelling: false, leads: false },
  { start: [any, any, any, any, 0x200, 0x5efe], at: 6, spelling: false, leads: false },
];

export interface EmbeddedAddress extends Pick<Embedding, "spelling" | "leads"> {
  readonly address: string;
}

/** The IPv4 address that an IPv6 address carries, if any. */
export function embeddedAddress(address: string): EmbeddedAddress | undefined {
  if (!address.includes(":") || address === "::" || address === "::1") return undefined;
  const groups = groupsOf(address);
  const found = embeddings.find(({ start }) => start.every((group, at) => group === any || group === groups[at]));
  if (found === undefined) return undefined;
  const { at, spelling, leads } = found;
  return { address: dotted(groups[at], groups[at + 1]), spelling, leads };
}
