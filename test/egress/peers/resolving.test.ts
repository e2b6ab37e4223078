import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { createResolver } from "../../../src/egress/resolver.ts";
import { openLoopbackFilter } from "../loopback-filter.ts";
import { type DnsAnswer, type DnsPeer, dnsPeer } from "./dns-peer.ts";
import { resolving } from "./resolving.cases.ts";

/** Room for both tries, also on a busy machine. */
const patienceMs = 4000;

/** A filter that asks the peer, and notes which addresses it would have connected to. */
async function filterAsking(peer: DnsPeer, keptMs = 0) {
  const dialled: string[] = [];
  const filter = await openLoopbackFilter({
    access: { allowed_domains: ["name.test", "*.name.test"] },
    limits: { connectMs: 4000 },
    settings: {
      resolve: createResolver({ servers: [peer.server], patienceMs, keptMs }),
      ownAddresses: () => ["198.51.100.9"],
      dial: (address) => {
        dialled.push(address);
        return connect({ host: "127.0.0.1", port: 1 });
      },
    },
  });
  const ask = (name = "name.test"): Promise<string> =>
    filter.talk(`GET http://${name}/ HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
  return { ...filter, dialled, ask };
}

describe("a name server that says", () => {
  test.concurrent.for(resolving)("$name", async ({ says, overTcp, expected }) => {
    const none: DnsAnswer = { records: [] };
    await using peer = await dnsPeer(({ type }, over) => {
      if (over === "tcp") return overTcp;
      if (type !== "A" && type !== "AAAA") return none;
      return type in says ? says[type] : none;
    });
    await using filter = await filterAsking(peer);
    const answer = await filter.ask();
    if (typeof expected === "string") {
      expect(filter.entries).toMatchObject([{ verdict: "deny", code: expected, host: "name.test" }]);
      expect(answer).toMatch(/^HTTP\/1\.1 403 [^]*x-sallyport-reason: denied: name\.test:80/u);
      expect(filter.dialled).toEqual([]);
    } else {
      expect(answer).toMatch(/^HTTP\/1\.1 502 /u);
      expect(filter.dialled).toEqual(expected);
    }
    expect(peer.asked.length).toBeGreaterThan(1);
  });
});

describe("a name that changes its address", () => {
  const inward = ["127.0.0.1", "169.254.169.254", "10.0.0.1"] as const;

  test.for(inward)("to %s after its first answer leads there in no request", async (later) => {
    let answers = 0;
    await using peer = await dnsPeer(({ type }) => {
      if (type !== "A") return { records: [] };
      answers += 1;
      return { records: [{ type: "A", data: answers === 1 ? "203.0.113.7" : later }] };
    });
    await using filter = await filterAsking(peer);
    expect(await filter.ask()).toMatch(/^HTTP\/1\.1 502/u);
    expect(await filter.ask()).toMatch(/^HTTP\/1\.1 403/u);
    expect(filter.dialled).toEqual(["203.0.113.7"]);
    expect(filter.entries.map(({ code }) => code)).toEqual(["net/unreachable", "net/address-refused"]);
  });

  test("is asked for once for each request: what was checked is what is dialled", async () => {
    await using peer = await dnsPeer(({ type }) => ({
      records: type === "A" ? [{ type: "A", data: `203.0.113.${peer.asked.length}` }] : [],
    }));
    await using filter = await filterAsking(peer);
    await filter.ask();
    expect(peer.asked.toSorted()).toEqual(["A name.test udp", "AAAA name.test udp"]);
    expect(filter.dialled).toHaveLength(1);
  });

  test("is kept for a moment", async () => {
    await using peer = await dnsPeer(({ type }) => ({
      records: type === "A" ? [{ type: "A", data: "203.0.113.7" }] : [],
    }));
    await using filter = await filterAsking(peer, 60_000);
    for (let round = 0; round < 3; round += 1) await filter.ask();
    expect(peer.asked).toHaveLength(2);
  });
});

test("`localhost` is asked of nobody, whatever a server would say", async () => {
  await using peer = await dnsPeer(() => ({ records: [{ type: "A", data: "203.0.113.7" }] }));
  const resolve = createResolver({ servers: [peer.server], patienceMs });
  expect(await resolve("localhost")).toEqual(["127.0.0.1", "::1"]);
  expect(await resolve("app.localhost")).toEqual(["127.0.0.1", "::1"]);
  expect(peer.asked).toEqual([]);
});

test("a silent server holds up no other name", async () => {
  await using peer = await dnsPeer(({ name, type }) => {
    if (name.startsWith("slow")) return undefined;
    return { records: type === "A" ? [{ type: "A", data: "203.0.113.7" }] : [] };
  });
  await using filter = await filterAsking(peer);
  const slow = Array.from({ length: 20 }, (_none, at) => filter.ask(`slow${at}.name.test`));
  const first = await Promise.race([filter.ask(), ...slow]);
  expect(first).toMatch(/^HTTP\/1\.1 502/u);
  for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 403/u);
});
