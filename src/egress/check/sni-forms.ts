import { type HelloShape, serverNames } from "./hello-bytes.ts";

/** How a client spells the names of its server in the hello. */
type Form = (names: readonly string[]) => Pick<HelloShape, "names"> & Partial<Pick<HelloShape, "recordSize">>;

const single: Form = (names) => ({ names: names.length === 0 ? [] : [serverNames(names)] });
const changed =
  (change: (name: string) => string): Form =>
  (names) =>
    single(names.map(change));
const listed: Form = ([name = "x", other = name]) => ({ names: [serverNames([name, other])] });

/** What whoever writes a line may call them; the first row that fits counts. */
const rows: readonly (readonly [RegExp, Form])[] = [
  [/frag|record|segment|split|chunk|piece/u, (names) => ({ ...single(names), recordSize: 16 })],
  [/missing|absent|none|^no\b|omit|without/u, () => ({ names: [] })],
  [/dup|twice|repeat|two-ext|double-ext/u, (names) => ({ names: [serverNames(names), serverNames(names)] })],
  [/two|multi|list|many|several/u, listed],
  [/empty|blank|zero/u, () => ({ names: [serverNames([""])] })],
  [/type|non-?host|other/u, (names) => ({ names: [serverNames(names, 1)] })],
  [
    /broken|malformed|truncat|garbage|invalid|bad|overrun|length/u,
    (names) => ({ names: [serverNames(names).subarray(0, -1)] }),
  ],
  [/nul/u, changed((name) => (name.includes("\0") ? name : `${name}\0.x`))],
  [/space|control/u, changed((name) => `${name} `)],
  [/wild|star/u, changed((name) => (name.startsWith("*.") ? name : `*.${name}`))],
  [/port/u, changed((name) => (/:\d+$/u.test(name) ? name : `${name}:443`))],
  [/lead.*dot/u, changed((name) => `.${name}`)],
  [/double.*dot/u, changed((name) => `${name}..`)],
  [/dot|root|fqdn/u, changed((name) => `${name.replace(/\.$/u, "")}.`)],
  [/\bip|address|literal/u, changed((name) => (/^[\d.]+$|:/u.test(name) ? name : "93.184.215.14"))],
  [/upper|caps/u, changed((name) => name.toUpperCase())],
  [/mixed/u, changed((name) => name.replace(/^./u, (char) => char.toUpperCase()))],
  [
    /^$|plain|normal|lower|name|single|present|ok|host|dns|puny|idn|[au]-?label|ascii|unicode|utf|raw|one|usual|default|valid/u,
    single,
  ],
];

/** The form that a word stands for, if any. */
export function sniForm(word: string): Form | undefined {
  const spelled = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, "-");
  return rows.find(([words]) => words.test(spelled))?.[1];
}
