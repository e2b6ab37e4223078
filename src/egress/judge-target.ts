import { hostText, type HostRuling, judgeHost } from "../policy/index.ts";
import { judgeAddresses } from "./judge-addresses.ts";
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
  const judged = judgeAddresses(found, asked, { hosts, own: settings.ownAddresses() });
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
