import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  type Approve,
  type CanUseTool,
  consult,
  consultProgram,
  type Hook,
  inputInstead,
  type Means,
} from "../../src/consult/index.ts";
import { admitOutside, type Session } from "../../src/engine/index.ts";
import { stayUnder } from "./session.ts";

const lists = {
  allowed_tools: ["Bash(echo:*)", "Read"],
  ask_tools: ["Bash(git push:*)"],
  disallowed_tools: ["Bash(rm:*)"],
};
const allowing = { behavior: "allow" };

/** Where approvals for good are kept, as somebody has damaged it. */
function localRulesFile(home: string): string {
  const folder = join(home, ".config/sallyport");
  mkdirSync(folder, { recursive: true });
  return join(folder, "approvals.json");
}

const hook = (answer: unknown, more: Partial<Hook> = {}): Hook => ({
  name: "test",
  matches: () => true,
  ask: () => answer,
  timeoutMs: 60_000,
  ...more,
});
const said = (permissionDecision: string, more: object = {}): object => ({
  hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision, ...more },
});
const approving =
  (answer: "once" | "deny" | "stop"): Approve =>
  () =>
    Promise.resolve({ answer, by: "anna" });

async function verdict(
  command: string,
  means: Means,
  profile: object = {},
): Promise<readonly [string, string, string | undefined]> {
  using stay = stayUnder({ ...lists, permission_mode: "default", ...profile });
  const { decision, consulted } = await consult(stay.session, "Bash", { command }, means);
  return [decision.effect, decision.reasons[0].code, consulted?.by];
}

const plan = { permission_mode: "plan" };
const dontAsk = { permission_mode: "dontAsk" };
const bypass = { permission_mode: "bypassPermissions" };

interface Row {
  readonly name: string;
  readonly command: string;
  readonly means: Means;
  readonly profile?: object;
  readonly expected: readonly [string, string, string];
}

