import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSallyport, type Sallyport } from "../../src/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

let home = "";
let env: Record<string, string> = {};
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-sdk-")));
  mkdirSync(join(home, "project/.git"), { recursive: true });
  env = { HOME: home, PATH: process.env["PATH"] ?? "", XDG_RUNTIME_DIR: join(home, "run") };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (options: Parameters<typeof createSallyport>[0]): ReturnType<typeof createSallyport> =>
  createSallyport({ env, cwd: join(home, "project"), ...options });
const records = (): readonly unknown[] => {
  const file = join(home, ".local/state/sallyport/audit/audit-000001.jsonl");
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return lines.map((line): unknown => JSON.parse(line));
};
const { signal } = new AbortController();
const lists = { allowedTools: ["Bash(echo:*)"], disallowedTools: ["Bash(rm:*)"], mode: "default" } as const;

test("a plan is of what would run, and says what was rewritten", async () => {
  const profile = join(home, "profile.json");
  const rewrite = [{ match: "Bash(git push:*)", strip: ["--force"], wrap: "timeout 30" }];
  writeFileSync(profile, JSON.stringify({ rewrite, allowed_tools: ["Bash(git:*)", "Write"] }));
  const sallyport = open({ profile, mode: "plan" });
  const { plan } = await sallyport.decide("Bash", { command: "git push -f origin > log" });
  expect(plan?.rewritten).toEqual([
    { from: "git push -f origin", to: "git push origin" },
    { from: "git push origin", to: "timeout 30 git push origin" },
  ]);
  expect(plan?.steps.map(({ effect, what }) => `${effect} ${what}`)).toEqual([
    "allow log",
    "allow timeout 30 git push origin",
    "allow git push origin",
  ]);
  const plain = await sallyport.decide("Bash", { command: "git status" });
  expect(plain.plan).not.toHaveProperty("rewritten");
  const { plan: unsure } = await sallyport.decide("Bash", { command: "git push -f $x" });
  expect([unsure?.effect, unsure?.steps.at(-1)?.kind]).toEqual(["deny", "rewrite"]);
  const inRoot = join(home, "sandbox.json");
  writeFileSync(inRoot, JSON.stringify({ allowed_tools: ["Write"], sandbox: { root: join(home, "sandbox") } }));
  const below = open({ profile: inRoot, mode: "plan" });
  const { plan: made } = await below.decide("Write", { file_path: "/srv/a", content: "" });
  expect(made?.rewritten).toEqual([{ from: "/srv/a", to: join(home, "sandbox/srv/a") }]);
  const limited = join(home, "limited.json");
  const permissions = {
    tool_permissions: { bash: { timeout_seconds: 5 } },
    agent_permissions: { model_selection: { allowed_models: ["small"], default_model: "small" } },
  };
  writeFileSync(limited, JSON.stringify({ allowed_tools: ["Bash", "Task"], permissions }));
  const lowered = open({ profile: limited, mode: "plan" });
  const rewritten = async (tool: string, input: Record<string, unknown>): Promise<unknown> =>
    (await lowered.decide(tool, input)).plan?.rewritten;
  expect(await rewritten("Bash", { command: "make", timeout: 600_000 })).toEqual([
    { from: "timeout 600000", to: "timeout 5000" },
  ]);
  expect(await rewritten("Bash", { command: "make", timeout: 4000 })).toBeUndefined();
  expect(await rewritten("Task", { description: "d", prompt: "p" })).toEqual([{ from: "no model", to: "model small" }]);
});

describe("the examples of the documentation", () => {
  const text = readFileSync(join(root, "docs/sdk.md"), "utf8");
  const examples = [...text.matchAll(/```ts\n([^]*?)```/gu)].map(([, code = ""], index) => [index + 1, code] as const);
  const write = (name: string, code: string): string => {
    const modules = join(home, "project/node_modules");
    mkdirSync(modules, { recursive: true });
    if (!existsSync(join(modules, "sallyport"))) symlinkSync(root, join(modules, "sallyport"));
    const file = join(home, `project/${name}.mts`);
    writeFileSync(file, code);
    return file;
  };

  test.for(examples)("number %i runs", ([, code]) => {
    const file = write("example", code);
    const run = spawnSync(process.execPath, [file], { cwd: dirname(file), env, encoding: "utf8" });
    expect([run.stderr, run.status]).toEqual(["", 0]);
  });

  test("have the types they say, whatever else a program is compiled for", () => {
    const written = examples.map(([number, code]) => write(`example-${number}`, code));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2024"];
    const types = ["--types", "node", "--typeRoots", join(root, "node_modules/@types")];
    const checked = spawnSync(process.execPath, [compiler, ...flags, ...types, ...written], { encoding: "utf8" });
    expect([checked.stdout, checked.status]).toEqual(["", 0]);
  });

  test("there are some", () => expect(examples.length).toBeGreaterThan(2));
});

