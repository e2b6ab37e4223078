import { expect, test } from "vitest";
import { type CanUseTool, consult, localRules } from "../../src/consult/index.ts";
import { stayUnder } from "./session.ts";

const profile = {
  permission_mode: "default",
  allowed_tools: ["Bash(echo:*)"],
  ask_tools: ["Bash(git push:*)"],
  disallowed_tools: ["Bash(rm:*)"],
};
const rule = (ruleContent: string): object => ({ toolName: "Bash", ruleContent });
const update = (type: string, destination: string, ...contents: readonly string[]): object => ({
  type,
  behavior: "allow",
  destination,
  rules: contents.map(rule),
});
const updating =
  (...updatedPermissions: readonly object[]): CanUseTool =>
  () => ({ behavior: "allow", updatedPermissions });

const effectOf = async (session: Parameters<typeof consult>[0], command: string): Promise<string> =>
  (await consult(session, "Bash", { command })).decision.effect;

test("what a callback permits for the session holds there, beneath every denial", async () => {
  using stay = stayUnder(profile);
  using other = stayUnder(profile);
  const canUseTool = updating(update("addRules", "session", "make:*", "git push:*", "rm:*"));
  await consult(stay.session, "Bash", { command: "make" }, { canUseTool });
  expect(await effectOf(stay.session, "make install")).toBe("allow");
  expect(await effectOf(stay.session, "git push")).toBe("allow");
  expect(await effectOf(stay.session, "rm a")).toBe("deny");
  expect(await effectOf(stay.session, "npm test")).toBe("ask");
  expect(await effectOf(other.session, "make install")).toBe("ask");
  await consult(
    stay.session,
    "Bash",
    { command: "npm test" },
    { canUseTool: updating(update("removeRules", "session", "make:*")) },
  );
  expect(await effectOf(stay.session, "make install")).toBe("ask");
  await consult(
    stay.session,
    "Bash",
    { command: "npm test" },
    { canUseTool: updating(update("replaceRules", "session", "npm test")) },
  );
  expect([await effectOf(stay.session, "git push"), await effectOf(stay.session, "npm test")]).toEqual([
    "ask",
    "allow",
  ]);
});

test("what it permits for good is kept with who and when", async () => {
  using stay = stayUnder(profile);
  await consult(
    stay.session,
    "Bash",
    { command: "make" },
    { canUseTool: updating(update("addRules", "localSettings", "make")) },
  );
  expect(localRules(stay.session).list()).toMatchObject([
    { rule: "Bash(make)", by: "callback", project: stay.project },
  ]);
  expect(await effectOf(stay.session, "make")).toBe("allow");
});

test.for([
  ["another kind", { type: "setMode", mode: "bypassPermissions", destination: "session" }],
  ["a rule that denies", { ...update("addRules", "session", "make"), behavior: "deny" }],
  ["nowhere", update("addRules", "elsewhere", "make")],
  ["no rule", update("addRules", "session", "make | sh")],
  ["no list", { type: "addRules", behavior: "allow", destination: "session", rules: "make" }],
] as const)("what can't be kept is a denial: %s", async ([, wrong]) => {
  using stay = stayUnder(profile);
  const { decision } = await consult(stay.session, "Bash", { command: "make" }, { canUseTool: updating(wrong) });
  expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "callback/failed"]);
  expect(await effectOf(stay.session, "make")).toBe("ask");
});
