import { expect, test } from "vitest";
import { egressPolicyOf } from "../../../src/egress/egress-policy.ts";
import { judgeTarget } from "../../../src/egress/judge-target.ts";
import { parseAuthority } from "../../../src/egress/target.ts";
import { policyOf } from "../../policy/policy-of.ts";
import { type WayRow, wayRows } from "./choose-way.cases.ts";

const urls = { http: { http_proxy: "http://http.proxy:3128" }, https: { https_proxy: "http://https.proxy:3128" } };

function policyFor({ allowed = ["a.test"], noProxy = [], proxies = "both" }: WayRow) {
  const chosen = { both: { ...urls.http, ...urls.https }, http: urls.http, https: urls.https, none: undefined }[
    proxies
  ];
  const proxy_config = chosen && { ...chosen, no_proxy: noProxy };
  const network_access = { allowed_domains: allowed, ...(proxy_config && { proxy_config }) };
  return egressPolicyOf(policyOf({ permissions: { network_access } }));
}

test.for(wayRows)("$name", async (row) => {
  const read = parseAuthority(row.asked);
  if (!read.ok) throw new Error(read.fault);
  const { scheme, upgrades = false, found = [] } = row;
  const asked = { ...read.value, upgrades, ...(scheme && { scheme }) };
  const settings = { resolve: () => Promise.resolve(found), ownAddresses: () => [] };
  const judged = await judgeTarget(asked, policyFor(row), settings);
  if (!judged.ok) return expect(judged.refusal.code).toBe(row.expected);
  const { late, way, addresses } = judged.to;
  const through = way === undefined ? [] : [way.form, new URL(way.proxy.text).hostname];
  return expect([...(late === true ? ["late"] : []), ...through, ...addresses].join(" ")).toBe(row.expected);
});

test("who waits for addresses that only the proxy needs to know does not wait long", async () => {
  const policy = policyFor({ name: "", asked: "", expected: "" });
  const read = parseAuthority("a.test:443");
  if (!read.ok) throw new Error(read.fault);
  const never = new Promise<readonly string[]>(() => undefined);
  const judged = await judgeTarget(read.value, policy, { resolve: () => never, ownAddresses: () => [] });
  expect(judged).toMatchObject({ ok: true, to: { addresses: [], way: { form: "tunnel" } } });
});
