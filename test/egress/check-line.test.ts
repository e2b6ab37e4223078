import { expect, test } from "vitest";
import { checkLine } from "../../src/egress/check/check-line.ts";
import { checkCases, groups } from "./check-line.cases.ts";

test.for(checkCases)("%s %s %j", async ([kind, target, given, effect, code]) => {
  const { allowed = ["example.com"], blocked = [], https = false, headers = {} } = given;
  const lists = { allowed_domains: allowed, blocked_domains: blocked, require_https: https };
  const decision = await checkLine({ id: "1", kind, target, headers, ...lists }, groups);
  expect([decision.effect, decision.reasons[0].code]).toEqual([effect, code]);
  expect(decision.reasons[0].message).toMatch(/^[^\n\r]+$/u);
});

test.for([
  null,
  [],
  "x",
  {},
  { kind: "smtp", target: "example.com:25" },
  { kind: "connect" },
  { kind: "connect", target: 1 },
  { kind: "connect", target: "example.com:443", allowed_domains: "example.com" },
  { kind: "connect", target: "example.com:443", allowed_domains: ["example.com"], headers: { ":unheard": "x" } },
  { kind: "connect", target: "example.com:443", allowed_domains: ["example.com"], unheard: 1 },
  { kind: "connect", target: "example.com:443", allowed_domains: ["example.com"], require_https: "yes" },
])("what is no line is denied: %j", async (line) => {
  const decision = await checkLine(line, groups);
  expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "tool/bad-input"]);
});