test("the profile of a host that was killed goes with the next one", async () => {
  const folder = join(home, "run/sallyport/profiles");
  const kept = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const options = JSON.stringify({ env, cwd: join(home, "project"), profile: { name: "whole" } });
  const code = `import { createSallyport } from ${JSON.stringify(join(root, "src/index.ts"))};
    createSallyport(${options}); process.kill(process.pid, "SIGKILL");`;
  expect(spawnSync(process.execPath, ["--input-type=module", "-e", code]).signal).toBe("SIGKILL");
  const [stale] = kept();
  expect(stale).toBeDefined();
  await using first = open({ profile: { name: "whole" } });
  expect(first.profile).toBe("whole");
  const [own] = kept();
  expect(own).not.toBe(stale);
  await using second = open({ profile: { name: "another" } });
  expect(second.profile).toBe("another");
  expect(kept()).toHaveLength(2);
});

test("verdicts are not recorded, answers to the client are, once each", async () => {
  await using sallyport = open(lists);
  expect((await sallyport.decide("Bash", { command: "echo a" })).behavior).toBe("allow");
  expect(records()).toEqual([]);
  const use = { signal, toolUseID: "t1" };
  expect((await sallyport.canUseTool("Bash", { command: "rm a" }, use)).behavior).toBe("deny");
  expect(records()).toHaveLength(1);
  const asked = { tool_name: "Bash", tool_input: { command: "make" }, tool_use_id: "t2" };
  const said = await sallyport.hooks.PreToolUse[0]?.hooks[0]?.(asked, "t2", { signal });
  expect(said?.hookSpecificOutput).toMatchObject({ permissionDecision: "ask" });
  expect(records()).toHaveLength(1);
  const answer = await sallyport.canUseTool("Bash", { command: "make" }, { signal, toolUseID: "t2" });
  expect(answer).toMatchObject({ behavior: "deny", message: expect.stringContaining("nobody to confirm it: give") });
  expect(records()).toMatchObject([
    { verdict: "deny" },
    { verdict: "deny", decided_by: "nobody", input: { command: "make" } },
  ]);
});

test("what a hook left to be confirmed, and nobody asked about, is recorded in the end", async () => {
  {
    await using sallyport = open(lists);
    await sallyport.hooks.PreToolUse[0]?.hooks[0]?.({ tool_name: "Bash", tool_input: { command: "make" } }, "t1", {
      signal,
    });
  }
  expect(records()).toMatchObject([{ verdict: "ask" }]);
});

test("a hook that is given nonsense denies", async () => {
  await using sallyport = open(lists);
  for (const event of [{}, { tool_name: "Bash", tool_input: "make" }, { tool_name: 1, tool_input: {} }]) {
    const said = await sallyport.hooks.PreToolUse[0]?.hooks[0]?.(event, "t1", { signal });
    expect(said?.hookSpecificOutput).toMatchObject({ permissionDecision: "deny" });
  }
  expect(records()).toHaveLength(3);
});

/** Called as a program without types might. */
const anyCall = <T>(call: (...given: never[]) => T): ((given: readonly unknown[]) => T) =>
  Function.prototype.apply.bind(call, undefined) as (given: readonly unknown[]) => T;

const echo = { command: "echo a" };
const gone = AbortSignal.abort();

