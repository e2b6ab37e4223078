import { expect, test } from "vitest";
import { groupHosts, groupNames } from "../../src/policy/index.ts";
import { groupCases } from "./host-groups.cases.ts";

test.for(groupCases)("$group: $name", ({ group, files = {}, env = {}, hosts }) => {
  const settings = {
    files: (path: string) => Object.entries(files).flatMap(([name, text]) => (name === path ? [text] : [])),
    env: (name: string) => new Map(Object.entries(env)).get(name),
  };
  expect(groupHosts(group, settings)).toEqual(hosts);
});

test("all of them together are a group, too", () => {
  const settings = { files: () => [], env: () => undefined };
  const each = groupNames.filter((name) => name !== "@registries").flatMap((name) => groupHosts(name, settings) ?? []);
  expect(groupHosts("@registries", settings)).toEqual(each);
  expect(groupHosts("@unknown", settings)).toBeUndefined();
});
