import type { Judgement } from "./judge.ts";
import { domainFault, normalHost } from "../policy/index.ts";

const usualPorts: ReadonlySet<number | undefined> = new Set([undefined, 80, 443]);

/** The hosts that stand in a command's text and that no entry allows, as entries of `allowed_domains`. What an entry keeps out is not among them. */
export function hostsLacking({ actions, decision }: Pick<Judgement, "actions" | "decision">): readonly string[] {
  const refused = decision.reasons.filter(({ code }) => code === "net/host-not-allowed");
  const texts = new Set(refused.map(({ subject }) => subject));
  const entries = actions.flatMap((action) => {
    if (action.kind !== "connect" || action.host === undefined || !texts.has(action.text)) return [];
    const host = normalHost(action.host);
    return [usualPorts.has(action.port) ? host : `${host}:${action.port}`];
  });
  return [...new Set(entries)].filter((entry) => domainFault(entry) === undefined);
}
