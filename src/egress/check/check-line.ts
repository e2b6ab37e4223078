import { type Decision, type NetworkEntry, type Reason, type ReasonCode, printable } from "../../base/index.ts";
import { hostPolicyFrom, noRequestRules } from "../../policy/index.ts";
import { standardRedirects } from "../egress-policy.ts";
import { readRedirect, tooMany } from "../judge-redirect.ts";
import type { EgressPolicy, Refusal } from "../settings.ts";
import { firstBytesOf } from "./first-bytes-of.ts";
import { type CheckLine, readLine, shownCount } from "./read-line.ts";
import { rehearse } from "./rehearse.ts";
import { connectBytes, httpBytes, type Sent, socksBytes } from "./request-bytes.ts";

/** What this machine says about groups of hosts. */
export type Groups = ReadonlyMap<string, readonly string[]>;

/** The verdict on one line: what the filter makes of it when it happens. */
export async function checkLine(value: unknown, groups: Groups): Promise<Decision> {
  const line = readLine(value);
  if (typeof line === "string") return refused("tool/bad-input", "line", line);
  const { allowed, blocked, requireHttps } = line;
  const hosts = hostPolicyFrom({ allowed, blocked, requireHttps, groups });
  if (typeof hosts === "string") return refused("tool/bad-input", "line", hosts);
  const maxRedirects = shownCount(line.shown, "max-redirects") ?? standardRedirects;
  const followed = shownCount(line.shown, "redirects-followed") ?? 0;
  if (Number.isNaN(maxRedirects + followed))
    return refused("tool/bad-input", "line", "redirects are counted in numbers");
  const status = shownCount(line.shown, "status") ?? 302;
  if (Number.isNaN(status)) return refused("tool/bad-input", "line", "`:status` takes a number");
  const policy: EgressPolicy = {
    hosts,
    requests: noRequestRules,
    secrets: new Map(),
    proxies: undefined,
    maxRedirects,
    maxRequests: undefined,
    timeoutSeconds: undefined,
    userAgent: undefined,
    search: undefined,
    missingServerName: "refuse",
    hiddenServerName: "refuse",
  };
  const many = tooMany(followed, line.target, policy);
  if (many !== undefined) return refusedBy(many);
  return line.kind === "redirect" ? checkRedirect(line, { status, followed }, policy) : checkRequest(line, policy);
}

const builders = {
  connect: connectBytes,
  sni: connectBytes,
  dns: connectBytes,
  http: httpBytes,
  redirect: httpBytes,
  socks5: socksBytes,
} as const satisfies Record<CheckLine["kind"], (line: CheckLine) => Sent | Refusal>;

async function checkRequest(line: CheckLine, policy: EgressPolicy): Promise<Decision> {
  const sent = builders[line.kind](line);
  if ("code" in sent) return refusedBy(sent);
  const first = firstBytesOf(line, sent.meant);
  if (typeof first === "string") return refused("tool/bad-input", "line", first);
  const entries = await rehearse(line, sent, policy);
  return decided(entries, line.target);
}

interface Answered {
  readonly status: number;
  readonly followed: number;
}

/** The request itself, then those that its answer may lead to. */
async function checkRedirect(line: CheckLine, answered: Answered, policy: EgressPolicy): Promise<Decision> {
  const asked = await checkRequest(line, policy);
  if (asked.effect !== "allow") return asked;
  const from = line.target.replace(/^[^\s:/]+ /u, "");
  let last = asked;
  // Of two fields clients take the one or the other.
  for (const location of line.shown.get("location") ?? []) {
    const next = readRedirect({ from, location, ...answered }, policy);
    if (next.kind === "refused") return refusedBy(next.refusal);
    if (next.kind === "none") continue;
    last = await checkRequest({ ...line, kind: "http", target: next.url, fields: [], shown: afterwards(line) }, policy);
    if (last.effect !== "allow") return last;
  }
  return last;
}

/** What peers show to the request that a redirect leads to: it is looked up anew. */
function afterwards({ shown }: CheckLine): CheckLine["shown"] {
  const again = shown.get("resolve2");
  const kept = [...shown].filter(([name]) => !["status", "location", "resolve-before", "resolve2"].includes(name));
  return new Map(again === undefined ? kept : [...kept, ["resolve", again]]);
}

/** The first refusal of everything that was recorded, else the last thing that was let through. */
function decided(entries: readonly NetworkEntry[], target: string): Decision {
  const entry = entries.find(({ verdict, message }) => verdict !== "allow" || message !== "") ?? entries.at(-1);
  if (entry === undefined) return refused("net/bad-request", target, "it came to nothing");
  const { verdict, code, rule, message, host, port } = entry;
  // What was allowed and could not be carried out did not get through either.
  const effect = verdict === "allow" && message !== "" ? "deny" : verdict;
  const subject = port === undefined ? host : `${host}:${port}`;
  const told =
    message === ""
      ? `allowed: ${printable(subject)}: ${rule === undefined ? "" : `entry ${printable(rule.text)}`}`
      : message;
  return decision({ code, effect, subject, message: told, ...(rule === undefined ? {} : { rule }) });
}

function refusedBy({ effect, code, rule, subject, message }: Refusal): Decision {
  return decision({ code, effect, subject, message, ...(rule === undefined ? {} : { rule }) });
}

function refused(code: ReasonCode, subject: string, why: string): Decision {
  return decision({ code, effect: "deny", subject, message: printable(why, 2000) });
}

function decision(reason: Reason): Decision {
  return { effect: reason.effect, reasons: [reason] };
}
