import { type Host, hostText, parseHostName, standardPorts } from "../policy/index.ts";

/** A host and a port, as `CONNECT`, a `Host` header and a profile write them. */
export interface Authority {
  readonly host: Host;
  readonly port: number;
}

export interface WebTarget extends Authority {
  readonly scheme: "http" | "https";
  /** In origin form, as it was written. */
  readonly path: string;
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

const fault = (text: string): { readonly ok: false; readonly fault: string } => ({ ok: false, fault: text });

/** Reads a port as a number without a sign, a blank or a leading zero. */
export function parsePort(text: string): number | undefined {
  const port = /^[1-9]\d{0,4}$/u.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** Reads `host:port`; without `standard` the port must be there. An IPv6 address stands in brackets. */
export function parseAuthority(text: string, standard?: number): Read<Authority> {
  const bracket = text.startsWith("[") ? text.indexOf("]") : -1;
  const colon = text.indexOf(":", bracket + 1);
  if (colon === -1 && standard === undefined) return fault("there is no port");
  const hostPart = colon === -1 ? text : text.slice(0, colon);
  const parsed = parseHostName(hostPart);
  if (!parsed.ok) return fault(parsed.fault);
  const port = colon === -1 ? standard : parsePort(text.slice(colon + 1));
  if (port === undefined) return fault("the port is not a number from 1 to 65535");
  return { ok: true, value: { host: parsed.host, port } };
}

const schemes = new Map<string, "http" | "https">([
  ["http", "http"],
  ["https", "https"],
  ["ws", "http"],
  ["wss", "https"],
]);

/** Reads a URL in absolute form. Nothing in it is repaired: no user names, fragments, backslashes or blanks. */
export function parseWebTarget(text: string): Read<WebTarget> {
  const [, spelled = "", authority = "", rest = ""] = /^([a-z]+):\/\/([^/?]*)(.*)$/isu.exec(text) ?? [];
  const scheme = schemes.get(spelled.toLowerCase());
  if (scheme === undefined) return fault("what is asked for is no http or https URL");
  if (authority.includes("@")) return fault("the URL holds a user name");
  // oxlint-disable-next-line no-control-regex -- control characters are what is being looked for
  if (/[\u0000-\u0020\u007f-\u009f\\#]/u.test(rest)) return fault("the URL holds a character that no path has");
  const read = parseAuthority(authority, standardPorts[scheme]);
  if (!read.ok) return read;
  return { ok: true, value: { ...read.value, scheme, path: rest.startsWith("/") ? rest : `/${rest}` } };
}

export function authorityText({ host, port }: Authority): string {
  return `${hostText(host)}:${port}`;
}
