import {
  type HostPolicy,
  type HostRuling,
  hostText,
  isListedElsewhere,
  judgeHost,
  namesHost,
} from "../policy/index.ts";
import { judgeAddresses } from "./judge-addresses.ts";
import { refusal } from "./refusal.ts";
import { inTime } from "./resolver.ts";
import type { EgressPolicy, EgressSettings, Judged, Refusal } from "./settings.ts";
import { authorityText } from "./target.ts";
import { type Asked, chooseProxy, wayTo } from "./upstream/choose-proxy.ts";

type JudgeSettings = Pick<EgressSettings, "resolve" | "ownAddresses">;

/** Nobody waits longer for addresses that are only looked at, since a proxy finds the host by its name. */
const glanceMs = 2000;

/** The one decision on a target: by name, then by every address that the name has. What passes is what may be dialled. */
export async function judgeTarget(asked: Asked, policy: EgressPolicy, settings: JudgeSettings): Promise<Judged> {
  const { hosts } = policy;
  const { host, port } = asked;
  const ruling = judgeHost(hosts, host, port);
  if (ruling.effect !== "allow") return { ok: false, refusal: refusedHost(asked, ruling, hosts) };
  if (asked.scheme === "http" && hosts.requireHttps)
    return { ok: false, refusal: refusal("net/not-https", { subject: authorityText(asked) }) };
  const found = await findAddresses(asked, policy, settings);
  if ("code" in found) return { ok: false, refusal: found };
  const { rule, code } = ruling;
  return { ok: true, to: { host, port, addresses: found, rule, code, ...wayTo(asked, policy.proxies, found) } };
}

/** What of the host may be dialled; nothing where a proxy may find it by its name. */
async function findAddresses(
  asked: Asked,
  { hosts, proxies }: EgressPolicy,
  { resolve, ownAddresses }: JudgeSettings,
): Promise<readonly string[] | Refusal> {
  const { host, port } = asked;
  if (host.kind === "address") return [host.address];
  const proxy = chooseProxy(asked, proxies);
  // What only a star covers could lead the proxy anywhere: it is asked for an address that was checked here.
  const named = proxy !== undefined && namesHost(hosts, host, port);
  const lookup = resolve(host.name).catch(() => []);
  const judged = judgeAddresses(await (named ? inTime(lookup, glanceMs) : lookup), asked, {
    hosts,
    own: ownAddresses(),
  });
  const refused = judged.find((each) => typeof each !== "string");
  if (named && refused === undefined) return [];
  const passed = judged.flatMap((each) => (typeof each === "string" ? [each] : []));
  if (passed.length > 0) return passed;
  const detail = proxy === undefined ? undefined : "only what an entry names is left to the upstream proxy to find";
  return refused ?? refusal("net/unresolved", { subject: authorityText(asked), ...(detail && { detail }) });
}

function refusedHost(asked: Asked, { effect, code, rule }: HostRuling, hosts: HostPolicy): Refusal {
  const unlisted = code === "net/host-not-allowed";
  const elsewhere = unlisted && isListedElsewhere(hosts, asked.host);
  return refusal(code, {
    subject: authorityText(asked),
    effect: effect === "ask" ? "ask" : "deny",
    rule,
    ...(unlisted ? { advice: elsewhere ? authorityText(asked) : hostText(asked.host) } : {}),
    ...(elsewhere ? { detail: "other ports of it are allowed" } : {}),
  });
}
