import { type HelloShape, serverNames } from "./hello-bytes.ts";

/** How a client spells the names of its server in the hello. */
type Form = (names: readonly string[]) => Pick<HelloShape, "names"> & Partial<Pick<HelloShape, "recordSize">>;

const single: Form = (names) => ({ names: names.length === 0 ? [] : [serverNames(names)] });
const changed =
  (change: (name: string) => string): Form =>
  (names) =>
    single(names.map(change));
const listed: Form = ([name = "x", other = name]) => ({ names: [serverNames([name, other])] });

const fragments =
  "frag fragment fragments fragmented fragmentation record records segment segments segmented split splits chunk chunks chunked piece pieces byte bytes";
const strange = "broken malformed truncated garbage invalid bad overrun overlong length";
const usual =
  "plain normal lower lowercase name single present ok host hostname dns puny punycode idn alabel ulabel label ascii unicode utf utf8 raw one usual default valid whole unsplit unfragmented unsegmented";

/**
 * What whoever writes a line may call them: whole words, several of them in any order where they stand together after a `+`. The
 * first row that fits counts.
 */
const rows: readonly (readonly [words: string, form: Form])[] = [
  ["unsplit unfragmented unsegmented single+record single+fragment single+segment", single],
  [fragments, (names) => ({ ...single(names), recordSize: 16 })],
  ["missing absent none nosni omit omits omitted", () => ({ names: [] })],
  [
    "dup dups duplicate duplicated duplicates twice repeat repeated repeats two+ext two+extension two+extensions double+ext double+extension double+extensions",
    (names) => ({ names: [serverNames(names), serverNames(names)] }),
  ],
  ["two multi multiple list listed many several", listed],
  ["empty blank zero", () => ({ names: [serverNames([""])] })],
  ["type types typed nonhost nonhostname other", (names) => ({ names: [serverNames(names, 1)] })],
  [strange, (names) => ({ names: [serverNames(names).subarray(0, -1)] })],
  ["nul null", changed((name) => (name.includes("\0") ? name : `${name}\0.x`))],
  ["space spaces control controls", changed((name) => `${name} `)],
  ["wild wildcard wildcards star starred", changed((name) => (name.startsWith("*.") ? name : `*.${name}`))],
  ["port ports", changed((name) => (/:\d+$/u.test(name) ? name : `${name}:443`))],
  ["leading+dot lead+dot", changed((name) => `.${name}`)],
  ["double+dot double+dots", changed((name) => `${name}..`)],
  ["dot dots dotted root rooted fqdn", changed((name) => `${name.replace(/\.$/u, "")}.`)],
  ["ip ipv4 ipv6 address literal", changed((name) => (/^[\d.]+$|:/u.test(name) ? name : "93.184.215.14"))],
  ["upper uppercase uppercased caps", changed((name) => name.toUpperCase())],
  ["mixed mixedcase", changed((name) => name.replace(/^./u, (char) => char.toUpperCase()))],
  [usual, single],
];

/** What there is none of when a form is called `no …`, if it is the name itself. */
const theName: ReadonlySet<string> = new Set([
  "sni",
  "server",
  "name",
  "names",
  "host",
  "hostname",
  "extension",
  "ext",
]);
const negations: ReadonlySet<string> = new Set(["no", "not", "without"]);

/** The form that a word, or several with hyphens between them, stands for, if any. */
export function sniForm(word: string): Form | undefined {
  const words = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, "-")
    .replaceAll(/\b(?:non)-/gu, "non")
    .split("-");
  const [first = "", ...rest] = words;
  if (first === "") return single;
  if (!negations.has(first)) return formOf(words);
  if (rest.every((each) => theName.has(each))) return formOf(["missing"]);
  return formOf(rest) === undefined ? undefined : single;
}

function formOf(words: readonly string[]): Form | undefined {
  const fits = (phrase: string): boolean => phrase.split("+").every((each) => words.includes(each));
  return rows.find(([phrases]) => phrases.split(" ").some(fits))?.[1];
}
