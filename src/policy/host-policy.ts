import {
  type Action,
  type Decision,
  printable,
  type ReasonCode,
  type RuleRef,
  type RuleSource,
} from "../base/index.ts";
import type { CompiledPolicy, DomainIndex } from "./compiled-policy.ts";
import { domainFault } from "./domain-entry.ts";
import { type DomainReach, findDomain, indexDomains, normalHost } from "./domain-index.ts";
import { type Host, parseHostName } from "./host-name.ts";

type Hosts = DomainIndex<RuleRef>;

/** What a policy says about hosts, as the network's filter asks it. */
export interface HostPolicy {
  readonly blocked: readonly { readonly code: ReasonCode; readonly hosts: Hosts }[];
  readonly asked: Hosts;
  readonly allowed: readonly { readonly code: ReasonCode; readonly hosts: Hosts }[];
  readonly requireHttps: boolean;
}

/** What was said about a host, and the entry that said it. */
export interface HostRuling {
  readonly effect: "allow" | "ask" | "deny";
  readonly code: ReasonCode;
  readonly rule?: RuleRef;
}

export function hostPolicyOf({ profile, hosts, deny, ask, allowedHosts }: CompiledPolicy): HostPolicy {
  return {
    blocked: [
      { code: "net/denied", hosts: hosts.blocked },
      { code: "rule/denied", hosts: deny.domains },
    ],
    asked: ask.domains,
    allowed: [
      { code: "net/allowed", hosts: hosts.allowed },
      { code: "rule/allowed", hosts: allowedHosts },
    ],
    requireHttps: profile.network.requireHttps,
  };
}

const anyPublic = { text: "WebFetch", source: { file: "tool", pointer: "/WebFetch" } };

/**
 * What holds for the hosts of a fetch that the tool's own rules have allowed by name: any public one may be reached. What is
 * blocked stays so, and an address or a name of the local network must still be listed.
 */
export function fetchHostPolicyOf(policy: CompiledPolicy): HostPolicy {
  const hosts = hostPolicyOf(policy);
  const allowed = [...hosts.allowed, { code: "rule/allowed", hosts: indexDomains([["*", anyPublic]]) } as const];
  return { ...hosts, allowed };
}

/** Two bare lists as a policy, or what is wrong with an entry. Names may be written as people do: they are compared in normal form. */
export function hostPolicyFrom(lists: {
  readonly allowed: readonly string[];
  readonly blocked: readonly string[];
  readonly requireHttps: boolean;
  readonly groups: ReadonlyMap<string, readonly string[]>;
}): HostPolicy | string {
  const index = (list: readonly string[], name: string): Hosts | string => {
    const entries: (readonly [string, RuleRef])[] = [];
    for (const [at, text] of list.entries()) {
      const source: RuleSource = { file: "line", pointer: `/${name}/${at}` };
      const hosts = text.startsWith("@") ? lists.groups.get(text) : [normalEntry(text)];
      if (hosts === undefined) return `\`${printable(text)}\` is not a known group`;
      const fault = hosts.map(domainFault).find((found) => found !== undefined);
      if (fault !== undefined) return `${fault.message}; wanted ${fault.wanted}`;
      entries.push(...hosts.map((host) => [host, { text, source }] as const));
    }
    return indexDomains(entries);
  };
  const allowed = index(lists.allowed, "allowed_domains");
  const blocked = index(lists.blocked, "blocked_domains");
  if (typeof allowed === "string") return allowed;
  if (typeof blocked === "string") return blocked;
  return {
    blocked: [{ code: "net/denied", hosts: blocked }],
    asked: indexDomains([]),
    allowed: [{ code: "net/allowed", hosts: allowed }],
    requireHttps: lists.requireHttps,
  };
}

/** An entry with its name in normal form; other spellings of an address stay what they are, and are a fault. */
function normalEntry(text: string): string {
  const [, stars = "", name = "", port = ""] = /^(\*{1,2}\.)?([^:*[\]]+)(:\d+)?$/u.exec(text) ?? [];
  const parsed = parseHostName(name);
  return parsed.ok && parsed.host.kind === "name" ? `${stars}${parsed.host.name}${port}` : text;
}

