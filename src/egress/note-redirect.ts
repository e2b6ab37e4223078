import type { Core } from "./core.ts";
import { readRedirect } from "./judge-redirect.ts";
import type { EgressPolicy } from "./settings.ts";

interface Asked {
  readonly who: string | undefined;
  readonly url: string;
  readonly policy: EgressPolicy;
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

/** Remembers where an answer sends its client to, so that the chain is counted. */
export function noteRedirect({ redirects }: Core, { who, url, policy }: Asked, answer: Answer): void {
  const followed = redirects.depth(who, url);
  const next = readRedirect({ from: url, ...answer, followed }, { ...policy, maxRedirects: Infinity });
  redirects.note(who, url, next.kind === "to" ? next.url : undefined);
}
