import { expect, test } from "vitest";
import { everyGroupHosts, groupHosts } from "../../src/policy/index.ts";
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
  const each = [...everyGroupHosts(settings)].flatMap(([name, hosts]) => (name === "@registries" ? [] : hosts));
  expect(each).toContain("registry.npmjs.org");
  expect(groupHosts("@registries", settings)).toEqual(each);
  expect(groupHosts("@unknown", settings)).toBeUndefined();
});