test("what is of no form that it knows is denied by every call, and recorded once", async () => {
  await using sallyport = open({ ...lists, confine: false });
  const asked = [[], [5, {}], ["", {}], ["Bash"], ["Bash", null], ["Bash", []], ["Bash", echo, { signal: 5 }]];
  const cancelled = ["Bash", echo, { signal: gone }];
  for (const given of [...asked, cancelled]) {
    const answer = await anyCall(sallyport.canUseTool)(given);
    expect([given, answer]).toEqual([given, { behavior: "deny", message: expect.any(String) as string }]);
    expect(await anyCall(sallyport.decide)(given)).toMatchObject({
      behavior: "deny",
      reasons: [{ code: "tool/bad-input" }],
    });
  }
  const options = [5, { timeoutMs: 0 }, { timeoutMs: Number.NaN }, { agentType: 5 }, { signal: {} }, { signal: gone }];
  const runs = [[], [[]], [5], [null], [["echo", 5]], [{}], ...options.map((told) => ["echo a", told])];
  for (const given of runs)
    expect(await anyCall(sallyport.run)(given).result).toMatchObject({
      status: 126,
      stdout: "",
      verdict: { behavior: "deny", reasons: [{ code: "tool/bad-input" }] },
    });
  expect(records().length).toBe(asked.length + 1 + runs.length);
  expect(await anyCall(sallyport.canUseTool)(["Bash", echo])).toEqual({ behavior: "allow", updatedInput: echo });
});

test("its hooks deny, too, and withhold what they can't make sense of", async () => {
  await using sallyport = open(lists);
  const { PreToolUse, PostToolUse, SessionStart } = sallyport.hooks;
  const event = { tool_name: "Bash", tool_input: echo };
  for (const given of [[], [null], [5, 5, 5], [event, "t", 5], [event, "t", { signal: gone }]]) {
    const said = await anyCall(PreToolUse[0]?.hooks[0] ?? fail)(given);
    expect([given, said]).toMatchObject([given, { hookSpecificOutput: { permissionDecision: "deny" } }]);
  }
  expect(records()).toHaveLength(5);
  expect(await anyCall(PostToolUse[0]?.hooks[0] ?? fail)([null])).toMatchObject({ continue: false });
  expect(await anyCall(SessionStart[0]?.hooks[0] ?? fail)([])).toEqual({});
});

const fail = (): never => {
  throw new Error("there is no such hook");
};

test("nothing runs once it was disposed of", async () => {
  const sallyport = open(lists);
  await sallyport[Symbol.asyncDispose]();
  expect(await sallyport.run("echo a").result).toMatchObject({ status: 126, stdout: "" });
  expect((await sallyport.canUseTool("Bash", echo, { signal })).behavior).toBe("deny");
  expect(await sallyport.decide("Bash", echo)).toMatchObject({
    behavior: "deny",
    reasons: [{ code: "tool/bad-input" }],
  });
  const event = { tool_name: "Bash", tool_input: echo };
  const said = await sallyport.hooks.PreToolUse[0]?.hooks[0]?.(event, "t1", { signal });
  expect(said).toMatchObject({ hookSpecificOutput: { permissionDecision: "deny" } });
});

test("a run that fails ends no program that does not wait for it", async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", note);
  try {
    await using sallyport = open({ profile: { extends: "workspace", sandbox: { root: join(home, "missing") } } });
    const running = sallyport.run("echo a");
    for await (const _ of running.stdout) throw new Error("it ran");
    await setImmediate();
    expect(unhandled).toEqual([]);
    await expect(running.result).rejects.toThrow(/missing/u);
  } finally {
    process.off("unhandledRejection", note);
  }
});

test.for([
  [null],
  [5],
  [{ cwd: 5 }],
  [{ allowedTools: "Bash" }],
  [{ session: 5 }],
  [{ canUseTool: 5 }],
  [{ callbackTimeoutMs: 0 }],
  [{ env: { HOME: 5 } }],
  [{ disallowed_tools: ["Bash"] }],
])("options such as %j are an error with a code", (given) => {
  expect(() => anyCall(createSallyport)(given)).toThrow(expect.objectContaining({ code: "config/usage" }));
});

const uses = [
  ["Bash", { command: "make" }],
  ["Write", { file_path: "a", content: "b" }],
  ["mcp__a__b", {}],
  ["Task", { description: "d", prompt: "p", subagent_type: "a" }],
] as const;