/** Names that no public server has: a star for any public host does not stand for them. RFC 6761, RFC 6762, RFC 8375. */
const local = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|private|corp|home|home\.arpa)$/u;

function isPublicName(name: string): boolean {
  return name.includes(".") && !local.test(name);
}

function find(hosts: Hosts, host: Host, { port, reach }: { readonly port: number; readonly reach: DomainReach }) {
  const forms = host.kind === "name" ? [host.name] : reach === "grant" ? host.listed : host.forms;
  // A star that allows stands for public hosts.
  const starred = reach === "refusal" || (host.kind === "name" && isPublicName(host.name));
  const index = starred ? hosts : { ...hosts, any: [] };
  for (const form of forms) {
    const found = findDomain(index, { host: form, port }, reach);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What speaks against a host or an address; nothing when only an entry that allows is missing. */
export function refusedByList(policy: HostPolicy, host: Host, port: number): HostRuling | undefined {
  for (const { code, hosts } of policy.blocked) {
    const rule = find(hosts, host, { port, reach: "refusal" });
    if (rule !== undefined) return { effect: "deny", code, rule };
  }
  const asked = find(policy.asked, host, { port, reach: "refusal" });
  return asked === undefined ? undefined : { effect: "ask", code: "rule/asked", rule: asked };
}

/** The entry that lists a host, or an address literally. */
export function allowedByList(policy: HostPolicy, host: Host, port: number): HostRuling | undefined {
  for (const { code, hosts } of policy.allowed) {
    const rule = find(hosts, host, { port, reach: "grant" });
    if (rule !== undefined) return { effect: "allow", code, rule };
  }
  return undefined;
}

/** True when an entry that allows names the host or its domain: more than a bare star, which stands for any. */
export function namesHost(policy: HostPolicy, host: Host, port: number): boolean {
  return policy.allowed.some(({ hosts }) => find({ ...hosts, any: [] }, host, { port, reach: "grant" }) !== undefined);
}

/** True when some port of a host is allowed, whichever. */
export function isListedElsewhere({ allowed }: HostPolicy, host: Host): boolean {
  const forms = host.kind === "name" ? [host.name] : host.forms;
  return allowed.some(({ hosts }) =>
    forms.some(
      (form) => hosts.exact.has(form) && findDomain(hosts, { host: form, port: undefined }, "refusal") !== undefined,
    ),
  );
}

/** The verdict on a host by its name alone: blocked beats allowed, and what nobody lists is refused. */
export function judgeHost(policy: HostPolicy, host: Host, port: number): HostRuling {
  const refused = refusedByList(policy, host, port);
  if (refused !== undefined) return refused;
  const allowed = allowedByList(policy, host, port);
  if (allowed !== undefined) return allowed;
  return { effect: "deny", code: host.kind === "name" ? "net/host-not-allowed" : "net/address-not-listed" };
}

/** Whether a host stands in a list whose stars reach names of any depth. */
export function isListed(entries: readonly string[]): (host: Host, port: number) => boolean {
  const index = indexDomains(entries.map((text) => [text, text] as const));
  return (host, port) => {
    const forms = host.kind === "name" ? [host.name] : host.forms;
    return forms.some((form) => findDomain(index, { host: form, port }, "refusal") !== undefined);
  };
}

const usualPorts: ReadonlySet<number | undefined> = new Set([undefined, 80, 443]);

/** The hosts that stand in a command's text and that no entry allows, as entries of `allowed_domains`. What an entry keeps out is not among them. */
export function hostsLacking({
  actions,
  decision,
}: {
  readonly actions: readonly Action[];
  readonly decision: Decision;
}): readonly string[] {
  const refused = decision.reasons.filter(({ code }) => code === "net/host-not-allowed");
  const texts = new Set(refused.map(({ subject }) => subject));
  const entries = actions.flatMap((action) => {
    if (action.kind !== "connect" || action.host === undefined || !texts.has(action.text)) return [];
    const host = normalHost(action.host);
    return [usualPorts.has(action.port) ? host : `${host}:${action.port}`];
  });
  return [...new Set(entries)].filter((entry) => domainFault(entry) === undefined);
}
