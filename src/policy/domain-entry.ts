import { printable } from "../base/index.ts";
import type { Fault } from "./fault.ts";
import { groupNames } from "./package-managers.ts";

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/u;
const shape = "a host such as example.com, *.example.com, **.example.com, * or @group, with :port if wanted";

/** How the URL parser of the platform spells a host: lower case, punycode, canonical addresses. */
function canonicalHost(host: string): string | undefined {
  const parsed = URL.parse(`http://${host}/`);
  return parsed === null || parsed.username !== "" || parsed.port !== "" ? undefined : parsed.hostname;
}

interface Split {
  readonly stars: string;
  readonly host: string;
  readonly port: string | undefined;
}

function splitEntry(text: string): Split {
  const stars = /^\*{1,2}\./u.exec(text)?.[0] ?? "";
  const rest = text.slice(stars.length);
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/su.exec(rest);
  if (bracketed !== null) return { stars, host: bracketed[1] ?? "", port: bracketed[2] };
  // More than one colon without brackets is an IPv6 address, which leaves no room for a port.
  const colon = rest.indexOf(":");
  if (colon === -1 || colon !== rest.lastIndexOf(":")) return { stars, host: rest, port: undefined };
  return { stars, host: rest.slice(0, colon), port: rest.slice(colon + 1) };
}

function urlFault(text: string): Fault | undefined {
  const message = `\`${printable(text)}\` is not a host name`;
  if (text.trim() !== text || text === "") return { message, wanted: text.trim() === "" ? shape : text.trim() };
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//iu.exec(text);
  if (scheme !== null)
    return {
      message: `\`${printable(text)}\` is a URL where a host is required`,
      wanted: hostOf(text.slice(scheme[0].length)),
    };
  if (/[\\^$()|+[\]{}?]|\.\*/u.test(text.replace(/^(?:\*{1,2}\.)?\[[0-9a-f:.]+\](?=:|$)/iu, ""))) {
    return { message: `\`${printable(text)}\` looks like a regular expression`, wanted: shape };
  }
  if (text.includes("/")) return { message: `\`${printable(text)}\` holds a path`, wanted: hostOf(text) };
  return undefined;
}

function hostOf(text: string): string {
  const authority = text.split(/[/?#]/u, 1)[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  return splitFault(splitEntry(host), host) === undefined && host !== "" ? host : shape;
}

function starFault({ stars, host, port }: Split, text: string): Fault | undefined {
  if (!host.includes("*")) return undefined;
  if (host === "*" && stars === "") return undefined;
  const tail = port === undefined ? "" : `:${port}`;
  const message = `\`${printable(text)}\` has a star that is not a whole first label`;
  if (/^\*+$/u.test(host)) return { message, wanted: stars === "" ? `*${tail}` : shape };
  const suffix = host.slice(host.lastIndexOf("*") + 1).replace(/^[^.]*\.?/u, "");
  return { message, wanted: suffix === "" ? shape : `${host.startsWith("**") ? "**" : "*"}.${suffix}${tail}` };
}

function nameFault(host: string, stars: string, tail: string, text: string): Fault | undefined {
  const message = `\`${printable(text)}\` is not spelled in its normal form`;
  const bare = host.replace(/\.$/u, "");
  const canonical = canonicalHost(bare.includes(":") && !bare.startsWith("[") ? `[${bare}]` : bare);
  if (canonical === undefined) return { message: `\`${printable(text)}\` is not a host name`, wanted: shape };
  const plain = bare.includes(":") && !host.startsWith("[") ? canonical.slice(1, -1) : canonical;
  if (plain !== host) return { message, wanted: `${stars}${plain}${tail}` };
  const isAddress = host.includes(":") || /^[0-9.]+$/u.test(host);
  if (isAddress)
    return stars === ""
      ? undefined
      : { message: `\`${printable(text)}\` puts a star before an address`, wanted: `${plain}${tail}` };
  const wellFormed = host.length <= 253 && host.split(".").every((part) => label.test(part));
  return wellFormed ? undefined : { message: `\`${printable(text)}\` is not a host name`, wanted: shape };
}

function splitFault(split: Split, text: string): Fault | undefined {
  const { stars, host, port } = split;
  if (port !== undefined && !(/^[1-9][0-9]{0,4}$/u.test(port) && Number(port) <= 65_535)) {
    return { message: `\`${printable(text)}\` has no valid port`, wanted: "a port from 1 to 65535" };
  }
  if (host.includes("*")) return starFault(split, text);
  return nameFault(host, stars, port === undefined ? "" : `:${port}`, text);
}

/** What is wrong with an entry of a host list; nothing when it is in the one accepted spelling. */
export function domainFault(text: string): Fault | undefined {
  if (text.length > 300) return { message: "the entry is longer than any host name", wanted: shape };
  if (text.startsWith("@")) {
    if (groupNames.includes(text)) return undefined;
    return { message: `\`${printable(text)}\` is not a group of hosts`, wanted: groupNames.join(", ") };
  }
  return urlFault(text) ?? splitFault(splitEntry(text), text);
}

/** The same for lists in which no groups can stand. */
export function hostFault(text: string): Fault | undefined {
  if (!text.startsWith("@")) return domainFault(text);
  return { message: `\`${printable(text)}\` is a group, which has no place in this list`, wanted: shape };
}

/** True when everything that `inner` names is named by `outer` too. */
export function coversDomain(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const wide = splitEntry(outer);
  const narrow = splitEntry(inner);
  if (wide.port !== undefined && wide.port !== narrow.port) return false;
  if (wide.host === "*") return !inner.startsWith("@");
  if (wide.stars === "") return narrow.stars === "" && wide.host === narrow.host;
  if (wide.stars === "*." && narrow.stars === "**.") return false;
  if (narrow.stars !== "" && narrow.host === wide.host) return true;
  const suffix = `.${wide.host}`;
  if (!narrow.host.endsWith(suffix)) return false;
  if (wide.stars === "**.") return true;
  return narrow.stars === "" && !narrow.host.slice(0, -suffix.length).includes(".");
}
