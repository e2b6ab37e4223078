import type { DomainEntry, EffectiveProfile } from "./effective-profile.ts";
import { hostOfRule } from "./rule-hosts.ts";
import { everyGroup, groupNames, type Manager, managers } from "./package-managers.ts";

/** What a machine's package managers read: files by their path, and variables. */
export interface ManagerSettings {
  /** The text of each file that matches, none where there is none. `~` is the home folder; a final `*` stands for the files in a folder. */
  readonly files: (path: string) => readonly string[];
  readonly env: (name: string) => string | undefined;
}

/** The hosts that a group stands for on this machine; nothing where there is no such group. */
export function groupHosts(name: string, settings: ManagerSettings): readonly string[] | undefined {
  if (name === everyGroup) return [...new Set([...managers.values()].flatMap((manager) => hostsOf(manager, settings)))];
  const manager = managers.get(name);
  return manager === undefined ? undefined : [...new Set(hostsOf(manager, settings))];
}

/** The hosts of every group. */
export function everyGroupHosts(settings: ManagerSettings): ReadonlyMap<string, readonly string[]> {
  return new Map(groupNames.map((name) => [name, groupHosts(name, settings) ?? []]));
}

function hostsOf(
  { files, fileVariables, variables, setting, usual }: Manager,
  { files: read, env }: ManagerSettings,
): readonly string[] {
  const named = fileVariables.flatMap((name) => env(name) ?? []).filter((path) => path.startsWith("/"));
  // A comment of XML spans lines; what it holds is no setting.
  const texts = [...files, ...named].flatMap(read).map((text) => text.replaceAll(/<!--.*?-->/gsu, ""));
  const given = variables.flatMap((name) => env(name) ?? []);
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => setting.test(line));
  const standing = usual.filter(
    ({ replacedBy, replacingVariables }) =>
      !texts.some((text) => replacedBy.test(text)) &&
      !replacingVariables.some((name) => /^(?:https?:|off$|[\w.-]+\+)/u.test(env(name) ?? "")),
  );
  return [...[...given, ...lines].flatMap(hostsIn), ...standing.flatMap(({ hosts }) => hosts)];
}

/** The hosts of the URLs in a line, with their ports where they state one. User names are left out. */
function hostsIn(line: string): readonly string[] {
  return [...line.matchAll(/https?:\/\/[^\s"'<>,|]+/gu)].flatMap(([text]) => {
    const url = URL.parse(text);
    return url === null || url.host === "" ? [] : [url.host.replace(/\.(?=:|$)/u, "")];
  });
}

type Hosts = (group: string) => readonly string[];

interface GroupHosts {
  /** What a group stands for where it allows. */
  readonly granting: Hosts;
  /** What it stands for where it refuses or asks. */
  readonly refusing: Hosts;
}

const isGroup = (host: string | undefined): host is string => host?.startsWith("@") === true;

/** True when some entry or rule of the profile is about a group of hosts. */
export function namesGroup({ network, rules }: EffectiveProfile): boolean {
  return (
    [...network.allowed, ...network.blocked].some(({ text }) => isGroup(text)) || rules.map(hostOfRule).some(isGroup)
  );
}

/** The profile with hosts in place of groups; each entry still says which line of which profile it came from. */
export function expandGroups(profile: EffectiveProfile, { granting, refusing }: GroupHosts): EffectiveProfile {
  const { network, rules } = profile;
  return {
    ...profile,
    network: {
      ...network,
      allowed: expanded(network.allowed, granting),
      blocked: expanded(network.blocked, refusing),
    },
    rules: rules.flatMap((rule) => {
      const host = hostOfRule(rule);
      if (!isGroup(host)) return [rule];
      const hosts = (rule.effect === "allow" ? granting : refusing)(host);
      return hosts.map((each) => ({ ...rule, text: `WebFetch(domain:${each})` }));
    }),
  };
}

function expanded(entries: readonly DomainEntry[], hosts: Hosts): readonly DomainEntry[] {
  return entries.flatMap((entry) =>
    isGroup(entry.text) ? hosts(entry.text).map((text) => ({ ...entry, text })) : [entry],
  );
}
