import { hasRequestRules, hostText } from "../policy/index.ts";
import type { FirstBytes } from "./first-bytes.ts";
import { refusal } from "./refusal.ts";
import type { EgressPolicy, Refusal } from "./settings.ts";
import { type Authority, authorityText } from "./target.ts";

/** Where the profile has rules for single requests, nothing goes to the host that can't be read as requests. */
export function refusedUnread(first: FirstBytes, to: Authority, { requests }: EgressPolicy): Refusal | undefined {
  if (first.kind === "http" || !hasRequestRules(requests, { host: hostText(to.host), port: to.port })) return undefined;
  const detail = first.kind === "hello" ? "its TLS is not opened here" : "this is no HTTP";
  return refusal("net/request-not-allowed", { subject: authorityText(to), detail });
}
