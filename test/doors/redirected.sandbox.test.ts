import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicAuthority, serving } from "../egress/tls/tls-servers.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation } from "./installation.ts";
import { type Running, watchRunning } from "./serving.ts";
import { client, type Networks, openNetworks, servers } from "./two-networks.ts";

/** Of nobody: what clients dial, and rules lead to the filter. */
const anywhere = "198.51.100.9";
const ports = "{ 80, 443, 2222 }";
const table = (chain: string): string => `nft 'table ip t { chain c { ${chain}; }; }'`;

interface Way {
  readonly rules: string;
  readonly listen: readonly string[];
}

const ways: ReadonlyMap<string, Way> = new Map([
  [
    "a REDIRECT rule",
    {
      rules: table(`type nat hook prerouting priority -100; iifname "toclient" tcp dport ${ports} redirect to :3129`),
      listen: ["0.0.0.0:3129"],
    },
  ],
  [
    "an iptables rule",
    {
      rules:
        "iptables -t nat -A PREROUTING -i toclient -p tcp -m multiport --dports 80,443,2222 -j REDIRECT --to-ports 3129",
      listen: ["0.0.0.0:3129"],
    },
  ],
  [
    "a TPROXY rule",
    {
      rules: `ip rule add fwmark 1 lookup 100; ip route add local default dev lo table 100; ${table(`type filter hook prerouting priority mangle; iifname "toclient" tcp dport ${ports} tproxy to :3129 meta mark set 1`)}`,
      listen: ["0.0.0.0:3129"],
    },
  ],
  [
    "a local route",
    { rules: `ip route add local ${anywhere} dev lo`, listen: [80, 443, 2222].map((port) => `${anywhere}:${port}`) },
  ],
]);

const noRules =
  "nft flush ruleset; iptables -t nat -F; ip rule del fwmark 1; ip route flush table 100; ip route del local 198.51.100.9";

/** What curl gets for a name whose address it believes to be nobody's. */
const get = (url: string, more = ""): string => {
  const { hostname, protocol } = new URL(url);
  const at = `${hostname}:${protocol === "http:" ? 80 : 443}:${anywhere}`;
  return `curl -s -m 10 --cacert public.pem --resolve ${at} -w ' %{http_code} %{exitcode}' ${more} ${url}`;
};
const banner = (address: string, seconds = 10): string =>
  `exec 3<>/dev/tcp/${address}/2222 && timeout ${seconds} head -n1 <&3 || echo nothing`;

