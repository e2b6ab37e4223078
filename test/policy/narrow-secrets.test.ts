import { expect, test } from "vitest";
import { narrowSecrets } from "../../src/policy/merge-security.ts";

const on = { enabled: true } as const;

test("a layer that may only narrow neither ends a search nor excuses anything from it", () => {
  const ours = { ...on, block_on_detection: true, custom_patterns: ["a"], exclude_patterns: ["x", "y"] };
  expect(narrowSecrets(ours, { enabled: false })).toEqual(ours);
  expect(narrowSecrets(ours, { ...on, custom_patterns: ["b"], exclude_patterns: ["y", "z"] })).toMatchObject({
    enabled: true,
    block_on_detection: true,
    custom_patterns: ["a", "b"],
    exclude_patterns: ["y"],
  });
  expect(narrowSecrets({ ...on, alert_on_detection: false }, on)).toMatchObject({ alert_on_detection: true });
  expect(narrowSecrets({ enabled: false }, ours)).toEqual(ours);
});
