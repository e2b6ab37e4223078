import { refusal } from "./refusal.ts";
import type { EgressPolicy, Refusal } from "./settings.ts";
import { parseWebTarget, type WebTarget } from "./target.ts";

export interface Redirect {
  /** The URL that was asked for. */
  readonly from: string;
  readonly status: number;
  readonly location: string | undefined;
  /** Redirects that lead to `from`. */
  readonly followed: number;
}

export type RedirectRead =
  | { readonly kind: "none" }
  | { readonly kind: "to"; readonly url: string; readonly target: WebTarget }
  | { readonly kind: "refused"; readonly refusal: Refusal };

const following: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads, as clients read it. The host behind it is judged like any other afterwards. */
export function readRedirect({ from, status, location, followed }: Redirect, policy: EgressPolicy): RedirectRead {
  if (!following.has(status) || location === undefined) return { kind: "none" };
  const refuse = (detail: string): RedirectRead => ({
    kind: "refused",
    refusal: refusal("net/bad-target", { subject: `redirect to ${location}`, detail }),
  });
  // oxlint-disable-next-line no-control-regex -- control characters are what is being looked for
  if (/[\u0000-\u001f\u007f]/u.test(location)) return refuse("it holds control characters");
  const url = URL.parse(location, from);
  if (url === null) return refuse("it is no URL");
  url.hash = "";
  // Browsers and libraries follow no others (Fetch standard 4.4).
  if (!/^https?:$/u.test(url.protocol)) return refuse("it is no http or https URL");
  const target = parseWebTarget(url.href);
  if (!target.ok) return refuse(target.fault);
  const next = tooMany(followed + 1, url.href, policy);
  return next === undefined ? { kind: "to", url: url.href, target: target.value } : { kind: "refused", refusal: next };
}

/** A refusal when that many redirects are more than allowed. */
export function tooMany(redirects: number, subject: string, { maxRedirects }: EgressPolicy): Refusal | undefined {
  if (redirects <= maxRedirects) return undefined;
  return refusal("net/too-many-redirects", { subject, detail: `at most ${maxRedirects}` });
}
