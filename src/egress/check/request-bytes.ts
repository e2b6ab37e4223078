import { hostText, parseHostName, standardPorts } from "../../policy/index.ts";
import { refusal } from "../refusal.ts";
import type { Refusal } from "../settings.ts";
import { authorityText, parseAuthority, parseWebTarget } from "../target.ts";
import { addressBytes } from "./address-bytes.ts";
import type { Meant } from "./first-bytes-of.ts";
import type { CheckLine } from "./read-line.ts";

/** What a client sends to the proxy, and whom it means. */
export interface Sent {
  readonly bytes: Buffer;
  readonly opens: "tunnel" | "answer";
  readonly meant: Meant;
}

const bad = (line: CheckLine, detail: string): Refusal => refusal("net/bad-target", { subject: line.target, detail });

const isAscii = (text: string): boolean => /^[\x21-\x7e]*$/u.test(text);

// oxlint-disable-next-line no-control-regex -- what can't stand in one line of a message
const unsendable = /[\u0000-\u0008\u000a-\u001f\u007f]/u;

/** The message with the line's fields; a client says itself what host it means unless the line does. */
function message(start: string, authority: string, { fields }: CheckLine): Buffer | undefined {
  if (fields.some(([name, value]) => unsendable.test(name) || unsendable.test(value ?? ""))) return undefined;
  const own = fields.some(([name]) => name.toLowerCase() === "host") ? [] : [["Host", authority] as const];
  const lines = [...own, ...fields].flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
  return Buffer.from(`${start}\r\n${lines.join("")}\r\n`, "utf8");
}

/** `host:port`. International names are sent in ASCII, as clients do. */
export function connectBytes(line: CheckLine): Sent | Refusal {
  const read = parseAuthority(line.target);
  if (!isAscii(line.target) && !read.ok) return bad(line, read.fault);
  const spelled = read.ok && !isAscii(line.target) ? authorityText(read.value) : line.target;
  const name = read.ok && read.value.host.kind === "name" ? read.value.host.name : undefined;
  const bytes = message(`CONNECT ${spelled} HTTP/1.1`, spelled, line);
  if (bytes === undefined)
    return refusal("net/bad-request", { subject: line.target, detail: "a field holds a line break" });
  return { bytes, opens: "tunnel", meant: { name, authority: spelled } };
}

/** An optional method and a URL. */
export function httpBytes(line: CheckLine): Sent | Refusal {
  const [, method = "GET", url = ""] = /^(?:([^\s:/]+) )?(\S+)$/u.exec(line.target) ?? [];
  if (url === "") return bad(line, "there is no URL");
  const read = parseWebTarget(url);
  if (!isAscii(url) && !read.ok) return bad(line, read.fault);
  const authority = read.ok
    ? hostText(read.value.host) + (read.value.port === standardPorts[read.value.scheme] ? "" : `:${read.value.port}`)
    : (/^[a-z]+:\/\/([^/?#]*)/iu.exec(url)?.[1] ?? "").replace(/^.*@/u, "");
  const spelled =
    read.ok && !isAscii(url) ? `${read.value.scheme}://${authorityText(read.value)}${encodeURI(read.value.path)}` : url;
  const head = message(`${method} ${spelled} HTTP/1.1`, authority, line);
  if (head === undefined)
    return refusal("net/bad-request", { subject: line.target, detail: "a field holds a line break" });
  return { bytes: Buffer.concat([head, bodyBytes(line)]), opens: "answer", meant: { name: undefined, authority } };
}

/** A body as long as the first length says. */
function bodyBytes({ fields }: CheckLine): Buffer {
  const length = fields.find(([name]) => name.toLowerCase() === "content-length")?.[1]?.trim() ?? "";
  if (fields.some(([name]) => name.toLowerCase() === "transfer-encoding")) return Buffer.from("0\r\n\r\n");
  return Buffer.alloc(/^\d{1,5}$/u.test(length) ? Number(length) : 0, "x");
}

const commands = new Map([
  ["bind", 2],
  ["udp-associate", 3],
  ["udp", 3],
]);

/** `domain:host:port`, `ipv4:…`, `ipv6:[…]:port`, or another command and any of these. */
export function socksBytes(line: CheckLine): Sent | Refusal {
  const [, word = "", after = ""] = /^([a-z0-9-]+):(.*)$/isu.exec(line.target) ?? [];
  const command = commands.get(word.toLowerCase());
  const form = command === undefined ? word.toLowerCase() : "domain";
  const [, host = "", portText = ""] = /^(.*):(\d{1,5})$/su.exec(after) ?? [];
  const port = Number(portText === "" ? Number.NaN : portText);
  const encoded = addressOf(form, host);
  const target = command === undefined ? encoded : Buffer.from([1, 0, 0, 0, 0]);
  if (target === undefined) return bad(line, "no SOCKS request can carry it");
  if (command === undefined && !(port <= 65_535)) return bad(line, "the port is not a number from 1 to 65535");
  const tail = Buffer.from([((port || 0) >> 8) & 0xff, (port || 0) & 0xff]);
  const greeting = Buffer.from([5, 1, 0]);
  const bytes = Buffer.concat([greeting, Buffer.from([5, command ?? 1, 0]), target, tail]);
  const parsed = parseHostName(host);
  const name = parsed.ok && parsed.host.kind === "name" ? parsed.host.name : undefined;
  return { bytes, opens: "tunnel", meant: { name, authority: after } };
}

function addressOf(form: string, host: string): Buffer | undefined {
  if (form === "domain") {
    const name = Buffer.from(host);
    return name.length === 0 || name.length > 255 ? undefined : Buffer.concat([Buffer.from([3, name.length]), name]);
  }
  const bytes = addressBytes(form === "ipv6" ? host.replace(/^\[(.*)\]$/su, "$1") : host, form);
  return bytes === undefined ? undefined : Buffer.concat([Buffer.from([form === "ipv6" ? 4 : 1]), bytes]);
}
