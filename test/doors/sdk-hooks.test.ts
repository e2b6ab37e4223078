import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMemory } from "../../src/doors/sdk/memory.ts";
import { createSallyport, type HookOutput, type Sallyport, type SallyportOptions } from "../../src/index.ts";

let home = "";
let env: Record<string, string> = {};
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-sdk-")));
  mkdirSync(join(home, "project/.git"), { recursive: true });
  mkdirSync(join(home, "project/src"));
  env = { HOME: home, PATH: process.env["PATH"] ?? "", XDG_RUNTIME_DIR: join(home, "run") };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const { signal } = new AbortController();
const open = (options: SallyportOptions): Sallyport => createSallyport({ env, cwd: join(home, "project"), ...options });
const audit = (): string => join(home, ".local/state/sallyport/audit");
const records = (): readonly Readonly<Record<string, unknown>>[] => {
  const file = join(audit(), "audit-000001.jsonl");
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
};
const before = async ({ hooks }: Sallyport, event: object, id = "t1"): Promise<HookOutput["hookSpecificOutput"]> =>
  (await hooks.PreToolUse[0]?.hooks[0]?.({ hook_event_name: "PreToolUse", ...event }, id, { signal }))
    ?.hookSpecificOutput;
const after = async ({ hooks }: Sallyport, event: object): Promise<HookOutput | undefined> =>
  await hooks.PostToolUse[0]?.hooks[0]?.({ hook_event_name: "PostToolUse", ...event }, "t1", { signal });
const bash = (command: string, more: object = {}): object => ({ tool_name: "Bash", tool_input: { command }, ...more });

test("a subagent gets no more than its kind has, also by the callback, which knows only its number", async () => {
  const agents = { reader: { tools: ["Read", "Bash(ls:*)"] } };
  await using sallyport = open({ profile: { name: "p", extends: "workspace", allowed_tools: ["Bash"], agents } });
  const reader = { agent_id: "a1", agent_type: "reader" };
  expect(await before(sallyport, bash("make", reader))).toMatchObject({ permissionDecision: "deny" });
  expect(await before(sallyport, bash("make"))).toMatchObject({ permissionDecision: "allow" });
  expect(await before(sallyport, bash("ls", reader))).toMatchObject({
    permissionDecision: "allow",
    updatedInput: { command: expect.stringMatching(/--agent\S*reader/u) as string },
  });
  const ask = async (command: string, agentID?: string): Promise<string> =>
    (await sallyport.canUseTool("Bash", { command }, { signal, ...(agentID !== undefined && { agentID }) })).behavior;
  expect([await ask("make"), await ask("make", "a1"), await ask("ls", "a1")]).toEqual(["allow", "deny", "allow"]);
  expect(await sallyport.canUseTool("Bash", { command: "ls" }, { signal, agentID: "a2" })).toMatchObject({
    behavior: "deny",
    message: expect.stringContaining("which kind of agent asks is not known") as string,
  });
  const verdict = await sallyport.decide("Bash", { command: "make" }, { agentType: "reader" });
  expect(verdict.behavior).toBe("deny");
  expect(records().map(({ agents: told = [], verdict: effect }) => [told, effect])).toEqual([
    [["reader"], "deny"],
    [[], "allow"],
    [["reader"], "allow"],
    [[], "allow"],
    [["reader"], "deny"],
    [["reader"], "allow"],
    [[], "deny"],
  ]);
});

test("what the hook was told of a use holds for the callback, too: the folder and the mode", async () => {
  await using sallyport = open({ allowedTools: ["Bash(echo:*)"], mode: "bypassPermissions", confine: false });
  const cwd = join(home, "project/src");
  const event = { tool_name: "Read", tool_input: { file_path: "../../.ssh/id" }, cwd, permission_mode: "default" };
  expect(await before(sallyport, event, "t1")).toMatchObject({ permissionDecision: "deny" });
  expect(await before(sallyport, bash("make", { cwd, permission_mode: "default" }), "t2")).toMatchObject({
    permissionDecision: "ask",
  });
  const use = { signal, toolUseID: "t2" };
  expect(await sallyport.canUseTool("Bash", { command: "make" }, use)).toMatchObject({ behavior: "deny" });
  expect(await sallyport.canUseTool("Bash", { command: "make" }, { signal })).toMatchObject({ behavior: "allow" });
  expect(records().map(({ cwd: folder }) => folder)).toEqual([cwd, cwd, join(home, "project")]);
});

