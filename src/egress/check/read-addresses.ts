import { type CheckLine, type Shown, shownText } from "./read-line.ts";

/** Any public address: what a name has that a line says nothing about. */
const somewhere = "93.184.215.14";

const none: ReadonlySet<string> = new Set(["", "none", "nxdomain", "servfail", "timeout", "nodata", "refused"]);

export interface Addresses {
  /** What a resolver would answer now. */
  readonly next: () => readonly string[];
  /** Goes on from what it answered before to what it answers now. */
  readonly advance: () => void;
  /** True for one that a client tries in vain before the one that the line says is dialled. */
  readonly isPassedOver: (address: string) => boolean;
}

/** The address that a line says is dialled, with or without a port. */
export function dialled(shown: Shown): string | undefined {
  const text = shownText(shown, "dial")?.trim();
  return text?.replace(/^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/u, "$1$2");
}

/** The resolver of a line: the first answer, then what a rebinding server would say. */
export function readAddresses({ shown }: CheckLine): Addresses {
  const meant = dialled(shown);
  const usual = meant ?? somewhere;
  const now = [
    listOf(shown, "resolve") ?? [usual],
    ...(shown.has("resolve2") ? [listOf(shown, "resolve2") ?? []] : []),
  ];
  let answers = shown.has("resolve-before") ? [listOf(shown, "resolve-before") ?? []] : now;
  let at = 0;
  return {
    next: () => answers[Math.min(at++, answers.length - 1)] ?? [],
    advance: () => {
      answers = now;
      at = 0;
    },
    isPassedOver: (address) => {
      const list = answers.find((each) => each.includes(address)) ?? [];
      return meant !== undefined && list.indexOf(meant) > list.indexOf(address);
    },
  };
}

function listOf(shown: Shown, name: string): readonly string[] | undefined {
  const texts = shown.get(name);
  if (texts === undefined) return undefined;
  const words = texts.flatMap((text) => text.split(/[\s,;|]+/u)).map((word) => word.replace(/^\[(.*)\]$/u, "$1"));
  return words.filter((word) => !none.has(word.toLowerCase()));
}