test.for<readonly [options: object, userProfile: object | undefined, asked: number]>([
  [{}, undefined, 4],
  [{ mode: "default" }, undefined, 4],
  [{ disallowedTools: ["Task"] }, undefined, 3],
  [{}, { name: "empty" }, 4],
  // who lists what may run is asked about the rest
  [{}, { allowed_tools: ["Bash"] }, 3],
  [{ profile: "workspace" }, undefined, 1],
])("a callback is asked about all that no list names: %j, %j", async ([options, userProfile, count]) => {
  const folder = join(home, ".config/sallyport");
  mkdirSync(folder, { recursive: true });
  if (userProfile !== undefined) writeFileSync(join(folder, "profile.json"), JSON.stringify(userProfile));
  const asked: string[] = [];
  const denying = (tool: string): object => (asked.push(tool), { behavior: "deny", message: "no" });
  await using sallyport = open({ ...options, canUseTool: denying });
  for (const [tool, input] of uses) {
    const { behavior } = await sallyport.decide(tool, input);
    expect(behavior).toBe(asked.includes(tool) || JSON.stringify(options).includes(tool) ? "deny" : "allow");
  }
  expect(asked).toHaveLength(count);
  // Reading does no harm.
  expect((await sallyport.decide("Bash", { command: "ls" })).behavior).toBe("allow");
});

test("what an agent has spent counts towards the limits of its profile, by day and for all sessions", async () => {
  const model_selection = {
    allowed_models: ["small"],
    default_model: "small",
    cost_limits: { daily_budget_usd: 1 },
  };
  const profile = { name: "thrifty", allowed_tools: ["Task"], permissions: { agent_permissions: { model_selection } } };
  await using one = open({ profile });
  await using other = open({ profile });
  const start = async (sallyport: Sallyport, id: string): Promise<string> => {
    const answer = await sallyport.canUseTool("Task", { description: "d", prompt: "p" }, { signal, toolUseID: id });
    return answer.behavior === "allow" ? answer.behavior : answer.message;
  };
  one.spent(0.6);
  expect(await start(other, "1")).toBe("allow");
  for (const nonsense of [-1, Number.NaN, Infinity, "0.4", undefined]) {
    expect(() => anyCall(one.spent)([nonsense])).toThrow(expect.objectContaining({ code: "config/usage" }));
  }
  expect(await start(other, "2")).toBe("allow");
  other.spent(0.4);
  expect(await start(one, "3")).toContain("daily_budget_usd");
});

test("a client's mode narrows that of the profile", async () => {
  await using sallyport = open({ ...lists, mode: "bypassPermissions" });
  const event = { tool_name: "Bash", tool_input: { command: "make" }, permission_mode: "dontAsk" };
  const said = await sallyport.hooks.PreToolUse[0]?.hooks[0]?.(event, "t1", { signal });
  expect(said?.hookSpecificOutput).toMatchObject({ permissionDecision: "deny" });
});

test("a callback wants the agent to stop, and a person may be asked", async () => {
  const denying = (): object => ({ behavior: "deny", message: "enough", interrupt: true });
  await using one = open({ ...lists, canUseTool: denying });
  expect(await one.canUseTool("Bash", { command: "make" }, { signal })).toMatchObject({
    behavior: "deny",
    interrupt: true,
  });
  await using other = open({
    ...lists,
    confine: false,
    approve: ({ tool, input }) =>
      Promise.resolve({ answer: tool === "Bash" && input["command"] === "make" ? "once" : "deny", by: "anna" }),
  });
  expect(await other.canUseTool("Bash", { command: "make" }, { signal })).toEqual({
    behavior: "allow",
    updatedInput: { command: "make" },
  });
  expect((await other.canUseTool("Bash", { command: "make install" }, { signal })).behavior).toBe("deny");
});

