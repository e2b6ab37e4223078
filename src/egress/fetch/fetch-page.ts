import { hostText } from "../../policy/index.ts";
import { readRedirect } from "../judge-redirect.ts";
import { judgeTarget } from "../judge-target.ts";
import type { Failure } from "../network-failure.ts";
import { openEntry, type OpenEntry } from "../open-entry.ts";
import { refusal } from "../refusal.ts";
import { refusedRequest } from "../refused-request.ts";
import type { Destination, EgressPolicy, EgressSettings, Refusal } from "../settings.ts";
import { parseWebTarget, type WebTarget } from "../target.ts";
import type { Trust } from "../tls/connect-verified.ts";
import { type Answer, requestOnce } from "./request-once.ts";
import { showText, type ShownText } from "./show-text.ts";

export interface FetchSettings extends Pick<EgressSettings, "resolve" | "dial" | "ownAddresses" | "record" | "admit"> {
  readonly policy: () => EgressPolicy;
  readonly trust: Trust;
  readonly maxBytes?: number;
  /** What else speaks against a URL, asked before its host is looked up. */
  readonly judge?: (url: string) => Refusal | undefined;
}

/** A page as an agent reads it. */
interface Page extends ShownText {
  /** Where the redirects ended. */
  readonly url: string;
  readonly status: number;
  /** What came over the wire, headers not counted. */
  readonly bytes: number;
  /** True when the page was longer than what is shown of it. */
  readonly truncated: boolean;
  readonly redirects: readonly string[];
}

export type Fetched =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly redirects: readonly string[] }
  | { readonly kind: "failed"; readonly message: string; readonly redirects: readonly string[] };

const fetchLimits = { maxBytes: 5 * 1024 * 1024, seconds: 30 } as const;

/**
 * Fetches what a URL names and shows it as text. Every hop of a redirect is judged like the first request: by name, by address,
 * by method and path. The time and the size that the profile or the caller allow hold for the whole chain.
 */
export async function fetchPage(text: string, settings: FetchSettings): Promise<Fetched> {
  const ms = 1000 * (settings.policy().timeoutSeconds ?? fetchLimits.seconds);
  const signal = AbortSignal.timeout(ms);
  const redirects: string[] = [];
  for (let url = withoutFragment(text); ; url = redirects.at(-1) ?? url) {
    const hop = await fetchHop(url, redirects.length, { ...settings, signal });
    if (hop.kind === "redirect") redirects.push(hop.url);
    else if (hop.kind === "page") return { kind: "page", page: { ...hop.page, redirects } };
    else return { ...hop, redirects };
  }
}

/** A path as it is sent: what is not ASCII in UTF-8 and escaped (RFC 3987 3.1). */
function inAscii(path: string): string {
  return path.toWellFormed().replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
}

/** The part of a URL that no server gets to see. */
function withoutFragment(text: string): string {
  return text.split("#", 1)[0] ?? "";
}

type Hop =
  | { readonly kind: "redirect"; readonly url: string }
  | { readonly kind: "page"; readonly page: Omit<Page, "redirects"> }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "failed"; readonly message: string };

type Hopping = FetchSettings & { readonly signal: AbortSignal };

async function fetchHop(url: string, followed: number, settings: Hopping): Promise<Hop> {
  const read = parseWebTarget(url);
  const opening = { door: "fetch", client: undefined, method: "GET" } as const;
  if (!read.ok) {
    const entry = openEntry(settings, { ...opening, host: url });
    return refused(entry, refusal("net/bad-target", { subject: url, detail: read.fault }));
  }
  const target = { ...read.value, path: inAscii(read.value.path) };
  const { port, path } = target;
  const entry = openEntry(settings, { ...opening, host: hostText(target.host), port, path });
  const said = settings.judge?.(url);
  if (said !== undefined) return refused(entry, said);
  // Read anew at each hop: a change of the profile applies at once.
  const policy = settings.policy();
  const judged = await untilAborted(judgeTarget(target, policy, settings), settings.signal);
  if (judged === undefined) return failed(entry, undefined, lateName);
  if (!judged.ok) return refused(entry, judged.refusal);
  const ruled = refusedRequest({ ...target, method: "GET", fields: new Map() }, policy);
  if (ruled !== undefined) return refused(entry, ruled);
  const { maxRequests } = policy;
  if (maxRequests !== undefined && settings.admit?.(maxRequests, undefined) === false)
    return refused(entry, refusal("net/too-many-requests", { subject: url, detail: `at most ${maxRequests}` }));
  return ask({ target, url, followed, to: judged.to, policy, entry }, settings);
}

interface Asking {
  readonly target: WebTarget;
  readonly url: string;
  readonly followed: number;
  readonly to: Destination;
  readonly policy: EgressPolicy;
  readonly entry: OpenEntry;
}

async function ask({ target, url, followed, to, policy, entry }: Asking, settings: Hopping): Promise<Hop> {
  const maxBytes = settings.maxBytes ?? fetchLimits.maxBytes;
  const asked = await requestOnce(target, to, { ...settings, userAgent: policy.userAgent, maxBytes });
  if (!asked.ok) return failed(entry, to, asked.failure);
  const { answer } = asked;
  const { status, bytes: received } = answer;
  entry.finish({ to, address: answer.address, status, received });
  const redirect = readRedirect({ from: url, status, location: answer.location, followed }, policy);
  if (redirect.kind === "to") return { kind: "redirect", url: redirect.url };
  if (redirect.kind === "refused") return redirect;
  return show(url, answer, maxBytes);
}

async function show(url: string, answer: Answer, maxBytes: number): Promise<Hop> {
  const shown = await showText(answer, maxBytes);
  if (typeof shown === "string") return { kind: "failed", message: `${url}: ${shown}` };
  const { status, bytes } = answer;
  return { kind: "page", page: { ...shown, url, status, bytes, truncated: answer.truncated || shown.truncated } };
}

function refused(entry: OpenEntry, why: Refusal): Hop {
  entry.refuse(why);
  return { kind: "refused", refusal: why };
}

const lateName = { code: "net/timed-out", message: "it took longer than allowed to find the host" } as const;

function failed(entry: OpenEntry, to: Destination | undefined, failure: Failure): Hop {
  if (to !== undefined) entry.finish({ to, failure });
  else entry.refuse({ effect: "deny", rule: undefined, subject: "", ...failure });
  return { kind: "failed", message: failure.message };
}

/** What was promised, or nothing when the time is over first. */
function untilAborted<T>(promised: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = (): void => resolve(undefined);
  signal.addEventListener("abort", stop);
  return Promise.race([promised, promise]).finally(() => signal.removeEventListener("abort", stop));
}
