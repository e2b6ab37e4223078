import { expect, test } from "vitest";
import { withWalledRules } from "../../src/policy/index.ts";
import { context, policyOf } from "./policy-of.ts";

const rows: readonly (readonly [rule: string, hosts: readonly string[]])[] = [
  ["WebFetch(domain:example.com)", ["listed.test", "example.com"]],
  ["WebFetch(domain:localhost:8080)", ["listed.test", "localhost:8080"]],
  ["WebFetch", ["listed.test"]],
  ["Bash(curl domain:example.com)", ["listed.test"]],
];

test.for(rows)("what %s lets commands ask for", ([rule, hosts]) => {
  const { profile } = policyOf({
    allowed_tools: [rule],
    disallowed_tools: ["WebFetch(domain:denied.test)"],
    permissions: { network_access: { allowed_domains: ["listed.test"] } },
  });
  expect(withWalledRules(profile, context).network.allowed.map(({ text }) => text)).toEqual(hosts);
});