test("what the profile rewrites, the client gets so", async () => {
  const rewrite = [{ match: "Bash(git push:*)", strip: ["--force"], wrap: "timeout 30" }];
  const profile = { name: "t", allowed_tools: ["Bash(git:*)"], rewrite };
  await using sallyport = open({ profile, confine: false });
  const use = async (command: string): Promise<unknown> => await sallyport.canUseTool("Bash", { command }, { signal });
  expect(await use("git push -f origin")).toEqual({
    behavior: "allow",
    updatedInput: { command: "timeout 30 git push origin" },
  });
  expect(await use("git push $x")).toMatchObject({ behavior: "deny" });
  expect(records()).toMatchObject([
    { verdict: "allow", input: { command: "git push -f origin" }, rewritten: "timeout 30 git push origin" },
    { verdict: "deny", reasons: [{ code: "command/not-rewritten" }] },
  ]);
});

test("a whole profile stands in a file of this user's alone, for as long as it is used", async () => {
  const sallyport = open({ profile: { name: "own", allowed_tools: ["Bash(echo:*)"] } });
  const answer = await sallyport.canUseTool("Bash", { command: "echo a" }, { signal });
  const command = answer.behavior === "allow" ? String(answer.updatedInput["command"]) : "";
  const file = /--profile\\=(\S+)/u.exec(command)?.[1] ?? "";
  expect(existsSync(file)).toBe(true);
  await sallyport[Symbol.asyncDispose]();
  expect(existsSync(file)).toBe(false);
});

test("a profile that is edited counts from the next request on, and a broken one does not", async () => {
  const profile = join(home, "edited.json");
  const write = (...allowed_tools: readonly string[]): void =>
    writeFileSync(profile, JSON.stringify({ allowed_tools }));
  write("Bash(echo:*)", "Bash(cargo:*)");
  await using sallyport = open({ profile, mode: "dontAsk" });
  const command = "cargo --version";
  const judged = async (): Promise<string> => (await sallyport.decide("Bash", { command })).behavior;
  expect(await judged()).toBe("allow");
  write("Bash(true)");
  expect([await judged(), (await sallyport.run(command).result).status]).toEqual(["deny", 126]);
  writeFileSync(profile, "{");
  expect([await judged(), (await sallyport.run("true").result).status]).toEqual(["deny", 0]);
  write("Bash(cargo:*)");
  expect(await judged()).toBe("allow");
});

test("a profile that can't be used is an error at once", () => {
  expect(() => open({ profile: { nonsense: true } })).toThrow(/mistake/u);
  expect(() => open({ profile: "no-such-profile" })).toThrow(/no profile/u);
});

test("a command is ended by its signal and by its time", async () => {
  await using sallyport = open({ allowedTools: ["Bash"] });
  const caller = new AbortController();
  const running = sallyport.run("echo started; sleep 1000", { signal: caller.signal });
  for await (const chunk of running.stdout) {
    expect(Buffer.from(chunk).toString()).toBe("started\n");
    caller.abort();
  }
  expect(await running.result).toMatchObject({ status: 137, signal: "SIGKILL", stdout: "started\n" });
  const late = sallyport.run("sleep 1000", { timeoutMs: 200 });
  expect(await late.result).toMatchObject({ status: 124, timedOut: true });
  expect(records()).toHaveLength(2);
});

test("a signal of another realm counts as one, and what only looks like one does not", async () => {
  await using sallyport = open({ allowedTools: ["Bash"] });
  class Foreign extends EventTarget {
    aborted = false;
    abort(): void {
      this.aborted = true;
      this.dispatchEvent(new Event("abort"));
    }
  }
  const foreign = new Foreign();
  const running = anyCall(sallyport.run)(["echo started; sleep 1000", { signal: foreign }]);
  for await (const _ of running.stdout) foreign.abort();
  expect(await running.result).toMatchObject({ status: 137, stdout: "started\n" });
  for (const none of [foreign, Object.create(AbortSignal.prototype), { aborted: false }])
    expect(await anyCall(sallyport.run)(["echo a", { signal: none }]).result).toMatchObject({
      status: 126,
      stdout: "",
    });
});

test("what still runs is ended with it, and signals stay the caller's", async () => {
  const sallyport = open({ allowedTools: ["Bash"] });
  const listeners = process.listenerCount("SIGINT");
  const running = sallyport.run("echo started; setsid sleep 1000");
  for await (const _ of running.stdout) {
    expect(process.listenerCount("SIGINT")).toBe(listeners);
    await sallyport[Symbol.asyncDispose]();
  }
  expect(await running.result).toMatchObject({ status: 137, signal: "SIGKILL" });
  expect(records()).toHaveLength(1);
});

