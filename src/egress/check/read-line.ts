import { printable } from "../../base/index.ts";

/** One question: what a client would do, and what its peers would show. */
export interface CheckLine {
  readonly allowed: readonly string[];
  readonly blocked: readonly string[];
  readonly requireHttps: boolean;
  readonly kind: CheckKind;
  readonly target: string;
  /** Fields for the wire, in their order. A field that is `undefined` is left out even where a client would send it. */
  readonly fields: readonly (readonly [string, string | undefined])[];
  /** What peers show, by the name after the colon. */
  readonly shown: Shown;
}

type CheckKind = "connect" | "http" | "socks5" | "sni" | "redirect" | "dns";
export type Shown = ReadonlyMap<string, readonly string[]>;

const kinds: ReadonlySet<unknown> = new Set<CheckKind>(["connect", "http", "socks5", "sni", "redirect", "dns"]);
const isKind = (value: unknown): value is CheckKind => kinds.has(value);

const keys: ReadonlySet<string> = new Set([
  "id",
  "allowed_domains",
  "blocked_domains",
  "require_https",
  "kind",
  "target",
  "headers",
]);

const known: ReadonlySet<string> = new Set([
  "sni",
  "sni-form",
  "ech",
  "alpn",
  "hello-size",
  "split",
  "first-bytes",
  "resolve",
  "resolve2",
  "resolve-before",
  "dial",
  "status",
  "location",
  "redirects-followed",
  "max-redirects",
  "intercept",
  "inner-host",
  "inner-target",
]);

/** Reads one question, or says what is wrong with it. */
export function readLine(value: unknown): CheckLine | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "a line takes a JSON object";
  const item = new Map<string, unknown>(Object.entries(value));
  const unknown = [...item.keys()].find((key) => !keys.has(key));
  if (unknown !== undefined) return `a line has no \`${printable(unknown)}\`, only ${[...keys].join(", ")}`;
  const allowed = textsOf(item.get("allowed_domains"));
  const blocked = textsOf(item.get("blocked_domains"));
  if (allowed === undefined || blocked === undefined) return "the domains are lists of texts";
  const requireHttps = item.get("require_https") ?? false;
  if (typeof requireHttps !== "boolean") return "`require_https` takes true or false";
  const kind = item.get("kind");
  if (!isKind(kind)) return `\`kind\` takes ${[...kinds].join(", ")}`;
  const target = item.get("target");
  if (typeof target !== "string") return "`target` takes a text";
  const headers = readHeaders(item.get("headers") ?? {});
  return typeof headers === "string" ? headers : { allowed, blocked, requireHttps, kind, target, ...headers };
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.every((text): text is string => typeof text === "string") ? value : undefined;
}

type Headers = Pick<CheckLine, "fields" | "shown">;

function readHeaders(value: unknown): Headers | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "`headers` takes an object";
  const fields: (readonly [string, string | undefined])[] = [];
  const shown = new Map<string, readonly string[]>();
  for (const [name, given] of Object.entries(value)) {
    const values = valuesOf(given);
    if (values === undefined) return `the header \`${printable(name)}\` takes a text or a list of texts`;
    if (!name.startsWith(":"))
      fields.push(...(given === null ? [[name, undefined] as const] : values.map((text) => [name, text] as const)));
    else if (known.has(name.slice(1))) shown.set(name.slice(1), values);
    else return `\`${printable(name)}\` is nothing that a peer shows`;
  }
  return { fields, shown };
}

function valuesOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === null ? [] : [value];
  const texts = list.map((each) => (typeof each === "number" || typeof each === "boolean" ? String(each) : each));
  return texts.every((text): text is string => typeof text === "string") ? texts : undefined;
}

const no: ReadonlySet<string> = new Set(["", "0", "false", "no", "none", "off", "absent"]);

/** True when a peer shows it and does not say that it is not there. */
export function isShown(shown: Shown, name: string): boolean {
  const values = shown.get(name) ?? [];
  return values.some((value) => !no.has(value.trim().toLowerCase()));
}

/** The last value of what a peer shows. */
export function shownText(shown: Shown, name: string): string | undefined {
  return shown.get(name)?.at(-1);
}

/** A count that a peer shows; `undefined` where it shows none, NaN where it is no number. */
export function shownCount(shown: Shown, name: string): number | undefined {
  const text = shownText(shown, name)?.trim();
  return text === undefined ? undefined : /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;
}
