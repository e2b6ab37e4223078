import { printable } from "../base/index.ts";
import { domainFault } from "./domain-entry.ts";
import type { Fault } from "./fault.ts";
import { parseHostName } from "./host-name.ts";
import { idleMatcherFault } from "./tool-matcher.ts";
import { parseUpstreamProxy } from "./upstream-proxy.ts";

type Judge = (text: string) => Fault | undefined;

const fault = (text: string, what: string, wanted: string): Fault => ({
  message: `\`${printable(text)}\` ${what}`,
  wanted,
});

export const extensionFault: Judge = (text) => {
  if (/^\.[^\s./\\*?]+(?:\.[^\s./\\*?]+)*$/u.test(text)) return undefined;
  const name = text.trim().replace(/^[*.]+/u, "");
  return fault(text, "is not a file extension", /^[^\s/\\*?]+$/u.test(name) ? `.${name}` : "an extension such as .ts");
};

export const filePatternFault: Judge = (text) => {
  if (text.trim() === "" || text.includes("\0")) return fault(text, "is not a file pattern", "a pattern such as *.pem");
  if (text.length > 1024) return { message: "the pattern is too long", wanted: "at most 1024 characters" };
  return text.startsWith("!") ? fault(text, "negates a pattern", printable(text.slice(1))) : undefined;
};

export const regexFault: Judge = (text) => {
  if (text.length > 1024) return { message: "the regular expression is too long", wanted: "at most 1024 characters" };
  // It is run in linear time over bytes, as the text that it searches may come from anybody.
  if (/\(\?(?:[=!]|<[=!])|\\[1-9]|\\k</u.test(text))
    return fault(text, "looks around or refers back", "a pattern without (?=…), (?!…), (?<=…), (?<!…), \\1 and \\k<…>");
  if (/[^\x20-\x7e]/u.test(text)) return fault(text, "holds other signs than ASCII", "a pattern in printable ASCII");
  try {
    const isEmpty = new RegExp(text).test("") || text.trim() === "";
    return isEmpty ? fault(text, "fits where nothing stands", "a pattern that stands for some text") : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fault(
      text,
      "is not a regular expression",
      "a JavaScript regular expression, without slashes or inline flags",
    );
  }
};

/** Of a matcher: it is run over names of tools only, which are short. */
export const matcherFault: Judge = (text) => {
  if (text === "" || text === "*") return undefined;
  if (text.trim() === "" || text.includes("\0")) return fault(text, "fits no tool", "a tool, or * for all");
  if (text.length > 1024) return { message: "the matcher is too long", wanted: "at most 1024 characters" };
  const idle = idleMatcherFault(text);
  if (idle !== undefined) return idle;
  try {
    new RegExp(text, "u");
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fault(text, "is not a regular expression", "a tool, several as Edit|Write, mcp__git__.*, or *");
  }
};

export const proxyFault: Judge = (text) => {
  if (parseUpstreamProxy(text) !== undefined) return undefined;
  // What may be a password is not repeated.
  const shown = text.replace(/^.*@/su, "…@");
  return fault(shown, "is not the URL of an HTTP proxy", "a URL such as http://proxy.example.com:8080");
};

/** `no_proxy` lists follow other customs than host lists: `.example.com` and networks are usual in them. */
export const noProxyFault: Judge = (text) => {
  if (text.includes("/")) return networkFault(text);
  return domainFault(text.startsWith(".") ? text.slice(1) : text);
};

function networkFault(text: string): Fault | undefined {
  const [address = "", bits = ""] = text.split(/\/(.*)/su);
  const parsed = parseHostName(address);
  const most = address.includes(":") ? 128 : 32;
  const isNetwork = parsed.ok && parsed.host.kind === "address" && parsed.host.exact;
  if (isNetwork && /^\d{1,3}$/u.test(bits) && Number(bits) <= most) return undefined;
  return fault(text, "is not a network", "a network such as 10.0.0.0/8");
}

export const timeFault: Judge = (text) =>
  /^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/u.test(text)
    ? undefined
    : fault(text, "is not a time of day", "HH:MM, from 00:00 to 24:00");

export const timeZoneFault: Judge = (text) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fault(text, "is not a known time zone", "a name such as UTC or Europe/Berlin");
  }
};

export const variableNameFault: Judge = (text) =>
  /^[A-Za-z_][A-Za-z0-9_]*\*?$/u.test(text)
    ? undefined
    : fault(text, "is not the name of a variable", "a name such as CI, or LC_*");

export const assignmentFault: Judge = (text) => {
  if (text.includes("\0")) return fault(text, "holds NUL", "a text without NUL");
  const name = text.split("=", 1)[0] ?? "";
  const isName = variableNameFault(name) === undefined && !name.endsWith("*");
  return isName ? undefined : fault(text, "is not one variable", "a name such as CI, or CI=1");
};

export const roleFault: Judge = (text) =>
  /^[A-Za-z][A-Za-z0-9_-]{0,63}$/u.test(text)
    ? undefined
    : fault(text, "is not the name of a role", "letters, digits, - and _");

export const keyHashFault: Judge = (text) =>
  /^[0-9a-f]{64}$/u.test(text)
    ? undefined
    : // What may be a key is not repeated.
      { message: "it is not the SHA-256 of a key", wanted: "what `printf %s KEY | sha256sum` prints" };

export const contextNameFault: Judge = (text) =>
  /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/u.test(text)
    ? undefined
    : fault(text, "is not a name", "a name such as ENVIRONMENT");

export const contextPatternFault: Judge = (text) => {
  if (text.length > 1024 || text.includes("\0")) return { message: "the value is too long", wanted: "a short text" };
  return text.split("|").includes("")
    ? fault(text, "has an empty alternative", "a value such as production")
    : undefined;
};

export const wordlessFault: Judge = (text) => {
  if (text.trim() === "") return { message: "the text is empty", wanted: "a text that says something" };
  return text.includes("\0") ? fault(text, "holds NUL", "a text without NUL") : undefined;
};

/** The value of a header. */
export const userAgentFault: Judge = (text) =>
  text.trim() === text && /^[\x20-\x7e]{1,1024}$/u.test(text)
    ? undefined
    : fault(text, "can't stand in a header", "a name in printable ASCII, such as my-agent/1.0");

export const optionFault: Judge = (text) =>
  /^-[A-Za-z0-9]$|^--?[A-Za-z0-9][\w.-]*$/u.test(text)
    ? undefined
    : fault(text, "is not an option", "an option such as --force or -f, without a value");

export const agentFault: Judge = (text) =>
  /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/u.test(text)
    ? undefined
    : fault(text, "is not the name of an agent", "letters, digits, -, _, . and :");

export const placeholderFault: Judge = (text) =>
  /^[A-Za-z0-9._~-]{8,256}$/u.test(text)
    ? undefined
    : fault(text, "can't stand for a secret in a header", "8 to 256 letters, digits and ._~-");

/** Headers that say where a request ends or what it is about can't carry a secret. */
const framing = /^(?:host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|keep-alive)$/u;

export const headerFault: Judge = (text) => {
  if (framing.test(text.toLowerCase())) return fault(text, "carries no secret", "a header such as authorization");
  if (/^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/u.test(text)) return undefined;
  const lower = text.trim().toLowerCase();
  return fault(text, "is not the name of a header", /^[a-z0-9-]+$/u.test(lower) ? lower : "a name such as x-api-key");
};
