import type { ConnectAction, RuleRef } from "../base/index.ts";
import { findDomain, type HostTarget, normalHost } from "./domain-index.ts";
import { isRefusalOnly } from "./grant.ts";
import type { Judging } from "./judge-path.ts";
import { needOf } from "./need-of.ts";
import { isOwnLoopback } from "./own-loopback.ts";
import type { Scene } from "./scene.ts";
import type { Verdict } from "./verdict.ts";

/** Judges a host by name (semantics 23): what nobody lists is only reached by a program that a rule lets run. */
export function judgeConnect(action: ConnectAction, scene: Scene): readonly Verdict[] {
  const { policy } = scene;
  const told = { subject: action.text, at: action.at };
  const need = needOf(action, scene);
  if (action.host === undefined) return need === "grant" ? [{ effect: "open", code: "net/opaque-host", ...told }] : [];
  const target = { host: action.host, port: action.port };
  if (isOwnLoopback(action.host, policy.profile)) {
    const said = refusedByName(target, action.text, scene) ?? askedByName(target, action.text, scene);
    return [said === undefined ? { effect: "allow", code: "net/allowed", ...told } : { ...said, at: action.at }];
  }
  const refused = refusedHost(target, action.text, scene);
  if (refused?.effect === "deny") return [{ ...refused, at: action.at }];
  const asks: readonly Verdict[] = refused === undefined ? [] : [{ ...refused, at: action.at }];
  const listed = policy.profile.network.allowed.length > 0;
  if ((need === "no-refusal" && !listed) || isRefusalOnly(action)) return asks;
  const granted = grantedHost(target, scene);
  if (granted !== undefined) return [...asks, { effect: "allow", ...granted, ...told }];
  // Where hosts are listed the filter holds the list, so that no mode helps.
  const hard = listed ? "deny" : undefined;
  return [...asks, { effect: "open", code: "net/host-not-allowed", ...told, advice: normalHost(action.host), hard }];
}

/** What speaks against a host: the blocked domains, deny rules, then ask rules; and plain http where https is required. */
export function refusedHost(target: HostTarget, url: string, judging: Judging): Verdict | undefined {
  const refused = refusedByName(target, url, judging);
  if (refused !== undefined) return refused;
  if (judging.policy.profile.network.requireHttps && /^http:/iu.test(url))
    return { effect: "deny", code: "net/not-https", subject: url };
  return askedByName(target, url, judging);
}

function refusedByName(target: HostTarget, url: string, { policy }: Judging): Verdict | undefined {
  const blocked = findDomain(policy.hosts.blocked, target, "refusal");
  if (blocked !== undefined) return { effect: "deny", code: "net/denied", subject: url, rule: blocked };
  const denied = findDomain(policy.deny.domains, target, "refusal");
  return denied === undefined ? undefined : { effect: "deny", code: "rule/denied", subject: url, rule: denied };
}

function askedByName(target: HostTarget, url: string, { policy }: Judging): Verdict | undefined {
  const asked = findDomain(policy.ask.domains, target, "refusal");
  return asked === undefined ? undefined : { effect: "ask", code: "rule/asked", subject: url, rule: asked };
}

export function grantedHost(
  target: HostTarget,
  { policy }: Judging,
): { readonly code: "rule/allowed" | "net/allowed"; readonly rule: RuleRef } | undefined {
  const rule = findDomain(policy.allow.domains, target, "grant");
  if (rule !== undefined) return { code: "rule/allowed", rule };
  const listed = findDomain(policy.hosts.allowed, target, "grant");
  return listed === undefined ? undefined : { code: "net/allowed", rule: listed };
}
