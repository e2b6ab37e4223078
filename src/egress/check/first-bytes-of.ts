import { helloBytes, serverNames } from "./hello-bytes.ts";
import { type CheckLine, isShown, type Shown, shownCount, shownText } from "./read-line.ts";

/** How a client spells the name of its server in the hello. */
type Form = (names: readonly string[]) => Partial<{ readonly bodies: readonly Buffer[]; readonly recordSize: number }>;

const single: Form = (names) => ({ bodies: names.length === 0 ? [] : [serverNames(names)] });
const changed =
  (change: (name: string) => string): Form =>
  (names) =>
    single(names.map(change));
const absent: Form = () => ({ bodies: [] });
const empty: Form = () => ({ bodies: [serverNames([""])] });
const twice: Form = (names) => ({ bodies: [serverNames(names), serverNames(names)] });
const listed: Form = ([name = "x", other = name]) => ({ bodies: [serverNames([name, other])] });
const cut: Form = (names) => ({ ...single(names), recordSize: 16 });
const broken: Form = (names) => ({ bodies: [serverNames(names).subarray(0, -1)] });

const forms = new Map<string, Form>([
  ...["", "plain", "normal", "name", "single", "present", "ok", "hostname", "host", "punycode", "a-label", "ascii"].map(
    (word) => [word, single] as const,
  ),
  ...["missing", "absent", "none", "no", "omitted"].map((word) => [word, absent] as const),
  ...["empty", "blank"].map((word) => [word, empty] as const),
  ...["duplicate", "duplicated", "twice", "double", "repeated"].map((word) => [word, twice] as const),
  ...["two", "two-names", "multiple", "list", "many"].map((word) => [word, listed] as const),
  ...["fragmented", "split", "records", "fragments", "split-records"].map((word) => [word, cut] as const),
  ...["broken", "malformed", "truncated", "garbage", "invalid", "bad"].map((word) => [word, broken] as const),
  ...["upper", "uppercase", "upper-case"].map((word) => [word, changed((name) => name.toUpperCase())] as const),
  ...["mixed", "mixed-case", "mixedcase"].map(
    (word) => [word, changed((name) => name.replace(/^./u, (char) => char.toUpperCase()))] as const,
  ),
  ...["dot", "trailing-dot", "rooted", "fqdn"].map(
    (word) => [word, changed((name) => `${name.replace(/\.$/u, "")}.`)] as const,
  ),
  ...["nul", "null", "embedded-nul"].map((word) => [word, changed((name) => `${name}\0.x`)] as const),
  ["wrong-type", (names) => ({ bodies: [serverNames(names, 1)] })],
]);

export interface Meant {
  /** The name that a client of the target would send. */
  readonly name: string | undefined;
  readonly authority: string;
}

/** Says that TLS starts, without the whole of its first message. */
const startOfTls = /^(?:tls|client-?hello|(?:hex:|0x)?16[\s:]?03(?:[\s:]?[0-9a-f]{2}){0,4})$/iu;
const isStartOfTls = (text: string): boolean =>
  startOfTls.test(text) || (text.length <= 6 && text.startsWith("\u0016"));

/** What the client sends first in a tunnel, or what is wrong with how it was described. */
export function firstBytesOf(line: CheckLine, meant: Meant): Buffer | string {
  const { shown } = line;
  const spelled = shownText(shown, "first-bytes");
  const isTls = spelled === undefined || isStartOfTls(spelled);
  if (!isTls) return plainBytes(bytesOf(spelled), shown, meant);
  const names = shown.get("sni") ?? (line.kind === "sni" || meant.name === undefined ? [] : [meant.name]);
  const word = shownText(shown, "sni-form")?.trim().toLowerCase() ?? "";
  const form = forms.get(word);
  if (form === undefined) return "`:sni-form` is none that is known";
  const size = shownCount(shown, "hello-size") ?? 0;
  if (Number.isNaN(size) || size > 4_000_000) return "`:hello-size` takes a number of bytes";
  const sent = names.filter((name) => name !== "" || shown.has("sni-form"));
  const { bodies = [], recordSize = cutRecords(shown) } = form(
    sent.length === 0 && word !== "" && meant.name !== undefined ? [meant.name] : sent,
  );
  return helloBytes({
    names: bodies,
    hidden: isShown(shown, "ech"),
    size,
    recordSize,
    protocols: (shown.get("alpn") ?? []).flatMap((list) => list.split(/[\s,]+/u)).filter((name) => name !== ""),
  });
}

/** `:split` cuts records where it says so, or else only what goes over the wire at once. */
function cutRecords(shown: Shown): number {
  return /record|fragment/iu.test(shownText(shown, "split") ?? "") ? 64 : 16_384;
}

/** Bytes as a text spells them: as they are, or in hexadecimal where that starts a TLS record. */
function bytesOf(text: string): Buffer {
  const hex = /^(?:hex:|0x)?((?:[0-9a-f]{2}[\s:]?)+)$/iu.exec(text)?.[1];
  const isHex = hex !== undefined && (/^(?:hex:|0x)/iu.test(text) || /^16\s?:?03/u.test(hex));
  return isHex ? Buffer.from(hex.replace(/[\s:]/gu, ""), "hex") : Buffer.from(text, "latin1");
}

/** The first line of a request is followed by the rest of one. */
function plainBytes(bytes: Buffer, shown: Shown, { authority }: Meant): Buffer {
  const text = bytes.toString("latin1");
  if (!/^[\r\n]*[A-Za-z_-]{1,32}[ \t][^\n]*HTTP\/1\.[01]/u.test(text) || /\r?\n\r?\n/u.test(text)) return bytes;
  const host = /^host[ \t]*:/imu.test(text) ? "" : `Host: ${shownText(shown, "inner-host") ?? authority}\r\n`;
  return Buffer.from(`${text.replace(/\r?\n?$/u, "")}\r\n${host}\r\n`, "latin1");
}
