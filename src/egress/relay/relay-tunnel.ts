import type { RelayOrders } from "../../base/index.ts";
import { hostText } from "../../policy/index.ts";
import { arrive, countOnce } from "../admit.ts";
import { policyOf, type Core, type Visit } from "../core.ts";
import { readFirstBytes } from "../first-bytes.ts";
import { judgeTarget } from "../judge-target.ts";
import { openEntry, type OpenEntry, sinceNow } from "../open-entry.ts";
import { readConnect } from "../read-request.ts";
import { judgeAgain, serveTunnel } from "../serve-tunnel.ts";
import type { EgressLimits, EgressPolicy } from "../settings.ts";
import { judgeStart } from "../tunnel.ts";
import { unknownClient } from "../turn-away.ts";
import { LateStream } from "../upstream/late-stream.ts";
import type { Outcome, Work } from "./relay.ts";
import { type Asked, directAddress } from "./relayed.ts";

const nothing = Buffer.alloc(0);

/** `CONNECT`: judged here, connected and carried by the relay. */
export async function relayTunnel(core: Core, asked: Asked, orders: RelayOrders): Promise<Outcome> {
  const { id, visit, head, length } = asked;
  const since = sinceNow();
  const arrival = arrive(core, visit, head);
  if (!arrival.known) return { kind: "give", refusal: unknownClient(visit) };
  const read = readConnect(head);
  if (!read.ok) return { kind: "give", refusal: read.refusal };
  const { target } = read.value;
  const { client: who, policy } = arrival;
  const judged = await judgeTarget(target, policy, core.settings);
  if (!judged.ok) return { kind: "give", refusal: judged.refusal };
  const { to } = judged;
  const address = directAddress(to);
  if (address === undefined) return { kind: "give" };
  const refusal = countOnce(core, arrival, hostText(target.host));
  if (refusal !== undefined) return { kind: "give", refusal };
  const opening = { door: "connect", client: who?.name ?? visit.peer, method: "CONNECT" } as const;
  const open = (): OpenEntry =>
    openEntry(core.settings, { ...opening, host: hostText(target.host), port: target.port }, since);
  const carried: Opened = { visit, who, to, address, policy, open };
  return { kind: "work", work: carry(core, carried, { id, length }, orders) };
}

type Opened = Pick<Parameters<typeof serveTunnel>[2], "who" | "to" | "policy"> & {
  readonly visit: Visit;
  readonly address: string;
  readonly open: () => OpenEntry;
};

function carry(
  core: Core,
  { open, visit, who, to, address, policy: before }: Opened,
  { id, length }: Pick<Asked, "id" | "length">,
  orders: RelayOrders,
): Work {
  let entry: OpenEntry | undefined;
  const stand = createStanding(core);
  const first = async (bytes: Buffer): Promise<void> => {
    entry = open();
    const again = (policy: EgressPolicy): ReturnType<typeof judgeAgain> =>
      judgeAgain(core, visit, { who, to, before, policy });
    const asking = { to, policy: () => policyOf(core, who), again, interception: core.settings.intercept };
    const passed = await judgeFirst(asking, bytes, core.limits);
    if (passed === undefined) orders.give(id);
    else orders.pass(id, passed);
  };
  return {
    start: () => {
      stand(true);
      orders.tunnel(id, { address, port: to.port, asked: length });
    },
    first: (bytes) => void first(bytes).catch(() => orders.give(id)),
    ended: (carried) => {
      stand(false);
      (entry ?? open()).finish({ to, address, ...carried });
    },
    begunAnew: () => stand(false),
    given: (client, socket, told) => {
      stand(false);
      const dialled = { ok: true, socket, address } as const;
      const server = told === 0 ? socket : new LateStream(() => Promise.resolve(dialled), told);
      const tunnel = { client, head: nothing, server, address, to, policy: before, entry: entry ?? open(), who };
      void serveTunnel(core, visit, tunnel).catch(() => client.destroy());
    },
  };
}

/** Counts a tunnel as long as it stands. */
function createStanding({ tunnels }: Core): (standing: boolean) => void {
  let stands = false;
  return (standing) => {
    if (stands !== standing) tunnels.open += standing ? 1 : -1;
    stands = standing;
  };
}

/** How much of what a tunnel starts with goes through as it is; nothing where more has to be done about it. */
async function judgeFirst(
  asking: Parameters<typeof judgeStart>[0],
  bytes: Buffer,
  { helloBytes }: EgressLimits,
): Promise<Parameters<RelayOrders["pass"]>[1] | undefined> {
  const first = readFirstBytes(bytes, helloBytes);
  if (first.kind !== "hello" && first.kind !== "other") return undefined;
  const { opens, refused } = await judgeStart(asking, { first, taken: bytes });
  if (opens || refused !== undefined) return undefined;
  return first.kind === "hello" ? { length: first.length, hello: true } : { length: bytes.length, hello: false };
}
