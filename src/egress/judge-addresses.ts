import { allowedByList, type Host, type HostPolicy, parseHostName, refusedByList } from "../policy/index.ts";
import { addressClass } from "./address-class.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./settings.ts";
import { type Authority, authorityText } from "./target.ts";

interface Lists {
  readonly hosts: HostPolicy;
  readonly own: readonly string[];
}

/** Of one address of a name: what may be dialled, or why it may not. */
export type JudgedAddress = string | Refusal;

interface Last extends Lists {
  readonly authority: string;
  readonly judged: readonly JudgedAddress[];
}

/** The last judgement on each answer. Where the answer, the policy and the target are the same ones, so is the judgement. */
const lasts = new WeakMap<readonly string[], Last>();

/** Judges all addresses of a name, in their order. */
export function judgeAddresses(found: readonly string[], asked: Authority, lists: Lists): readonly JudgedAddress[] {
  const authority = authorityText(asked);
  const last = lasts.get(found);
  if (last?.authority === authority && last.hosts === lists.hosts && last.own === lists.own) return last.judged;
  const judged = found.map((address) => judgeAddress(address, asked, lists));
  lasts.set(found, { ...lists, authority, judged });
  return judged;
}

function judgeAddress(text: string, asked: Authority, { hosts, own }: Lists): JudgedAddress {
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
export function isLocalhost(host: Host): boolean {
  return host.kind === "name" && /(?:^|\.)localhost$/u.test(host.name);
}
