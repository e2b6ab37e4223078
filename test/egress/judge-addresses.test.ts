import { expect, test } from "vitest";
import { judgeAddresses } from "../../src/egress/judge-addresses.ts";
import { hostPolicyFrom } from "../../src/policy/host-policy.ts";

function policy(allowed: readonly string[], blocked: readonly string[] = []) {
  const made = hostPolicyFrom({ allowed, blocked, requireHttps: false, groups: new Map() });
  if (typeof made === "string") throw new Error(made);
  return made;
}

const found: readonly string[] = ["192.0.2.7", "10.0.0.8"];
const name = { kind: "name", name: "some.test" } as const;
const open = policy(["*.test"]);
const own: readonly string[] = [];

function told(hosts: typeof open, mine: readonly string[], port = 80): readonly string[] {
  const judged = judgeAddresses(found, { host: name, port }, { hosts, own: mine });
  return judged.map((each) => (typeof each === "string" ? each : each.code));
}

test("an answer is judged once, and again for another policy, another target and other addresses of this host", () => {
  const usual = ["192.0.2.7", "net/address-refused"];
  expect(told(open, own)).toEqual(usual);
  expect(judgeAddresses(found, { host: name, port: 80 }, { hosts: open, own })).toBe(
    judgeAddresses(found, { host: name, port: 80 }, { hosts: open, own }),
  );
  expect(told(policy(["*.test"], ["192.0.2.7"]), own)).toEqual(["net/denied", "net/address-refused"]);
  expect(told(policy(["*.test", "10.0.0.8:80"]), own)).toEqual(found);
  expect(told(policy(["*.test", "10.0.0.8:80"]), own, 81)).toEqual(usual);
  expect(told(open, ["192.0.2.7"])).toEqual(["net/address-refused", "net/address-refused"]);
  expect(told(open, own)).toEqual(usual);
});

test("the port is part of what is judged", () => {
  const listed = policy(["*.test", "10.0.0.8:80"]);
  expect(told(listed, own, 80)).toEqual(found);
  expect(told(listed, own, 81)).toEqual(["192.0.2.7", "net/address-refused"]);
});
