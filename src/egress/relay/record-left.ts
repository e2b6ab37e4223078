import type { Core } from "../core.ts";
import { openEntry } from "../open-entry.ts";
import { refusal } from "../refusal.ts";
import type { Seen } from "./relayed.ts";
import type { Outcome } from "./relay.ts";

/** How a request is recorded whose client went away before anything came of it: as refused, with what spoke against it if that is known. */
export function recordLeft(core: Core, { visit, head }: Seen, outcome?: Outcome): () => void {
  const { method, target } = head;
  const known = outcome?.kind === "give" ? outcome.refusal : undefined;
  return () =>
    openEntry(core.settings, { door: visit.door, client: visit.peer, method, host: target }).refuse(
      known ?? refusal("net/bad-request", { subject: target, detail: "its client went away" }),
    );
}
