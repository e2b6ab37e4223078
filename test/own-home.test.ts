import { userInfo } from "node:os";
import { expect, test } from "vitest";
import { ownHome } from "../src/own-home.ts";

const account = userInfo().homedir;

test.for([
  { name: "an absolute one", given: "/somewhere", home: "/somewhere", told: "/somewhere" },
  { name: "a relative one", given: "here", home: account, told: account },
  { name: "an empty one", given: "", home: account, told: account },
  { name: "none", given: undefined, home: account, told: undefined },
])("of HOME, $name means one folder to all", ({ given, home, told }) => {
  const found = ownHome(new Map(given === undefined ? [] : [["HOME", given]]));
  expect([found.home, found.env.get("HOME")]).toEqual([home, told]);
});