test("what a callback has confirmed runs, and nothing else", async () => {
  await using sallyport = open({
    ...lists,
    canUseTool: (_, input) =>
      input["command"] === "touch made; echo a" ? { behavior: "allow" } : { behavior: "deny" },
  });
  expect(await sallyport.run("touch made; echo a").result).toMatchObject({ status: 0, stdout: "a\n" });
  const other = await sallyport.run("touch other").result;
  expect(other).toMatchObject({ status: 126, verdict: { behavior: "deny", decidedBy: "callback" } });
  expect(records()).toMatchObject([{ decided_by: "callback" }, { decided_by: "callback", verdict: "deny" }]);
});

test("commands run while callbacks think, and what a callback runs itself does, too", async () => {
  const caller = new AbortController();
  let asked = 0;
  await using sallyport = open({
    ...lists,
    canUseTool: async () => {
      asked += 1;
      if (asked > 1) return await new Promise(() => undefined);
      const { stdout } = await sallyport.run("echo within").result;
      return { behavior: "deny", message: stdout };
    },
  });
  const runs = Array.from({ length: 100 }, (_, at) => sallyport.run(`touch made-${at}`, { signal: caller.signal }));
  expect(await runs[0]?.result).toMatchObject({ status: 126, notes: [expect.stringContaining("within")] });
  expect(asked).toBe(100);
  expect(await sallyport.run("echo a").result).toMatchObject({ status: 0, stdout: "a\n" });
  caller.abort();
  const results = await Promise.all(runs.map(({ result }) => result));
  expect(results.every(({ status }) => status === 126)).toBe(true);
});

test("what was judged is what comes back, whatever becomes of the caller's own object meanwhile", async () => {
  const secret = join(home, ".ssh/id");
  const write = { file_path: join(home, "project/x"), content: "a" };
  const asking = { askTools: ["Write"], mode: "default" } as const;
  const answered = async (swap: (input: typeof write) => Parameters<typeof open>[0]): Promise<unknown> => {
    const input = { ...write };
    await using sallyport = open({ ...asking, ...swap(input) });
    return await sallyport.canUseTool("Write", input, { signal });
  };
  const change = (input: typeof write): void => void (input.file_path = secret);
  const held = { behavior: "allow", updatedInput: write };
  expect(await answered((input) => ({ canUseTool: () => (change(input), { behavior: "allow" }) }))).toEqual(held);
  const approve = (input: typeof write): Parameters<typeof open>[0] => ({
    approve: async () => (change(input), { answer: "once", by: "me" }),
  });
  expect(await answered(approve)).toEqual(held);
  // The same from the beginning is refused.
  await using plain = open({ ...asking, approve: async () => ({ answer: "once", by: "me" }) });
  const refused = await plain.canUseTool("Write", { ...write, file_path: secret }, { signal });
  expect(refused).toMatchObject({ behavior: "deny" });
});

test("a person who never answers is waited for as long as somebody waits, and one who answers nonsense has said no", async () => {
  const asking = { askTools: ["Bash(touch:*)"], mode: "default" } as const;
  const use = { command: "touch made" };
  const asked = Promise.withResolvers<void>();
  const never = async (): Promise<never> => (asked.resolve(), await new Promise<never>(() => undefined));
  const sallyport = open({ ...asking, approve: never });
  const cancel = new AbortController();
  const answer = sallyport.canUseTool("Bash", use, { signal: cancel.signal });
  await asked.promise;
  cancel.abort();
  expect(await answer).toMatchObject({ behavior: "deny" });
  expect(records()).toHaveLength(1);
  const { result } = sallyport.run("touch made");
  await sallyport[Symbol.asyncDispose]();
  expect(await result).toMatchObject({ status: 126 });
  expect(records()).toHaveLength(2);
  for (const nonsense of [null, 7, { answer: "yes", by: "me" }, { answer: "once" }, { answer: "once", by: 7 }]) {
    await using other = open({ ...asking, approve: async () => nonsense as never });
    const said = await other.canUseTool("Bash", use, { signal });
    expect(said).toMatchObject({ behavior: "deny", message: expect.stringContaining("`approve` must answer") });
  }
});
