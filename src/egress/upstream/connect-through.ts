import { hostText, type UpstreamProxy } from "../../policy/index.ts";
import { printable } from "../../base/index.ts";
import type { Dialled } from "../connect-pinned.ts";
import type { Failure } from "../network-failure.ts";
import type { Destination, EgressLimits } from "../settings.ts";
import { authorityText } from "../target.ts";
import { askTunnel, type TunnelAnswer } from "./ask-tunnel.ts";
import { connectProxy, type ProxySettings } from "./connect-proxy.ts";

type Where = Pick<Destination, "host" | "port" | "addresses">;

/** Opens a tunnel through a proxy: to the name, or to the first of the checked addresses to which the proxy finds a way. */
export async function connectThrough(
  to: Where,
  { proxy, ...settings }: ProxySettings & { readonly proxy: UpstreamProxy },
  limits: EgressLimits,
): Promise<Dialled> {
  const deadline = performance.now() + limits.connectMs;
  const targets = to.addresses.length === 0 ? [undefined] : to.addresses;
  let last: Dialled | undefined;
  for (const address of targets) {
    if (last !== undefined && performance.now() > deadline) break;
    const dialled = await connectProxy(proxy, settings, limits);
    if (!dialled.ok) return dialled;
    const { socket } = dialled;
    const asked = { target: targetText(to, address), ms: limits.connectMs };
    const answer = await askTunnel(socket, proxy, asked);
    if (answer.kind === "answer" && isOpen(answer.status)) return { ok: true, socket, address };
    socket.destroy();
    last = { ok: false, failure: failureOf(answer, to, proxy) };
    // Only what it could not reach may be reached by another address.
    if (answer.kind !== "answer" || answer.status < 500) break;
  }
  return last ?? { ok: false, failure: failureOf({ kind: "late" }, to, proxy) };
}

const isOpen = (status: number): boolean => status >= 200 && status < 300;

function targetText({ host, port }: Where, address: string | undefined): string {
  if (address === undefined) return `${hostText(host)}:${port}`;
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}

/** What to do about it, where that is known. */
const remedies = new Map<number, string>([
  // tinyproxy says so to a wrong password.
  [401, "put the right user and password into proxy_config"],
  [403, "ask whoever runs the proxy, or list the host in no_proxy"],
  [405, "the proxy opens no tunnels: give https_proxy another one"],
  [407, "put the right user and password into proxy_config"],
]);

function failureOf(answer: TunnelAnswer, to: Where, proxy: UpstreamProxy): Failure {
  const what = `failed: ${authorityText(to)}: ${proxy.text}`;
  if (answer.kind === "late") return { code: "net/timed-out", message: `${what} did not answer in time` };
  if (answer.kind === "failed") return { code: "net/proxy-failed", message: `${what}: ${answer.why}` };
  return { code: "net/proxy-refused", message: `${what}: ${refusedText(answer.status, answer.phrase)}` };
}

/** What a proxy's own status says. */
export function refusedText(status: number, phrase: string): string {
  const remedy = remedies.get(status);
  return `the upstream proxy answered ${status} ${printable(phrase, 100)}${remedy === undefined ? "" : `; ${remedy}`}`;
}