test("conditions of the profile ask about the caller's context", async () => {
  const when = [{ context: { env: "prod*" }, disallowed_tools: ["Bash(make:*)"] }];
  const profile = { name: "p", extends: "workspace", allowed_tools: ["Bash"], when };
  await using there = open({ profile, context: { env: "production", user: { name: "anna" } } });
  await using here = open({ profile, context: { env: "test" } });
  const verdict = async ({ decide }: Sallyport): Promise<string> =>
    (await decide("Bash", { command: "make" })).behavior;
  expect([await verdict(there), await verdict(here)]).toEqual(["deny", "allow"]);
  expect(await before(there, bash("ls"))).toMatchObject({
    updatedInput: { command: expect.stringMatching(/--context\S*env\S*production/u) as string },
  });
});

test("a tool of Sallyport's own server is left to the client, but for a denial", async () => {
  await using sallyport = open({ profile: { name: "p", extends: "workspace", disallowed_tools: ["Bash(make:*)"] } });
  const use = (command: string): object => ({ tool_name: "mcp__sallyport__bash", tool_input: { command } });
  expect(await before(sallyport, use("ls"))).toBeUndefined();
  expect(await before(sallyport, use("make"))).toMatchObject({ permissionDecision: "deny" });
  const answer = async (command: string): Promise<object> =>
    await sallyport.canUseTool("mcp__sallyport__bash", { command }, { signal });
  expect(await answer("ls")).toEqual({ behavior: "allow", updatedInput: { command: "ls" } });
  expect(await answer("make")).toMatchObject({ behavior: "deny" });
});

const key = `AKIA${"QWERTYUIOPASDFGH"}`;
const response = {
  stdout: key,
  stderr: "",
  interrupted: false,
  persistedOutputPath: "/tmp/all",
  parts: [{ type: "text" }],
};

test("an output whose record can't be kept is seen by nobody, in the shape that the client takes", async () => {
  const profile = { name: "p", extends: "workspace", security_policies: { prevent_secrets_exposure: true } };
  await using sallyport = open({ profile });
  const used = { ...bash("cat key"), tool_response: response };
  const seen = await after(sallyport, used);
  expect(JSON.stringify(seen)).not.toContain(key);
  expect(seen).toMatchObject({ hookSpecificOutput: { updatedToolOutput: { stderr: "", parts: [{ type: "text" }] } } });
  expect(seen?.hookSpecificOutput).not.toHaveProperty("updatedToolOutput.persistedOutputPath");
  rmSync(audit(), { recursive: true });
  writeFileSync(audit(), "");
  const failed = await after(sallyport, used);
  expect(failed).toMatchObject({
    continue: false,
    stopReason: expect.stringMatching(/^sallyport: /u) as string,
    hookSpecificOutput: {
      updatedToolOutput: {
        stdout: expect.stringContaining("withheld") as string,
        interrupted: false,
        parts: [{ type: "text" }],
      },
    },
  });
  expect(JSON.stringify(failed)).not.toContain(key);
  expect(await after(sallyport, { tool_name: "Bash", tool_response: key })).toMatchObject({ continue: false });
  rmSync(audit());
});

test("hooks of the profile are told of the session, and once of what was used, commands where they ran", async () => {
  const log = join(home, "told");
  const answer = JSON.stringify({ hookSpecificOutput: { additionalContext: "more" } });
  const hook = (command: string, matcher = "*"): object[] => [{ matcher, hooks: [{ type: "command", command }] }];
  const hooks = {
    PostToolUse: hook(`echo told >> ${log}`),
    SessionStart: hook(`echo start >> ${log}; echo '${answer}'`, "resume"),
    SessionEnd: hook("exit 1"),
  };
  await using sallyport = open({ profile: { name: "p", extends: "workspace", hooks } });
  const at = async (name: "SessionStart" | "SessionEnd", about: object): Promise<HookOutput | undefined> =>
    await sallyport.hooks[name][0]?.hooks[0]?.({ hook_event_name: name, ...about }, undefined, { signal });
  expect(await at("SessionStart", { source: "startup" })).toEqual({});
  expect(await at("SessionStart", { source: "resume" })).toEqual({
    hookSpecificOutput: { hookEventName: "SessionStart", additionalContext: "more" },
  });
  await after(sallyport, { tool_name: "Read", tool_input: { file_path: "a" }, tool_response: "x" });
  await after(sallyport, { ...bash("true"), tool_response: response });
  expect(await at("SessionEnd", { reason: "clear" })).toEqual({
    systemMessage: expect.stringContaining("SessionEnd hook exit 1 failed") as string,
  });
  expect(readFileSync(log, "utf8")).toBe("start\ntold\n");
});

test("so many uses are remembered, and none goes unheard", () => {
  const heard: number[] = [];
  const memory = createMemory<number>(2, (value) => void heard.push(value));
  for (const value of [1, 2, 3, 4]) memory.keep(String(value), value);
  expect([heard, memory.take("3"), memory.find("3")]).toEqual([[1, 2], 3, undefined]);
  memory.keep("4", 5);
  memory.clear();
  expect(heard).toEqual([1, 2, 4, 5]);
});
