import { isPasswordName, isSecretName } from "./secret-name.ts";

/** How far back a command's own name is looked for. */
const commandReach = 200;

/** A value as a shell or a document spells it: quoted, or a run without blanks and separators. */
const word = /(?:"(?:[^"\\\n]|\\.){0,4096}"|'[^'\n]{0,4096}'|\\[^\n]|[^\s"'\\`;|&,<>(){}])+/uy;

export interface Place {
  /** What the rule's pattern captured. */
  readonly name: string;
  /** Where the rule's match begins, and where the value does. */
  readonly offset: number;
  readonly end: number;
}

/** A context that tells that what follows is a secret, whatever its form. */
export interface SecretContext {
  readonly kind: string;
  /** Global: what stands before the value, with the name as its one group. */
  readonly before: RegExp;
  /** Sticky. */
  readonly value: RegExp;
  /** Asked first, so that text is only read as a value where one may stand. */
  readonly applies?: (place: Place, text: string) => boolean;
  readonly accepts: (value: string, place: Place, text: string) => boolean;
}

/** Short options that take a password, by the programs that have them. */
const passwordFlags: readonly { readonly before: RegExp; readonly programs: RegExp }[] = [
  { before: /(?<=\s)(-p)(?=\S)/gu, programs: /\b(?:mysql|mariadb|mycli|7z)/u },
  { before: /(?<=\s)(-p)\s?/gu, programs: /\bsshpass\b/u },
  {
    before: /(?<=\s)(-p)[\s=]/gu,
    programs: /\b(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|crane|az|oc)\b.*\blogin\b/u,
  },
  { before: /(?<=\s)(-a)\s/gu, programs: /\b(?:redis|valkey)-cli\b/u },
  { before: /(?<=\s)(-P)\s?/gu, programs: /\b(?:zip|unzip)\b/u },
  { before: /(?<=\s)(-N)\s/gu, programs: /\bssh-keygen\b/u },
  { before: /(?<=\s)(-w)\s/gu, programs: /\bldap[a-z]+\b/u },
];

function flagRule({ before, programs }: (typeof passwordFlags)[number]): SecretContext {
  return {
    kind: "option",
    before,
    value: word,
    applies: ({ offset }, text) => isOperandOf(programs, offset, text),
    accepts: (value) => !isPlain(bare(value)),
  };
}

/** What every text has in which one of them fits. */
export const contextHint = /pass|pwd|secret|credential|token|key|auth|bearer|cookie|:\/\/|\s-[apuwn]|--user/iu;

export const secretContexts: readonly SecretContext[] = [
  {
    kind: "cookie",
    before: /\b((?:set-)?cookie):\s{0,8}/giu,
    value: /[^"'\n]+/uy,
    accepts: (value) => value.includes("=") && !/\$/u.test(value),
  },
  {
    kind: "authorization",
    before: /(authorization)["']?\s{0,8}[:=]\s{0,8}["']?(?:(?:bearer|basic|token|digest|apikey|negotiate)\s{1,8})?/giu,
    value: /[^\s"',;]+/uy,
    accepts: (value) => !isPlain(value),
  },
  {
    kind: "authorization",
    before: /\b(bearer)\s{1,8}/giu,
    value: /[A-Za-z0-9._~+/=-]{16,}/uy,
    accepts: (value) => /\d/u.test(value),
  },
  {
    kind: "url-password",
    before: /(:\/\/)[^\s/?#@:'"[\]]{0,256}:/gu,
    value: /[^\s/@'"]{1,512}(?=@)/uy,
    accepts: (value) => !isPlain(value),
  },
  {
    kind: "url-password",
    before: /(:\/\/)/gu,
    value: /[^\s/?#@:'"]{16,512}(?=@)/uy,
    accepts: (value) => !isPlain(value),
  },
  {
    kind: "option",
    before: /(?<![\w-])--?([A-Za-z][A-Za-z0-9-]{2,40})(?:=|\s{1,8})/gu,
    value: word,
    applies: ({ name }) => !/^(?:keys?|auth)$/iu.test(name) && isSecretName(name),
    accepts: (value, { name }) => !value.startsWith("-") && isTelling(name, bare(value)),
  },
  {
    kind: "option",
    before: /(?<=-pass(?:in|out)?\s{1,8}["']?)(pass):/gu,
    value: /[^\s"';|&]+/uy,
    accepts: (value) => !isPlain(value),
  },
  ...passwordFlags.map(flagRule),
  {
    kind: "option",
    before: /(?<=\s)(-u|--user)[= ]?["']?[^\s:"'$]{1,128}:/gu,
    value: /[^\s"']+/uy,
    applies: ({ offset }, text) => isOperandOf(/\b(?:curl|wget|https?|xh)\b/u, offset, text),
    accepts: (value) => !isPlain(value),
  },
  {
    // NAME=value, name = "value", "name": "value", Name: value
    kind: "named",
    before: /(?<![\w.-])([A-Za-z_][A-Za-z0-9_.-]{1,63})\\?["']?(?:\s{0,8}[:=]\s{0,8}|\s{1,4})/gu,
    value: word,
    applies: ({ name }) => isSecretName(name),
    accepts: isNamedSecret,
  },
];

function bare(text: string): string {
  return text.replace(/^\\?["']|\\?["']$/gu, "");
}

/** Words, references and file names that stand where a secret would, and are none. */
export function isPlain(text: string): boolean {
  return /^(?:|\$.*|%.*%|@.*|[./~].*|<.*|\*+|x+|\.{3}|true|false|yes|no|on|off|null|none|nil|undefined|string|number|boolean)$/isu.test(
    text,
  );
}

/** False for words that are no secret, and for plain numbers: `--max-token 100`, but not `--password 123456`. */
function isTelling(name: string, text: string): boolean {
  return !isPlain(text) && (isPasswordName(name) || !/^\d{1,9}$/u.test(text));
}

function isNamedSecret(value: string, { name, offset, end }: Place, text: string): boolean {
  const plain = bare(value);
  if (!isTelling(name, plain)) return false;
  const between = text.slice(offset + name.length, end);
  const quoted = plain !== value;
  if (!/[:=]/u.test(between)) return name.includes("_") && isDense(plain, 16);
  if (between === "=") {
    const isCall = /[(.[]/u.test(text.charAt(end + value.length));
    if (name === name.toUpperCase() || /^_(?:auth|password)/u.test(name)) return true;
    if (isPasswordName(name)) return !isCall;
  }
  if (quoted) return plain.length >= 6 && !/\s/u.test(plain);
  return isDense(plain, isPasswordName(name) ? 6 : between === "=" ? 8 : 12);
}

/** Long enough, and letters and digits mixed as in no ordinary word. */
function isDense(text: string, length: number): boolean {
  return text.length >= length && /[A-Za-z]/u.test(text) && /\d/u.test(text);
}

/** True when the simple command that reaches up to `offset` names one of `programs`. */
function isOperandOf(programs: RegExp, offset: number, text: string): boolean {
  const reach = text.slice(Math.max(0, offset - commandReach), offset);
  return programs.test(reach.split(/[;|&\n]/u).at(-1) ?? "");
}
