import { type Core, policyOf, type Visit } from "./core.ts";
import { stillKnown } from "./find-client.ts";
import { judgeTarget } from "./judge-target.ts";
import type { Client, EgressPolicy } from "./settings.ts";
import { runTunnel, type Tunnel } from "./tunnel.ts";
import { unknownClient } from "./turn-away.ts";

type Opened = Omit<Tunnel, "policy" | "again" | "limits" | "interception" | "serveRequests"> & {
  /** What it was judged by. */
  readonly policy: EgressPolicy;
  readonly who: Client | undefined;
};

/** Carries an opened tunnel; where plain requests come out of it, each of them is judged by itself. */
export async function serveTunnel(core: Core, visit: Visit, { who, ...opened }: Opened): Promise<void> {
  core.tunnels.open += 1;
  const carried = runTunnel({
    ...opened,
    policy: () => policyOf(core, who),
    again: async (policy) => {
      if (!stillKnown(who).known) return unknownClient(visit);
      if (policy === opened.policy) return undefined;
      const { addresses } = opened.to;
      const judged = await judgeTarget(opened.to, policy, {
        ...core.settings,
        resolve: () => Promise.resolve(addresses),
      });
      return judged.ok ? undefined : judged.refusal;
    },
    limits: core.limits,
    interception: core.settings.intercept,
    serveRequests: (stream, how) => {
      const { to } = opened;
      const scheme = how === "opened" ? "https" : "http";
      const door = how === "opened" ? "intercepted" : visit.door;
      const bound: Visit["bound"] = { host: to.host, port: to.port, scheme, to, counted: { first: true } };
      core.serveHttp(stream, { door, peer: visit.peer, client: who, needsClient: false, bound });
    },
  });
  await carried.finally(() => {
    core.tunnels.open -= 1;
  });
}