const h1 = "hook 1 (test)";
const rows: readonly Row[] = [
  { name: "nobody has a say", command: "make", means: {}, expected: ["ask", "rule/no-match", "rule"] },
  { name: "a rule allows", command: "echo a", means: {}, expected: ["allow", "rule/allowed", "rule"] },
  {
    name: "a hook denies what a rule allows",
    command: "echo a",
    means: { hooks: [hook(said("deny"))] },
    expected: ["deny", "hook/denied", h1],
  },
  {
    name: "the older word of a hook",
    command: "echo a",
    means: { hooks: [hook({ decision: "block", reason: "no" })] },
    expected: ["deny", "hook/denied", h1],
  },
  {
    name: "a hook that stops the agent",
    command: "echo a",
    means: { hooks: [hook({ continue: false, stopReason: "enough" })] },
    expected: ["deny", "hook/denied", h1],
  },
  {
    name: "of two hooks that disagree the stricter counts",
    command: "make",
    means: { hooks: [hook(said("allow")), hook(said("deny"), { name: "second" })] },
    expected: ["deny", "hook/denied", "hook 2 (second)"],
  },
  {
    name: "a hook asks about what a rule allows",
    command: "echo a",
    means: { hooks: [hook(said("ask"))] },
    expected: ["ask", "hook/asked", h1],
  },
  {
    name: "a hook's ask is a denial where nobody is asked",
    command: "echo a",
    means: { hooks: [hook(said("ask"))] },
    profile: dontAsk,
    expected: ["deny", "hook/asked", h1],
  },
  {
    name: "a hook allows what no rule speaks of",
    command: "make",
    means: { hooks: [hook(said("allow"))] },
    expected: ["allow", "hook/allowed", h1],
  },
  {
    name: "a hook allows it where nobody is asked",
    command: "make",
    means: { hooks: [hook(said("allow"))] },
    profile: dontAsk,
    expected: ["allow", "hook/allowed", h1],
  },
  {
    name: "a hook skips no ask rule",
    command: "git push",
    means: { hooks: [hook(said("allow"))] },
    expected: ["ask", "rule/asked", "rule"],
  },
  {
    name: "a hook skips no deny rule",
    command: "rm a",
    means: { hooks: [hook(said("allow"))] },
    expected: ["deny", "rule/denied", "rule"],
  },
  {
    name: "a hook opens no text that may hide a denied name",
    command: "$X a",
    means: { hooks: [hook(said("allow"))] },
    expected: ["ask", "shell/opaque-command", "rule"],
  },
  {
    name: "a hook opens no plan",
    command: "echo a",
    means: { hooks: [hook(said("allow"))] },
    profile: plan,
    expected: ["deny", "mode/plan", "mode"],
  },
  {
    name: "a hook that defers says nothing",
    command: "echo a",
    means: { hooks: [hook(said("defer")), hook(undefined), hook({})] },
    expected: ["allow", "rule/allowed", "rule"],
  },
  {
    name: "what a hook puts in its place is judged",
    command: "echo a",
    means: { hooks: [hook(said("allow", { updatedInput: { command: "rm a" } }))] },
    expected: ["deny", "rule/denied", "rule"],
  },
  {
    name: "a hook's yes is not one to what a later hook puts in its place",
    command: "make",
    means: {
      hooks: [hook(said("allow")), hook({ hookSpecificOutput: { updatedInput: { command: "make install" } } })],
    },
    expected: ["ask", "rule/no-match", "rule"],
  },
  {
    name: "a hook that does not match is not asked",
    command: "echo a",
    means: { hooks: [hook(said("deny"), { matches: (tool) => tool === "Write" })] },
    expected: ["allow", "rule/allowed", "rule"],
  },
  ...[
    ["throws", () => Promise.reject(new Error("broken"))],
    ["answers with nonsense", () => "yes"],
    ["answers with a word that nobody knows", () => said("maybe")],
    ["answers with a list", () => []],
    ["answers with what is no data", () => ({ hookSpecificOutput: () => 1 })],
    ["answers to another event", () => said("allow", { hookEventName: "PostToolUse" })],
    ["answers to an event that is no text", () => said("allow", { hookEventName: ["PreToolUse"] })],
    ["answers as a permission hook", () => ({ hookSpecificOutput: { decision: { behavior: "deny" } } })],
    ["answers as a callback", () => ({ behavior: "deny", message: "no" })],
    ["puts its word outside", () => ({ permissionDecision: "deny" })],
    ["puts its input outside", () => ({ updatedInput: { command: "echo b" } })],
    ["spells its output in another way", () => ({ hook_specific_output: { permission_decision: "deny" } })],
    ["spells its word in another way", () => ({ hookSpecificOutput: { permission_decision: "deny" } })],
    ["throws what can't be shown", () => Promise.reject(Object.create(null) as Error)],
    [
      "changes what it was given",
      (event: { tool_input?: { command?: string } }) => {
        (event.tool_input ?? {}).command = "id";
      },
    ],
  ].map(([what, ask]): Row => ({
    name: `a hook that ${String(what)} denies`,
    command: "echo a",
    means: { hooks: [hook(undefined, { ask: ask as Hook["ask"] })] },
    expected: ["deny", "hook/failed", h1],
  })),
  ...[
    {},
    { hookSpecificOutput: {} },
    { hookSpecificOutput: { hookEventName: "PreToolUse" } },
    { systemMessage: "hi" },
  ].map((answer, nth): Row => ({
    name: `a hook that says nothing about whether leaves it to the rules, ${nth}`,
    command: "echo a",
    means: { hooks: [hook(answer)] },
    expected: ["allow", "rule/allowed", "rule"],
  })),
  ...[
    { hookSpecificOutput: null },
    { decision: null, reason: null, updatedInput: null, behavior: null },
    said("allow", { permissionDecision: null, updatedInput: null, additionalContext: null, hookEventName: null }),
    { continue: null, stopReason: null, hookSpecificOutput: { decision: null } },
  ].map((answer, nth): Row => ({
    name: `what is null in a hook's answer was left out, ${nth}`,
    command: "make",
    means: { hooks: [hook(answer)] },
    expected: ["ask", "rule/no-match", "rule"],
  })),
  {
    name: "a hook's older word beside what is null",
    command: "make",
    means: { hooks: [hook({ decision: "block", hookSpecificOutput: { permissionDecision: null } })] },
    expected: ["deny", "hook/denied", h1],
  },
  {
    name: "what is null in a callback's answer was left out",
    command: "make",
    means: { canUseTool: () => ({ behavior: "deny", message: null, updatedInput: null, interrupt: null }) },
    expected: ["deny", "callback/denied", "callback"],
  },
  {
    name: "a hook that hangs denies",
    command: "echo a",
    means: { hooks: [hook(undefined, { ask: () => new Promise(() => undefined), timeoutMs: 20 })] },
    expected: ["deny", "hook/failed", h1],
  },
  {
    name: "a callback allows what no rule speaks of",
    command: "make",
    means: { canUseTool: () => allowing },
    expected: ["allow", "callback/allowed", "callback"],
  },
  {
    name: "a callback allows what a rule asks about",
    command: "git push",
    means: { canUseTool: () => allowing },
    expected: ["allow", "callback/allowed", "callback"],
  },
  {
    name: "a callback denies",
    command: "make",
    means: { canUseTool: () => ({ behavior: "deny", message: "no" }) },
    expected: ["deny", "callback/denied", "callback"],
  },
  {
    name: "a callback that says nothing leaves it open",
    command: "make",
    means: { canUseTool: () => null },
    expected: ["ask", "rule/no-match", "rule"],
  },
  {
    name: "a callback puts an allowed command in its place",
    command: "make",
    means: { canUseTool: () => ({ behavior: "allow", updatedInput: { command: "echo a" } }) },
    expected: ["allow", "rule/allowed", "callback"],
  },
  {
    name: "a callback puts a denied command in its place",
    command: "make",
    means: { canUseTool: () => ({ behavior: "allow", updatedInput: { command: "rm a" } }) },
    expected: ["deny", "rule/denied", "rule"],
  },
  {
    name: "the older answer",
    command: "make",
    means: { canUseTool: () => ({ behavior: "updatedInput", updatedInput: { command: "timeout 30s rm a" } }) },
    expected: ["deny", "rule/denied", "rule"],
  },
  {
    name: "the answer of other languages",
    command: "make",
    means: { canUseTool: () => ({ behavior: "allow", updated_input: { command: "echo a" } }) },
    expected: ["allow", "rule/allowed", "callback"],
  },
  {
    name: "a callback opens no text that may hide a denied name",
    command: "$X a",
    means: { canUseTool: () => allowing },
    expected: ["deny", "shell/opaque-command", "rule"],
  },
  {
    name: "a callback is not asked about what is allowed",
    command: "echo a",
    means: { canUseTool: () => Promise.reject(new Error("asked")) },
    expected: ["allow", "rule/allowed", "rule"],
  },
  {
    name: "nor about what is denied",
    command: "rm a",
    means: { canUseTool: () => allowing },
    expected: ["deny", "rule/denied", "rule"],
  },
  {
    name: "nor where nobody is asked",
    command: "make",
    means: { canUseTool: () => allowing },
    profile: dontAsk,
    expected: ["deny", "rule/no-match", "rule"],
  },
  {
    name: "but about ask rules where the mode allows the rest",
    command: "git push",
    means: { canUseTool: () => ({ behavior: "deny", message: "no" }) },
    profile: bypass,
    expected: ["deny", "callback/denied", "callback"],
  },
  ...[
    ["throws", () => Promise.reject(new Error("broken"))],
    ["answers with true", () => true],
    ["answers with ask", () => ({ behavior: "ask" })],
    ["answers with a list", () => [allowing]],
    ["gives no new input", () => ({ behavior: "updatedInput" })],
    ["gives a text for an input", () => ({ behavior: "allow", updatedInput: "echo a" })],
    [
      "changes what it was given",
      (_: string, input: { command: string }) => {
        input.command = "echo a";
        return allowing;
      },
    ],
  ].map(([what, canUseTool]): Row => ({
    name: `a callback that ${String(what)} denies`,
    command: "make",
    means: { canUseTool: canUseTool as CanUseTool },
    expected: ["deny", "callback/failed", "callback"],
  })),
  {
    name: "a callback that hangs denies",
    command: "make",
    means: { canUseTool: () => new Promise(() => undefined), callbackMs: 20 },
    expected: ["deny", "callback/failed", "callback"],
  },
  {
    name: "a person says yes",
    command: "git push",
    means: { approve: approving("once") },
    expected: ["allow", "ask/allowed", "person (anna)"],
  },
  {
    name: "a person says yes to text that nobody can read before it runs",
    command: "$X a",
    means: { approve: approving("once") },
    expected: ["allow", "ask/allowed", "person (anna)"],
  },
  {
    name: "a person says no",
    command: "git push",
    means: { approve: approving("deny") },
    expected: ["deny", "ask/denied", "person (anna)"],
  },
  {
    name: "a person says no and stop",
    command: "git push",
    means: { approve: approving("stop") },
    expected: ["deny", "ask/denied", "person (anna)"],
  },
  {
    name: "a person who can't be asked",
    command: "git push",
    means: { approve: () => Promise.reject(new Error("no terminal")) },
    expected: ["deny", "ask/failed", "rule"],
  },
  {
    name: "a person is not asked about what is denied",
    command: "rm a",
    means: { approve: approving("once") },
    expected: ["deny", "rule/denied", "rule"],
  },
];

