import type { Decision } from "../../base/index.ts";
import { type CompiledPolicy } from "../../policy/index.ts";
import { egressPolicyOf } from "../egress-policy.ts";
import { judgeTarget } from "../judge-target.ts";
import { refusal } from "../refusal.ts";
import { refusedRequest } from "../refused-request.ts";
import { createResolver } from "../resolver.ts";
import type { Refusal } from "../settings.ts";
import { type Authority, authorityText, parseAuthority, parseWebTarget, type WebTarget } from "../target.ts";

interface Asking {
  readonly policy: CompiledPolicy;
  readonly ownAddresses: () => readonly string[];
}

/**
 * Whether a URL, with a method before it or to be read, or `host:port` may be reached: by its name, by the addresses that the name
 * has now, and by the rules for single requests.
 */
export async function checkUrl(text: string, { policy, ownAddresses }: Asking): Promise<Decision> {
  const [, method = "GET", place = ""] = /^(?:([A-Z]+) )?(.*)$/su.exec(text) ?? [];
  const target = readTarget(place);
  if ("code" in target) return decided(target);
  const asked = egressPolicyOf(policy);
  const judged = await judgeTarget(target, asked, { resolve: createResolver(), ownAddresses });
  if (!judged.ok) return decided(judged.refusal);
  const ruled = "path" in target ? refusedRequest({ ...target, method, fields: new Map() }, asked) : undefined;
  if (ruled !== undefined) return decided(ruled);
  const { code, rule, addresses, way } = judged.to;
  const subject = authorityText(target);
  const at = addresses.length === 0 ? "" : `, at ${addresses.join(", ")}`;
  const through = way === undefined ? "" : `, through ${way.proxy.text}`;
  const message = `allowed: ${subject}: by ${rule?.text ?? "the profile"}${at}${through}`;
  return {
    effect: "allow",
    reasons: [{ code, effect: "allow", subject, message, ...(rule === undefined ? {} : { rule }) }],
  };
}

function readTarget(text: string): WebTarget | Authority | Refusal {
  const read = text.includes("://") ? parseWebTarget(text) : parseAuthority(text, 443);
  return read.ok ? read.value : refusal("net/bad-target", { subject: text, detail: read.fault });
}

function decided({ effect, code, rule, subject, message }: Refusal): Decision {
  return { effect, reasons: [{ code, effect, subject, message, ...(rule === undefined ? {} : { rule }) }] };
}
