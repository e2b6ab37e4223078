export interface Address {
  readonly host: string;
  readonly port?: number;
}

const url = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^/?#]*@)?(?<host>\[[^\]/]*\]|[^:/?#]*)(?::(?<port>\d*))?(?:[/?#]|$)/u;
const plain = /^(?:[^@/\s]*@)?(?<host>\[[^\]/]*\]|[^:/?#\s]+)(?::(?<rest>.*))?$/su;

const schemePorts: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["https", 443],
  ["ftp", 21],
  ["ssh", 22],
]);

/** Host and port of a URL, `host`, `host:port`, `user@host:path`; `undefined` when there is none to be found. */
export function parseHost(text: string): Address | undefined {
  if (text.includes("://")) return fromGroups(url.exec(text)?.groups, schemeOf(text));
  const slash = text.indexOf("/");
  const colon = text.indexOf(":");
  // `host/path` as curl takes it, but not `host:path/…`
  const found = plain.exec(slash !== -1 && (colon === -1 || slash < colon) ? text.slice(0, slash) : text)?.groups;
  if (found === undefined) return undefined;
  const rest = found["rest"] ?? "";
  const port = /^\d+(?=\/|\?|#|$)/u.exec(rest)?.[0];
  return fromGroups({ host: found["host"] ?? "", ...(port === undefined ? {} : { port }) }, undefined);
}

function schemeOf(text: string): number | undefined {
  return schemePorts.get(text.slice(0, text.indexOf("://")).toLowerCase());
}

function fromGroups(
  groups: { readonly [key: string]: string | undefined } | undefined,
  usual: number | undefined,
): Address | undefined {
  const host = groups?.["host"]?.replace(/^\[|\]$/gu, "");
  if (host === undefined || host === "") return undefined;
  const spelled = groups?.["port"];
  const port = spelled === undefined || spelled === "" ? usual : Number(spelled);
  return port === undefined ? { host } : { host, port };
}
