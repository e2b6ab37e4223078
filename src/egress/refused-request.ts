import { hostText, judgeRequest, type RequestPolicy } from "../policy/index.ts";
import type { Fields } from "./headers.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./settings.ts";
import type { WebTarget } from "./target.ts";

/** Fields by which frameworks let a request ask to be taken for another method. */
const overriding = ["x-http-method-override", "x-http-method", "x-method-override"] as const;

/** Fields by which some servers let a request ask for another path. */
const rerouting = ["x-original-url", "x-rewrite-url", "x-original-uri"] as const;

interface Asked extends WebTarget {
  readonly method: string;
  readonly fields: Fields;
}

/** What speaks against a request to a host that is allowed: the profile's rules for methods and paths. */
export function refusedRequest(asked: Asked, { requests }: { readonly requests: RequestPolicy }): Refusal | undefined {
  const { host, port, path, method, fields } = asked;
  const overrides = valuesOf(fields, overriding).map((name) => name.trim().toUpperCase());
  for (const target of [path, ...valuesOf(fields, rerouting)]) {
    const verdict = judgeRequest({ host: hostText(host), port, method, target, overrides }, requests);
    if (verdict?.effect !== "deny") continue;
    const asking = [...overrides, ...(target === path ? [] : [target])];
    const detail = asking.length === 0 ? {} : { detail: `its fields ask for ${asking.join(", ")}` };
    return refusal(verdict.code, { subject: verdict.subject, rule: verdict.rule, ...detail });
  }
  return undefined;
}

/** By names as servers may read them: some take an underline for a hyphen (RFC 3875 4.1.18). */
function valuesOf(fields: Fields, names: readonly string[]): readonly string[] {
  return [...fields].flatMap(([name, values]) => (names.includes(name.replaceAll("_", "-")) ? values : []));
}
