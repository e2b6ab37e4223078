import type { RuleRef } from "../base/index.ts";
import type { CompiledPolicy, DomainIndex } from "./compiled-policy.ts";
import { findDomain, type HostTarget, indexDomains } from "./domain-index.ts";
import type { RequestEntry } from "./effective-profile.ts";
import { pathReadings } from "./path-readings.ts";
import { matchesParts, parseRequestRule, type RequestPattern } from "./request-rule.ts";
import type { Verdict } from "./verdict.ts";

interface RequestRule extends RequestPattern {
  readonly ref: RuleRef;
}

/** The `allow` list of one layer, filed by host. */
type RequestRules = readonly DomainIndex<readonly RequestRule[]>[];

/** One layer's lists after the other: a request must satisfy each of them. */
export type CompiledRequests = readonly RequestRules[];

/** A request as it stands on the wire, to a host that has been judged already. */
export interface WebRequest extends HostTarget {
  readonly method: string;
  /** In origin form: a path and maybe a query. */
  readonly target: string;
  /** Other methods that headers ask the server to take it for. */
  readonly overrides?: readonly string[];
}

export function compileRequests(layers: readonly (readonly RequestEntry[])[]): CompiledRequests {
  return layers.map((entries) => {
    const rules = entries.map((entry) => ({ ...parseRequestRule(entry.text), ref: entry }));
    return [...Map.groupBy(rules, ({ host }) => host)].map(([host, named]) => indexDomains([[host, named]]));
  });
}

/** The rules of one layer that speak of the host. A star speaks of names of any depth and of addresses too. */
function speaking(layer: RequestRules, target: HostTarget): readonly RequestRule[] {
  return layer.flatMap((index) => findDomain(index, target, "refusal") ?? []);
}

/** True when some requests to the host are allowed and others are not. */
export function hasRequestRules({ requests }: Pick<CompiledPolicy, "requests">, target: HostTarget): boolean {
  return requests.some((layer) => speaking(layer, target).length > 0);
}

/** Judges method and path where the profile has rules for the host; nothing where it has none. */
export function judgeRequest(request: WebRequest, { requests }: Pick<CompiledPolicy, "requests">): Verdict | undefined {
  const layers = requests.map((layer) => speaking(layer, request)).filter((rules) => rules.length > 0);
  if (layers.length === 0) return undefined;
  const subject = `${request.method} ${request.host}${request.target.split("?", 1)[0] ?? ""}`;
  const readings = pathReadings(request.target);
  if (readings === undefined) return { effect: "deny", code: "net/ambiguous-request", subject };
  const methods = [request.method, ...(request.overrides ?? [])];
  const found = layers.flatMap((rules) =>
    methods.flatMap((method) => readings.map((parts) => rules.find((rule) => covers(rule, method, parts)))),
  );
  if (found.includes(undefined)) return { effect: "deny", code: "net/request-not-allowed", subject };
  return { effect: "allow", code: "net/allowed", subject, rule: found[0]?.ref };
}

function covers({ methods, path }: RequestRule, method: string, parts: readonly string[]): boolean {
  return (methods === undefined || methods.has(method)) && matchesParts(path, parts);
}
