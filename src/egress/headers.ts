/** Header fields as they came: name, value, name, value. */
export type RawHeaders = readonly string[];

/** Fields by name in lower case, with every value that each has. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export function fieldsOf(raw: RawHeaders): Fields {
  const fields = new Map<string, string[]>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [raw[at + 1] ?? ""]);
    else values.push(raw[at + 1] ?? "");
  }
  return fields;
}

/** What holds between two neighbours only (RFC 9110 7.6.1), and what is between client and proxy. */
const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authorization",
  "proxy-authenticate",
  "proxy-authentication-info",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
]);

/** The names that `Connection` lists, in lower case. */
export function connectionNames(fields: Fields): readonly string[] {
  const values = fields.get("connection");
  if (values === undefined) return [];
  const [value = ""] = values;
  if (values.length === 1 && !value.includes(",")) return [value.trim().toLowerCase()];
  return values.flatMap((value) => value.split(",")).map((name) => name.trim().toLowerCase());
}

/** The fields that go on to the other side, in their order. */
export function passedOn(raw: RawHeaders, fields: Fields, without: ReadonlySet<string> = new Set()): string[] {
  const named = new Set(connectionNames(fields));
  const kept: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    if (!hopByHop.has(name) && !named.has(name) && !without.has(name)) kept.push(raw[at] ?? "", raw[at + 1] ?? "");
  }
  return kept;
}

/** True for the one upgrade that is passed on. Others, h2c among them, are taken off. */
export function asksForWebSocket(fields: Fields): boolean {
  const upgrade = fields.get("upgrade");
  return (
    upgrade?.length === 1 &&
    upgrade[0]?.trim().toLowerCase() === "websocket" &&
    connectionNames(fields).includes("upgrade")
  );
}
