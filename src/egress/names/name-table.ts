/** Names, and the addresses that stand for them inside a sandbox. */
export interface NameTable {
  /** The address of a family that stands for the name from now on. */
  readonly addressOf: (name: string, family: 4 | 6) => string;
  /** The name behind an address, in the spelling of the kernel; nothing when it never stood for one, or not any more. */
  readonly nameOf: (address: string) => string | undefined;
}

/** Nobody sees more names than these in a while; the least asked for give way. */
const mostNames = 4096;

/** 198.18.0.0/15 is set aside for measurements between networks, and so is nobody's address; the first ones are the sandbox's. */
const range = 2 ** 17;
const firstIndex = 16;

function spell(index: number): Readonly<Record<4 | 6, string>> {
  const [second, third, fourth] = [18 + (index >> 16), (index >> 8) & 0xff, index & 0xff];
  const [high, low] = [index >> 16, index & 0xffff].map((part) => part.toString(16));
  return {
    4: `198.${second}.${third}.${fourth}`,
    6: high === "0" ? `fd53:616c:6c79::${low}` : `fd53:616c:6c79::${high}:${low}`,
  };
}

export function createNameTable(most: number = mostNames): NameTable {
  const indexes = new Map<string, number>();
  const names = new Map<number, string>();
  const byText = new Map<string, number>();
  let next = firstIndex;

  const forget = (name: string, index: number): void => {
    indexes.delete(name);
    names.delete(index);
    for (const text of Object.values(spell(index))) byText.delete(text);
  };
  const make = (): number => {
    const [oldest] = indexes;
    if (indexes.size >= most && oldest !== undefined) forget(...oldest);
    while (names.has(next)) next = next + 1 < range ? next + 1 : firstIndex;
    const index = next;
    next = next + 1 < range ? next + 1 : firstIndex;
    for (const text of Object.values(spell(index))) byText.set(text, index);
    return index;
  };
  /** Whoever was asked for last stays longest. */
  const touch = (name: string): number => {
    const index = indexes.get(name) ?? make();
    indexes.delete(name);
    indexes.set(name, index);
    names.set(index, name);
    return index;
  };
  return {
    addressOf: (name, family) => spell(touch(name))[family],
    nameOf: (address) => {
      const index = byText.get(address);
      const name = index === undefined ? undefined : names.get(index);
      if (name !== undefined) touch(name);
      return name;
    },
  };
}