describe("who has a say", () => {
  test.for(rows)("$name", async ({ command, means, profile = {}, expected }) => {
    expect(await verdict(command, means, profile)).toEqual(expected);
  });
});

test("every hook is asked, each about what those before it have left", async () => {
  using stay = stayUnder({ allowed_tools: ["Bash"] });
  const seen: unknown[] = [];
  const adding = (name: string, answer: object): Hook =>
    hook(undefined, {
      name,
      ask: ({ tool_input: input, hook_event_name: event }) => {
        seen.push([name, event, input]);
        return answer;
      },
    });
  const changed = { hookSpecificOutput: { updatedInput: { command: "echo b" }, additionalContext: "told" } };
  const hooks = [adding("one", said("deny")), adding("two", changed), adding("three", {})];
  const judgement = await consult(stay.session, "Bash", { command: "echo a" }, { hooks });
  expect(seen).toEqual([
    ["one", "PreToolUse", { command: "echo a" }],
    ["two", "PreToolUse", { command: "echo a" }],
    ["three", "PreToolUse", { command: "echo b" }],
  ]);
  expect(judgement.decision.effect).toBe("deny");
  expect(judgement.consulted?.told).toEqual(["told"]);
});

test("what is to run instead is told, and what was asked for", async () => {
  using stay = stayUnder({ allowed_tools: ["Bash"] });
  const updatedInput = { command: "timeout 30 echo a", timeout: 1000 };
  const judgement = await consult(
    stay.session,
    "Bash",
    { command: "echo a" },
    { hooks: [hook({ hookSpecificOutput: { updatedInput } })] },
  );
  expect(inputInstead(judgement)).toEqual(updatedInput);
  expect(judgement.consulted?.asked).toEqual({ command: "echo a" });
  expect(inputInstead(await consult(stay.session, "Bash", { command: "echo a" }))).toBeUndefined();
});

