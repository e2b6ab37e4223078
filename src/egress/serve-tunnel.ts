import type { Core, Visit } from "./core.ts";
import type { Client } from "./settings.ts";
import { runTunnel, type Tunnel } from "./tunnel.ts";

type Opened = Omit<Tunnel, "limits" | "interception" | "serveRequests"> & { readonly who: Client | undefined };

/** Carries an opened tunnel; where plain requests come out of it, each of them is judged by itself. */
export async function serveTunnel(core: Core, visit: Visit, { who, ...opened }: Opened): Promise<void> {
  core.tunnels.open += 1;
  const carried = runTunnel({
    ...opened,
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
