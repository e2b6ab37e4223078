import { readFirstBytes } from "../first-bytes.ts";
import { defaultLimits } from "../settings.ts";
import { helloBytes } from "./hello-bytes.ts";
import { type CheckLine, isShown, type Shown, shownCount, shownText } from "./read-line.ts";
import { sniForm } from "./sni-forms.ts";

export interface Meant {
  /** The name that a client of the target would send. */
  readonly name: string | undefined;
  readonly authority: string;
}

/** Words for it. */
const tls = /^(?=.*(?:tls|ssl|hello))(?:tls|ssl)?[\d.v -]*(?:client[ _-]?hello)?$/iu;
/** A record's head, then a hello's: type, length and version. */
const longestHead = 11;

/** Says that TLS starts, in words or by the first bytes, without the whole of its first message. */
function isStartOfTls(text: string): boolean {
  if (tls.test(text.trim())) return true;
  const bytes = bytesOf(text);
  if (bytes[0] !== 0x16 || bytes.length > longestHead) return false;
  return readFirstBytes(bytes, defaultLimits.helloBytes).kind === "more";
}

/** What the client sends first in a tunnel, or what is wrong with how it was described. */
export function firstBytesOf(line: CheckLine, meant: Meant): Buffer | string {
  const { shown } = line;
  const spelled = shownText(shown, "first-bytes");
  if (spelled !== undefined && !isStartOfTls(spelled)) return plainBytes(bytesOf(spelled), shown, meant);
  const names = shown.get("sni") ?? (line.kind === "sni" || meant.name === undefined ? [] : [meant.name]);
  const word = shownText(shown, "sni-form") ?? "";
  const form = sniForm(word);
  if (form === undefined) return "`:sni-form` is none that is known";
  const size = shownCount(shown, "hello-size") ?? 0;
  if (Number.isNaN(size) || size > 4_000_000) return "`:hello-size` takes a number of bytes";
  const sent = names.filter((name) => name !== "" || shown.has("sni-form"));
  const shape = form(sent.length === 0 && word !== "" && meant.name !== undefined ? [meant.name] : sent);
  return helloBytes({
    recordSize: cutRecords(shown),
    ...shape,
    hidden: isShown(shown, "ech"),
    size,
    protocols: (shown.get("alpn") ?? []).flatMap((list) => list.split(/[\s,]+/u)).filter((name) => name !== ""),
  });
}

/** `:split` cuts records where it says so, or else only what goes over the wire at once. */
function cutRecords(shown: Shown): number {
  return /record|fragment/iu.test(shownText(shown, "split") ?? "") ? 64 : 16_384;
}

/** Bytes as a text spells them: as they are, or in hexadecimal where it can be that. */
function bytesOf(text: string): Buffer {
  const [, prefix, hex] = /^(hex:|0x)?((?:[0-9a-f]{2}[\s:]?)+)$/iu.exec(text) ?? [];
  const isHex = hex !== undefined && (prefix !== undefined || hex.length >= 4 || hex === "16");
  return isHex ? Buffer.from(hex.replace(/[\s:]/gu, ""), "hex") : Buffer.from(text, "latin1");
}

/** The first line of a request is followed by the rest of one. */
function plainBytes(bytes: Buffer, shown: Shown, { authority }: Meant): Buffer {
  const text = bytes.toString("latin1");
  if (!/^[\r\n]*[A-Za-z_-]{1,32}[ \t][^\n]*HTTP\/1\.[01]/u.test(text) || /\r?\n\r?\n/u.test(text)) return bytes;
  const host = /^host[ \t]*:/imu.test(text) ? "" : `Host: ${shownText(shown, "inner-host") ?? authority}\r\n`;
  return Buffer.from(`${text.replace(/\r?\n?$/u, "")}\r\n${host}\r\n`, "latin1");
}
