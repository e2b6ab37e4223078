import { en } from "zod/locales";
import * as z from "zod/mini";
import { ConfigError, printable } from "../../base/index.ts";
import type { EgressTools, KnownClient } from "../egress-tools.ts";

/** A client as its file has it. */
export type ClientEntry = Omit<KnownClient, "policy"> & { readonly profile: string | undefined };

const word = z.string().check(z.regex(/^\S+$/u, "one word without blanks"));

const document = z.strictObject({
  clients: z.array(
    z.strictObject({
      name: word.check(z.regex(/^[^:]+$/u, "a name without a colon")),
      secret: z.optional(word),
      from: z.optional(z.array(z.string()).check(z.minLength(1, "leave it out, or name an address"))),
      profile: z.optional(z.string().check(z.minLength(1))),
    }),
  ),
});

/** Reads `{"clients": [{"name", "secret", "from", "profile"}]}`. Throws a `ConfigError` that names the file and the entry. */
export function parseClients(
  text: string,
  path: string,
  { parseRange }: Pick<EgressTools, "parseRange">,
): readonly ClientEntry[] {
  const fail = (where: string, what: string): ConfigError =>
    new ConfigError("config/usage", `${printable(path)}${where}: ${printable(what)}`);
  const read = document.safeParse(parseJson(text, fail), { error: en().localeError });
  if (!read.success) {
    const [issue] = read.error.issues;
    throw fail(issue === undefined ? "" : `/${issue.path.join("/")}`, issue?.message ?? "it is not of its form");
  }
  const entries = read.data.clients.map(({ name, secret, from = [], profile }, at) => {
    if (secret === undefined && from.length === 0) throw fail(`/clients/${at}`, "a client needs a secret or addresses");
    const ranges = from.map((range) => {
      const parsed = parseRange(range);
      if (typeof parsed === "string") throw fail(`/clients/${at}/from`, `\`${range}\`: ${parsed}`);
      return parsed;
    });
    return { name, secret, from: ranges, profile };
  });
  const twice = firstTwice(entries);
  if (twice !== undefined) throw fail("/clients", twice);
  return entries;
}

function parseJson(text: string, fail: (where: string, what: string) => ConfigError): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail("", error instanceof Error ? error.message : String(error));
  }
}

/** Two clients that nothing would tell apart. */
function firstTwice(entries: readonly ClientEntry[]): string | undefined {
  const seen = new Set<string>();
  for (const { name, secret, from } of entries) {
    const open = secret === undefined ? from.map(({ address, bits }) => `the addresses ${address}/${bits}`) : [];
    for (const mark of [`the name ${name}`, ...open]) {
      if (seen.has(mark)) return `${mark} stand for two clients`;
      seen.add(mark);
    }
  }
  return undefined;
}
