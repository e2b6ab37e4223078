/** Signs in a row, one of a class each, that stand in every match of a pattern. */
interface Part {
  readonly signs: readonly string[];
  /** How much it tells. */
  readonly bits: number;
}

/** Longer parts tell little more, and take time at every place. */
const mostSigns = 24;

const piece =
  /(?<edge>\\[bB]|[\^$])|(?<sign>\\[dDwWsS.\-+*?()[\]{}|^$/\\]|\.|\[\^?(?:[A-Za-z0-9_ !#%&'"*+,./:;<=>?@`{}|~$()-]|\\[dw.\-+*?()[\]{}|^$/\\])+\]|[A-Za-z0-9_ !#%&'",/:;<=>@`~-])/uy;
const counting = /\{(?<least>\d+)(?:,(?<most>\d*))?\}\??|(?<any>[*?])\??|\+\??/uy;

/** Those that mean something else here than there. */
const spelled = new Map([
  [".", String.raw`[^\n]`],
  [String.raw`\s`, String.raw`[\t\n\f\r ]`],
  [String.raw`\S`, String.raw`[^\t\n\f\r ]`],
]);

/**
 * What every match of a pattern has in it, as an expression for a fixed number of signs: looking for it takes time in proportion to the
 * text, as there is no second way to try. Nothing for a pattern that has no such part, or is written in ways that are not looked into.
 */
export function fixedPartOf(pattern: string): RegExp | undefined {
  const [, flags = "", text = ""] = /^(?:\(\?(i)\))?(.*)$/su.exec(pattern) ?? [];
  // What a negated class leaves out without regard to case is told in two ways.
  if (flags !== "" && /\\[DSW]|\[\^/u.test(text)) return undefined;
  const [best] = partsOf(text).toSorted((one, other) => other.bits - one.bits);
  return best && new RegExp(best.signs.join(""), `u${flags}`);
}

function partsOf(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  let signs: string[] = [];
  const close = (behind: readonly string[]): void => {
    if (signs.length > 0) parts.push(partOf(signs));
    signs = [...behind];
  };
  for (let at = 0; at < pattern.length;) {
    const group = groupAt(pattern, at);
    const found = group === undefined ? matchAt(piece, pattern, at) : undefined;
    const length = group ?? found?.[0].length;
    if (length === undefined) return [];
    at += length;
    if (found?.groups?.["edge"] !== undefined) continue;
    const counted = matchAt(counting, pattern, at);
    at += counted?.[0].length ?? 0;
    const sign = found && (spelled.get(found[0]) ?? found[0]);
    if (sign === undefined) close([]);
    else {
      const { least, isFixed } = countOf(counted);
      signs.push(...Array.from({ length: Math.min(least, mostSigns) }, () => sign));
      // What follows stands right behind one of these.
      if (!isFixed || least > mostSigns) close(least > 0 ? [sign] : []);
    }
  }
  close([]);
  return parts;
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(text) ?? undefined;
}

function countOf(counted: RegExpExecArray | undefined): { readonly least: number; readonly isFixed: boolean } {
  if (counted === undefined) return { least: 1, isFixed: true };
  const { least, most, any } = counted.groups ?? {};
  if (least === undefined) return { least: any === undefined ? 1 : 0, isFixed: false };
  return { least: Number(least), isFixed: most === undefined || most === least };
}

/** How long a group is that begins here; nothing where none does, or one that is more than a group. */
function groupAt(pattern: string, start: number): number | undefined {
  if (!/^\((?:\?:|\?P?<[A-Za-z]|[^?])/u.test(pattern.slice(start, start + 5))) return undefined;
  const inside = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]|[^\\[()]+/suy;
  let depth = 0;
  for (let at = start; at < pattern.length; at = inside.lastIndex) {
    const found = matchAt(inside, pattern, at)?.[0];
    if (found === undefined) return undefined;
    depth += found === "(" ? 1 : found === ")" ? -1 : 0;
    if (depth === 0) return inside.lastIndex - start;
  }
  return undefined;
}

function partOf(all: readonly string[]): Part {
  const signs = all.slice(0, mostSigns);
  return { signs, bits: signs.reduce((sum, sign) => sum + bitsOf(sign), 0) };
}

const printed = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
/** Small letters and blanks are more common than others. */
const usual = [...printed, ...printed.filter((sign) => /[a-z ]/u.test(sign))];

function bitsOf(sign: string): number {
  const one = new RegExp(`^${sign}$`, "u");
  return Math.log2((usual.length + 1) / (usual.filter((code) => one.test(code)).length + 1));
}
