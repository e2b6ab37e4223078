import { expect, test } from "vitest";
import { narrowScanning } from "../../src/policy/merge-security.ts";

const on = { enabled: true, severity_threshold: "high" } as const;

test("what either layer scans is scanned, and told from the lower severity on", () => {
  const ours = { ...on, tools: ["bandit"], block_on_high: true, scan_dependencies: false };
  const medium = { enabled: true, severity_threshold: "medium" } as const;
  const theirs = { ...medium, tools: ["semgrep"], scan_dependencies: false };
  expect(narrowScanning(ours, theirs)).toEqual({
    enabled: true,
    tools: ["bandit", "semgrep"],
    severity_threshold: "medium",
    block_on_high: true,
    scan_dependencies: false,
  });
  expect(narrowScanning(ours, on)).toMatchObject({
    tools: ["bandit", "npm-audit", "safety"],
    severity_threshold: "high",
    scan_dependencies: true,
  });
  expect(narrowScanning(ours, { enabled: true })).toMatchObject({ severity_threshold: "low" });
});

test("a layer that switches it off changes nothing", () => {
  expect(narrowScanning(on, { enabled: false })).toEqual(on);
  expect(narrowScanning({ enabled: false, tools: ["x"] }, on)).toEqual(on);
});
