import {
  allowedByList,
  type Host,
  hostText,
  type HostPolicy,
  type HostRuling,
  judgeHost,
  parseHostName,
  refusedByList,
} from "../policy/index.ts";
import { addressClass } from "./address-class.ts";
import { refusal } from "./refusal.ts";
import type { EgressPolicy, EgressSettings, Judged, Refusal } from "./settings.ts";
import { type Authority, authorityText } from "./target.ts";

export interface Asked extends Authority {
  /** `undefined` where the first bytes of a tunnel will tell. */
  readonly scheme?: "http" | "https";
}

type JudgeSettings = Pick<EgressSettings, "resolve" | "ownAddresses">;

/** The one decision on a target: by name, then by every address that the name has. What passes is what may be dialled. */
export async function judgeTarget(asked: Asked, { hosts }: EgressPolicy, settings: JudgeSettings): Promise<Judged> {
  const { host, port } = asked;
  const ruling = judgeHost(hosts, host, port);
  if (ruling.effect !== "allow") return { ok: false, refusal: refusedHost(asked, ruling) };
  if (asked.scheme === "http" && hosts.requireHttps)
    return { ok: false, refusal: refusal("net/not-https", { subject: authorityText(asked) }) };
  const listed = { host, port, rule: ruling.rule, code: ruling.code };
  if (host.kind === "address") return { ok: true, to: { ...listed, addresses: [host.address] } };
  const found = await settings.resolve(host.name).catch(() => []);
  const judged = found.map((address) => judgeAddress(address, asked, { hosts, own: settings.ownAddresses() }));
  const [first, ...rest] = judged.flatMap((each) => (typeof each === "string" ? [each] : []));
  if (first !== undefined) return { ok: true, to: { ...listed, addresses: [first, ...rest] } };
  const refused = judged.find((each) => typeof each !== "string");
  return { ok: false, refusal: refused ?? refusal("net/unresolved", { subject: authorityText(asked) }) };
}

function refusedHost(asked: Asked, { effect, code, rule }: HostRuling): Refusal {
  return refusal(code, {
    subject: authorityText(asked),
    effect: effect === "ask" ? "ask" : "deny",
    rule,
    ...(code === "net/host-not-allowed" ? { advice: hostText(asked.host) } : {}),
  });
}

interface Lists {
  readonly hosts: HostPolicy;
  readonly own: readonly string[];
}

/** One address of a name: what may be dialled, or why it may not. */
function judgeAddress(text: string, asked: Asked, { hosts, own }: Lists): string | Refusal {
  const subject = `${authorityText(asked)} at ${text}`;
  const parsed = parseHostName(text);
  if (!parsed.ok || parsed.host.kind !== "address") return refusal("net/address-refused", { subject });
  const { host } = parsed;
  const blocked = refusedByList(hosts, host, asked.port);
  if (blocked !== undefined) return refusal(blocked.code, { subject, rule: blocked.rule });
  const carried = [host.address, ...host.forms.slice(-1)];
  const classes = carried.map((form) => (own.includes(form) ? "own" : addressClass(form)));
  const special = classes.find((name) => name !== "public");
  if (special === undefined || allowedByList(hosts, host, asked.port) !== undefined) return host.address;
  if (special === "loopback" && isLocalhost(asked.host)) return host.address;
  return refusal("net/address-refused", { subject, detail: special });
}

/** Listing `localhost` can only mean this machine's own loopback addresses. No star stands for it. */
function isLocalhost(host: Host): boolean {
  return host.kind === "name" && /(?:^|\.)localhost$/u.test(host.name);
}
