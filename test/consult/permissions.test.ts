import { expect, test } from "vitest";
import { type CanUseTool, consult, localRules } from "../../src/consult/index.ts";
import { sessionRules } from "../../src/consult/approvals/rule-store.ts";
import { keepPermissions, readPermissionUpdates } from "../../src/consult/approvals/update-permissions.ts";
import { inMode, underClientMode } from "../../src/engine/index.ts";
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

test.for([
  ["replaceRules", "projectSettings", "localSettings", "deny"],
  ["removeRules", "projectSettings", "localSettings", "deny"],
  ["replaceRules", "cliArg", "session", "deny"],
  ["replaceRules", "localSettings", "localSettings", "ask"],
] as const)("after %s of %s what stands in %s means %s", async ([type, destination, kept, effect]) => {
  using stay = stayUnder(profile);
  const denying = (how: string, where: string): object => ({
    ...update(how, where, ...(how === "replaceRules" ? [] : ["make:*"])),
    behavior: "deny",
  });
  const say = async (told: object): Promise<unknown> =>
    await consult(stay.session, "Bash", { command: "npm test" }, { canUseTool: updating(told) });
  await say(denying("addRules", kept));
  expect(await effectOf(stay.session, "make install")).toBe("deny");
  await say(denying(type, destination));
  expect(await effectOf(stay.session, "make install")).toBe(effect);
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
  ["session", sessionRules],
  ["localSettings", localRules],
  ["userSettings", localRules],
] as const)("what it says again, with every answer, is kept once: %s", async ([destination, open]) => {
  using stay = stayUnder(profile);
  const folders = { type: "addDirectories", directories: [stay.home, stay.home], destination };
  const canUseTool = updating(update("addRules", destination, "make", "make"), folders);
  const kept = (): unknown =>
    open(stay.session)
      .list()
      .map(({ kind, rule: text }) => [kind, text]);
  const expected = [
    ["allow", "Bash(make)"],
    ["directory", stay.home],
  ];
  for (const command of ["npm test", "npm ci"]) {
    await consult(stay.session, "Bash", { command }, { canUseTool });
    expect(kept()).toEqual(expected);
  }
  await consult(
    stay.session,
    "Bash",
    { command: "npm ci" },
    { canUseTool: updating(update("removeRules", destination, "make")) },
  );
  expect(kept()).toEqual(expected.slice(1));
});

test.for([
  ["an unknown kind", { type: "setColour", destination: "session" }],
  ["an unknown mode", { type: "setMode", mode: "auto", destination: "session" }],
  ["no behaviour", { ...update("addRules", "session", "make"), behavior: "maybe" }],
  ["nowhere", update("addRules", "elsewhere", "make")],
  ["no rule", update("addRules", "session", "make | sh")],
  ["no list", { type: "addRules", behavior: "allow", destination: "session", rules: "make" }],
  ["a folder that is a pattern", { type: "addDirectories", directories: ["/a/*"], destination: "session" }],
] as const)("what can't be kept is a denial: %s", async ([, wrong]) => {
  using stay = stayUnder(profile);
  const { decision } = await consult(stay.session, "Bash", { command: "make" }, { canUseTool: updating(wrong) });
  expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "callback/failed"]);
  expect(await effectOf(stay.session, "make")).toBe("ask");
});

test("rules that deny or ask hold from then on, also for what runs, until they are taken back", async () => {
  using stay = stayUnder(profile);
  const canUseTool = updating(
    { ...update("addRules", "session", "echo b:*"), behavior: "deny" },
    { ...update("addRules", "userSettings", "echo c:*"), behavior: "ask" },
  );
  await consult(stay.session, "Bash", { command: "make" }, { canUseTool });
  const denied = await consult(stay.session, "Bash", { command: "echo b" });
  expect([denied.decision.effect, await effectOf(stay.session, "echo c")]).toEqual(["deny", "ask"]);
  const { under } = await consult(stay.session, "Bash", { command: "echo a" });
  expect(under?.profile.rules).toContainEqual(expect.objectContaining({ text: "Bash(echo b:*)", effect: "deny" }));
  expect(localRules(stay.session).list()).toMatchObject([{ kind: "ask", rule: "Bash(echo c:*)", project: "*" }]);
  const back = updating({ ...update("removeRules", "session", "echo b:*"), behavior: "deny" });
  await consult(stay.session, "Bash", { command: "make" }, { canUseTool: back });
  expect(await effectOf(stay.session, "echo b")).toBe("allow");
});

test("a mode and folders hold from then on, and open nothing that is denied", async () => {
  using stay = stayUnder(profile);
  const outside = stay.home;
  const read = async (path: string): Promise<string> =>
    (await consult(stay.session, "Read", { file_path: path })).decision.effect;
  const folders = (type: string): object => ({ type, directories: [`${outside}/notes`], destination: "session" });
  expect(await read(`${outside}/notes/a`)).not.toBe("allow");
  const canUseTool = updating(folders("addDirectories"), { type: "setMode", mode: "dontAsk", destination: "session" });
  await consult(stay.session, "Bash", { command: "make" }, { canUseTool });
  expect([await read(`${outside}/notes/a`), await read(`${outside}/others`)]).toEqual(["allow", "deny"]);
  expect([await effectOf(stay.session, "npm test"), await effectOf(stay.session, "rm a")]).toEqual(["deny", "deny"]);
});

test("no mode is looser than what the client is in, nor than the administrator's", async () => {
  using stay = stayUnder(profile);
  const { session } = stay;
  const bypass = updating({ type: "setMode", mode: "bypassPermissions", destination: "session" });
  const managed = { ...session.loaded, files: [...session.loaded.files, session.host.places.managedFile] };
  for (const held of [
    { ...session, clientMode: "default" as const },
    { ...session, loaded: managed },
  ]) {
    const { decision } = await consult(held, "Bash", { command: "make" }, { canUseTool: bypass });
    expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "callback/failed"]);
  }
  await consult(session, "Bash", { command: "make" }, { canUseTool: bypass });
  expect([await effectOf(session, "npm test"), await effectOf(session, "rm a")]).toEqual(["allow", "deny"]);
  expect(await effectOf({ ...session, loaded: managed }, "npm test")).toBe("ask");
});

const modes = ["plan", "dontAsk", "default", "acceptEdits", "bypassPermissions"] as const;

test("whatever mode was kept, a client's own mode that asks nobody lets no more through, here and behind its hook", async () => {
  const cells = modes.flatMap((own) =>
    ["plan", "dontAsk", "auto"].flatMap((said) => modes.map((kept) => [own, said, kept] as const)),
  );
  for (const [own, said, kept] of cells) {
    using stay = stayUnder({ ...profile, permission_mode: own });
    const before = underClientMode(stay.session, said, "Bash");
    const set = { type: "setMode", mode: kept, destination: "session" };
    const updates = readPermissionUpdates(stay.session, [set]);
    if (updates.ok) keepPermissions(stay.session, updates.value, "callback");
    // What the hook hands to the command line, whose session is another one.
    const { clientMode, loaded } = before;
    const handed = { ...before.choice, mode: loaded.profile.mode, ...(clientMode && { clientMode }) };
    const { clientMode: _, ...behind } = { ...inMode(stay.session, loaded.profile.mode), choice: handed };
    for (const session of [before, behind])
      for (const command of ["npm test", "git push", "touch a"])
        expect([own, said, kept, command, await effectOf(session, command)]).toEqual([
          own,
          said,
          kept,
          command,
          "deny",
        ]);
  }
});