test("a denial may want the agent to stop", async () => {
  using stay = stayUnder(lists);
  const canUseTool = (): object => ({ behavior: "deny", message: "no", interrupt: true });
  const { consulted } = await consult(stay.session, "Bash", { command: "make" }, { canUseTool });
  expect(consulted?.interrupt).toBe(true);
});

test("a yes holds for the file that was shown", async () => {
  using stay = stayUnder(lists);
  stay.put("deploy.sh", "#!/bin/sh\necho harmless\n", 0o755);
  const approve: Approve = () => {
    stay.put("deploy.sh", "#!/bin/sh\nrm -rf important\n");
    return Promise.resolve({ answer: "once", by: "anna" });
  };
  const changed = await consult(stay.session, "Bash", { command: "./deploy.sh" }, { approve });
  expect([changed.decision.effect, changed.decision.reasons[0].code]).toEqual(["deny", "ask/changed"]);
  const kept = await consult(stay.session, "Bash", { command: "./deploy.sh" }, { approve: approving("once") });
  expect(kept.decision.effect).toBe("allow");
});

test("a yes does not hold for a file of the same size and time", async () => {
  using stay = stayUnder(lists);
  const script = stay.put("deploy.sh", "#!/bin/sh\necho harmless\n", 0o755);
  const { atime, mtime } = statSync(script);
  const approve: Approve = () => {
    stay.put("deploy.sh", "#!/bin/sh\necho harmful!\n");
    utimesSync(script, atime, mtime);
    return Promise.resolve({ answer: "once", by: "anna" });
  };
  const { decision } = await consult(stay.session, "Bash", { command: "./deploy.sh" }, { approve });
  expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "ask/changed"]);
});

