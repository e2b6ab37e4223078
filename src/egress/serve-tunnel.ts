import { type Core, policyOf, type Visit } from "./core.ts";
import { stillKnown } from "./find-client.ts";
import { judgeTarget } from "./judge-target.ts";
import type { Client, EgressPolicy, Refusal } from "./settings.ts";
import { runTunnel, type Tunnel } from "./tunnel.ts";
import { unknownClient } from "./turn-away.ts";

type Opened = Omit<Tunnel, "policy" | "again" | "limits" | "interception" | "serveRequests"> & {
  /** What it was judged by. */
  readonly policy: EgressPolicy;
  readonly who: Client | undefined;
};

/** Asks once more whether what a tunnel leads to may be reached by its client, by a policy that may be another one by now. */
export async function judgeAgain(
  core: Core,
  visit: Visit,
  { who, to, before, policy }: Pick<Opened, "who" | "to" | "policy"> & { readonly before: EgressPolicy },
): Promise<Refusal | undefined> {
  if (!stillKnown(who).known) return unknownClient(visit);
  if (policy === before) return undefined;
  const resolve = (): Promise<readonly string[]> => Promise.resolve(to.addresses);
  const judged = await judgeTarget(to, policy, { ...core.settings, resolve });
  return judged.ok ? undefined : judged.refusal;
}

/** Carries an opened tunnel; where plain requests come out of it, each of them is judged by itself. */
export async function serveTunnel(core: Core, visit: Visit, { who, ...opened }: Opened): Promise<void> {
  core.tunnels.open += 1;
  const carried = runTunnel({
    ...opened,
    policy: () => policyOf(core, who),
    again: (policy) => judgeAgain(core, visit, { who, to: opened.to, before: opened.policy, policy }),
    limits: core.limits,
    interception: core.settings.intercept,
    serveRequests: (stream, how) => {
      const { to } = opened;
      const scheme = how === "opened" ? "https" : "http";
      const door = how === "opened" ? "intercepted" : visit.door;
      const bound: Visit["bound"] = { host: to.host, port: to.port, scheme, to };
      core.serveHttp(stream, {
        door,
        peer: visit.peer,
        client: who,
        needsClient: false,
        bound,
        counted: { first: true },
      });
    },
  });
  await carried.finally(() => {
    core.tunnels.open -= 1;
  });
}