describe.skipIf(sandboxMissing() !== undefined).each(users)("redirected connections, as $name", (user) => {
  let place: Installation;
  let networks: Networks;
  let profile = "";
  beforeAll(async () => {
    place = install(user);
    writeFileSync(join(place.project, "public.pem"), publicAuthority, { mode: 0o644 });
    profile = join(place.project, "profile.json");
    const permissions = { network_access: { allowed_domains: ["allowed.test", servers.listed] } };
    writeFileSync(profile, JSON.stringify({ name: "net", permissions }), { mode: 0o644 });
    const { cert, key } = serving("allowed.test");
    if (typeof cert !== "string" || typeof key !== "string") throw new Error("no certificate");
    networks = await openNetworks(user, place, { cert, key });
  });
  afterAll(async () => {
    await networks[Symbol.asyncDispose]();
    place[Symbol.dispose]();
  });

  const start = async (way: Way, ...more: readonly string[]): Promise<Running> => {
    await networks.router(`{ ${noRules}; } 2>/dev/null`);
    expect(await networks.router(`{ ${way.rules}; } 2>&1`)).toBe("");
    const listen = way.listen.flatMap((where) => ["--listen", where]);
    const running = watchRunning(networks.start(["egress", "serve", "--profile", profile, ...listen, ...more]));
    for (const _where of way.listen) await running.line(/listening on (\S+)/u);
    return running;
  };
  const records = async (): Promise<string> =>
    networks.router(`${place.argv(["audit", "tail", "-n", "1"]).slice(user.prefix.length).join(" ")}`);

  test("the servers can be reached without a rule", async () => {
    await networks.router(`{ ${noRules}; } 2>/dev/null`);
    expect(await networks.client(`curl -s -m 10 http://${servers.other}/`)).toBe(`other as ${servers.other}`);
    expect(await networks.client(banner(servers.other))).toBe("banner of other");
    expect(await networks.client(get("http://allowed.test/", "-m 1"))).not.toContain("200");
  });

  describe.each([...ways.keys()])("by %s", (name) => {
    const way = ways.get(name) ?? { rules: "", listen: [] };

    test("an ordinary proxy makes nothing of them", async () => {
      await using _running = await start(way);
      expect(await networks.client(get("http://allowed.test/", "-m 1"))).not.toContain("allowed as");
      expect(await networks.client(get("https://allowed.test/", "-m 1"))).toMatch(/^000 /u);
    });

    test("go to the host that they name, and to no other", async () => {
      await using running = await start(way, "--transparent");
      expect(await networks.client(get("http://allowed.test/"))).toBe("allowed as allowed.test 200 0");
      expect(await networks.client(get("https://allowed.test/"))).toBe("allowed as allowed.test 200 0");
      expect(await networks.client(get("http://other.test/"))).toMatch(/^denied: other\.test:80: .* 403 0$/su);
      expect(await networks.client(get("https://other.test/", "-k"))).toBe("000 35");
      expect(await networks.client(get(`http://${anywhere}/`))).toMatch(/^denied: 198\.51\.100\.9:80: .* 403 0$/su);
      expect(await networks.client(get(`https://${anywhere}/`, "-k"))).toBe("000 35");
      expect(await networks.client(get("http://allowed.test/", "-H 'Host: other.test'"))).toMatch(/ 403 0$/u);
      expect(await networks.client(`exec 3<>/dev/tcp/${anywhere}/2222; echo SSH-2.0-x >&3; cat <&3`)).toBe("");
      expect(await records()).toContain("net/address-not-listed");
      expect(await running.stop()).toBe(0);
    });
  });

  describe.each([...ways.keys()].filter((name) => name !== "a local route"))("by %s", (name) => {
    const way = ways.get(name) ?? { rules: "", listen: [] };

    test("to a listed address hear a server that speaks first", async () => {
      await using _running = await start(way, "--transparent");
      expect(await networks.client(banner(servers.listed))).toBe("banner of listed");
      expect(await networks.client(banner(servers.other, 1))).not.toContain("banner");
      expect(await networks.client(`curl -s -m 10 http://${servers.listed}/`)).toBe(`listed as ${servers.listed}`);
      // The name counts, not the address that it is asked at.
      const misled = get("http://allowed.test/").replace(anywhere, servers.listed);
      expect(await networks.client(misled)).toBe("allowed as allowed.test 200 0");
      const leading = get("http://other.test/").replace(anywhere, servers.listed);
      expect(await networks.client(leading)).toMatch(/ 403 0$/u);
    });
  });

  const redirect = ways.get("a REDIRECT rule") ?? { rules: "", listen: [] };

  test("the filter itself is no destination, and none of its own connections comes back", async () => {
    await using _running = await start(redirect, "--transparent");
    expect(await networks.client("curl -s -m 10 http://10.77.0.1:3129/")).toContain("leads back to the filter itself");
    expect(await networks.router("curl -s -m 10 http://127.0.0.1:3129/")).toContain("leads back to the filter itself");
    const own = table("type nat hook output priority -100; tcp dport 2222 redirect to :3129").replace(" t ", " own ");
    expect(await networks.router(`${own} 2>&1`)).toBe("");
    expect(await networks.client(banner(servers.listed))).toBe("");
    const tail = place.argv(["audit", "query", "--tool", "Network", "--verdict", "deny"]).slice(user.prefix.length);
    expect((await networks.router(tail.join(" "))).match(/leads-back/gu)?.length).toBeLessThan(10);
  });

  test.for([
    [client, /^allowed as allowed\.test 200/u],
    ["192.0.2.1", /^denied: 10\.77\.0\.2: .* 403 0$/su],
  ] as const)("clients are known by their addresses: %s", async ([from, expected]) => {
    const file = join(place.project, "clients.json");
    writeFileSync(file, JSON.stringify({ clients: [{ name: "here", from: [from] }] }), { mode: 0o644 });
    await using _running = await start(redirect, "--transparent", "--clients", file);
    expect(await networks.client(get("http://allowed.test/"))).toMatch(expected);
    expect(await networks.client(get("https://allowed.test/"))).toMatch(from === client ? expected : /^000 35$/u);
  });
});