test("a yes holds for a folder in which something is written meanwhile", async () => {
  using stay = stayUnder(lists);
  mkdirSync(join(stay.project, "src"));
  const approve: Approve = () => {
    stay.put("src/new.txt", "");
    return Promise.resolve({ answer: "once", by: "anna" });
  };
  const { decision } = await consult(stay.session, "Bash", { command: "make -C src" }, { approve });
  expect(decision.effect).toBe("allow");
});

test("where what was approved can't be read, it is a denial", async () => {
  using stay = stayUnder(lists);
  writeFileSync(localRulesFile(stay.home), "{ broken");
  const { decision } = await consult(stay.session, "Bash", { command: "make" });
  expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "ask/failed"]);
  expect(decision.reasons[0].message).toContain("repair or remove it");
});

test("an answer that is a number of any size is none", async () => {
  const canUseTool: CanUseTool = () => 10n;
  expect(await verdict("make", { canUseTool })).toEqual(["deny", "callback/failed", "callback"]);
});

test("a caller that goes away leaves a denial", async () => {
  using stay = stayUnder(lists);
  const caller = new AbortController();
  const asked = consult(
    stay.session,
    "Bash",
    { command: "make" },
    { signal: caller.signal, canUseTool: () => new Promise(() => undefined) },
  );
  await setImmediate();
  caller.abort();
  const { decision } = await asked;
  expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "callback/failed"]);
});

test("nobody's yes goes beyond what the administrator lists", async () => {
  using stay = stayUnder({ ...lists, permission_mode: "default" });
  const { loaded } = stay.session;
  const bounded = { ...loaded.profile, bounded: true };
  const session = {
    ...stay.session,
    loaded: { ...loaded, profile: bounded, policy: { ...loaded.policy, profile: bounded } },
  };
  const effect = async (command: string, means: Means): Promise<string> =>
    (await consult(session, "Bash", { command }, means)).decision.effect;
  expect(await effect("make", { hooks: [hook(said("allow"))] })).toBe("ask");
  expect(await effect("make", { canUseTool: () => allowing })).toBe("deny");
  expect(await effect("make", { approve: approving("once") })).toBe("deny");
  expect(await effect("git push", { approve: approving("once") })).toBe("deny");
  // So nobody is told how to get one.
  const way = async (on: Session): Promise<unknown> =>
    (await consult(on, "Bash", { command: "make" }, { wayToAsk: "ring" })).wayToAsk;
  expect([await way(session), await way(stay.session)]).toEqual([undefined, "ring"]);
});

test("an input that is no data is refused", async () => {
  using stay = stayUnder({ allowed_tools: ["TodoWrite"] });
  const { decision } = await consult(stay.session, "TodoWrite", { todos: () => 1 });
  expect([decision.effect, decision.reasons[0].code]).toEqual(["deny", "tool/bad-input"]);
});

test("words of a program can't be changed", async () => {
  using stay = stayUnder({ allowed_tools: ["Bash"] });
  const argv = ["echo", "a b"];
  expect((await consultProgram(stay.session, argv)).decision.effect).toBe("allow");
  const hooks = [hook({ hookSpecificOutput: { updatedInput: { command: "echo b" } } })];
  expect((await consultProgram(stay.session, argv, { hooks })).decision.reasons[0].code).toBe("hook/failed");
});

test("what a client carries out itself is recorded once, with who decided", async () => {
  using stay = stayUnder({ ...lists, security_policies: { audit_logging: true } });
  const canUseTool = (): object => ({ behavior: "allow", updatedInput: { command: "echo b" } });
  const judgement = await consult(stay.session, "Bash", { command: "make" }, { canUseTool });
  expect(admitOutside(stay.session, judgement).effect).toBe("allow");
  const lines = readFileSync(join(stay.home, ".local/state/sallyport/audit/audit-000001.jsonl"), "utf8")
    .trim()
    .split("\n");
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { verdict: "allow", decided_by: "callback", input: { command: "echo b" }, asked: { command: "make" } },
  ]);
});

test("and counted against its session", async () => {
  const limits = { agent_permissions: { resource_limits: { max_file_reads_per_session: 1 } } };
  using stay = stayUnder({ allowed_tools: ["Read"], permissions: limits });
  const read = async (): Promise<string> =>
    admitOutside(stay.session, await consult(stay.session, "Read", { file_path: "a.txt" })).reasons[0].code;
  expect([await read(), await read()]).toEqual(["rule/allowed", "session/too-many-reads"]);
});
