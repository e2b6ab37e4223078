import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { consult } from "../../src/consult/index.ts";
import { openSession, reopenSession, trustProject } from "../../src/engine/index.ts";
import { type Stay, stayUnder } from "./session.ts";

const allowed = { allowed_tools: ["Bash(echo:*)"], permission_mode: "default" };
const node = realpathSync(process.execPath);

const asked = async ({ session }: Stay, command: string): Promise<readonly string[]> => {
  const { decision, consulted } = await consult(session, "Bash", { command });
  return [decision.effect, decision.reasons[0].code, consulted?.by ?? ""];
};

const preToolUse = (hook: object, matcher?: string): object => ({
  hooks: { PreToolUse: [{ ...(matcher === undefined ? {} : { matcher }), hooks: [hook] }] },
});
const program = (command: string, timeout?: number): object =>
  preToolUse({ type: "command", command, ...(timeout === undefined ? {} : { timeout }) });

const answer = (text: string): string => `cat >/dev/null; printf '%s' '${text}'`;
const says = (decision: string): string =>
  answer(`{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"${decision}"}}`);

describe("a program as a hook", () => {
  const rows = [
    { name: "says nothing by nothing", hook: "cat >/dev/null", code: "rule/allowed" },
    { name: "need not read", hook: "true", code: "rule/allowed" },
    { name: "denies", hook: says("deny"), code: "hook/denied" },
    { name: "asks", hook: says("ask"), code: "hook/asked" },
    { name: "denies by status 2", hook: "echo because >&2; exit 2", code: "hook/denied" },
    { name: "that fails denies", hook: "exit 1", code: "hook/failed" },
    { name: "that is not there denies", hook: "./missing.sh", code: "hook/failed" },
    { name: "that is killed denies", hook: "kill -9 $$", code: "hook/failed" },
    { name: "that prints no JSON denies", hook: "echo fine", code: "hook/failed" },
    { name: "that prints half of it denies", hook: `printf '{"hookSpecificOutput":'`, code: "hook/failed" },
    { name: "that floods denies", hook: "head -c 5000000 /dev/zero", code: "hook/failed" },
  ] as const;
  test.for(rows)("$name", async ({ hook, code }) => {
    using stay = stayUnder({ ...allowed, ...program(hook) });
    expect((await asked(stay, "echo a"))[1]).toBe(code);
  });

  test("that hangs is ended with all that it has started", async () => {
    using stay = stayUnder({ ...allowed, ...program("sleep 1000 & echo $! > pid; wait", 1) });
    expect((await asked(stay, "echo a"))[1]).toBe("hook/failed");
    const pid = Number(readFileSync(join(stay.project, "pid"), "utf8"));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test("that ends leaves nothing behind, and nobody waits for what holds its pipes", async () => {
    using stay = stayUnder({ ...allowed, ...program("sleep 1000 & echo $! > pid") });
    expect((await asked(stay, "echo a"))[1]).toBe("rule/allowed");
    const pid = Number(readFileSync(join(stay.project, "pid"), "utf8"));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test.for([
    ["ends", "", undefined, "rule/allowed"],
    ["hangs", "; sleep 1000", 1, "hook/failed"],
  ] as const)("that %s leaves nothing in sessions of their own", async ([, rest, timeout, code]) => {
    const daemon =
      "setsid sh -c 'echo $$ > pid.new; mv pid.new pid; exec sleep 1000' & until [ -e pid ]; do sleep 0.01; done";
    using stay = stayUnder({ ...allowed, ...program(`${daemon}${rest}`, timeout) });
    expect((await asked(stay, "echo a"))[1]).toBe(code);
    const pid = Number(readFileSync(join(stay.project, "pid"), "utf8"));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test("gets the event, in the project", async () => {
    using stay = stayUnder({ ...allowed, ...program("cat > event.json; pwd > where") });
    await consult(
      stay.session,
      "Bash",
      { command: "echo a" },
      { context: { toolUseId: "t1", told: { user: "anna" } } },
    );
    expect(JSON.parse(readFileSync(join(stay.project, "event.json"), "utf8"))).toMatchObject({
      hook_event_name: "PreToolUse",
      session_id: stay.session.id,
      cwd: stay.project,
      permission_mode: "default",
      tool_name: "Bash",
      tool_input: { command: "echo a" },
      tool_use_id: "t1",
      user: "anna",
    });
    expect(readFileSync(join(stay.project, "where"), "utf8").trim()).toBe(stay.project);
  });
});

test.for([
  ["Bash", true],
  ["Edit|Bash", true],
  ["Edit|Write", false],
  ["Ba.*", true],
  ["mcp__.*", false],
  ["*", true],
  ["", true],
  ["Edit, Bash", true],
  ["mcp__tracker", false],
] as const)("the matcher `%s`", async ([matcher, matches]) => {
  using stay = stayUnder({ ...allowed, ...preToolUse({ type: "command", command: "exit 2" }, matcher) });
  expect((await asked(stay, "echo a"))[0]).toBe(matches ? "deny" : "allow");
});

const modules = {
  "policy.ts": `interface Input { command: string }
export default async function canUseTool(tool: string, input: Input, context: { toolUseID: string }) {
  console.log("printed is not answered");
  if (input.command === "make hang") for (;;);
  if (input.command === "make throw") throw new Error("broken");
  if (input.command === "make change") input.command = "echo a";
  if (input.command === "make deny") return { behavior: "deny", message: tool + " no" };
  return { behavior: "allow", updatedInput: { command: "echo " + typeof context.toolUseID } };
}`,
  "named.mjs": `export const canUseTool = () => ({ behavior: "allow" });`,
  "snake.mjs": `export const can_use_tool = () => ({ behavior: "allow" });`,
  "common.cjs": `exports.canUseTool = () => ({ behavior: "allow" });`,
  "whole.cjs": `module.exports = () => ({ behavior: "allow" });`,
  "nothing.mjs": `export const other = 1;`,
  "importing.mjs": `import { answer } from "./answer.mjs"; export default () => answer;`,
  "answer.mjs": `export const answer = { behavior: "allow" };`,
  "hook.mjs": `export const hook = (event, id, { signal }) => signal.aborted ? undefined :
  ({ hookSpecificOutput: { permissionDecision: event.tool_input.command === "echo no" ? "deny" : "defer" } });`,
};

describe("a module", () => {
  const rows = [
    ["policy.ts", "make", "allow", "rule/allowed"],
    ["policy.ts", "make deny", "deny", "callback/denied"],
    ["policy.ts", "make throw", "deny", "callback/failed"],
    ["policy.ts", "make change", "deny", "callback/failed"],
    ["named.mjs", "make", "allow", "callback/allowed"],
    ["snake.mjs", "make", "allow", "callback/allowed"],
    ["common.cjs", "make", "allow", "callback/allowed"],
    ["whole.cjs", "make", "allow", "callback/allowed"],
    ["nothing.mjs", "make", "deny", "callback/failed"],
    ["missing.mjs", "make", "deny", "callback/failed"],
    ["importing.mjs", "make", "deny", "callback/failed"],
  ] as const;
  test.for(rows)("%s about `%s`: %s", async ([file, command, effect, code]) => {
    using stay = stayUnder({ ...allowed, can_use_tool: `./project/${file}` }, modules);
    expect((await asked(stay, command)).slice(0, 2)).toEqual([effect, code]);
  });

  test("that never comes to an end is ended", async () => {
    const callback = { command: `${node} -e 'for (;;);'`, timeout: 1 };
    using stay = stayUnder({ ...allowed, can_use_tool: callback });
    expect((await asked(stay, "make"))[1]).toBe("callback/failed");
  });

  test("as a hook", async () => {
    using stay = stayUnder({ ...allowed, ...preToolUse({ type: "module", path: "./project/hook.mjs" }) }, modules);
    expect((await asked(stay, "echo no"))[1]).toBe("hook/denied");
    expect((await asked(stay, "echo yes"))[1]).toBe("rule/allowed");
  });
});

test("a program as the callback may answer in the words of hooks", async () => {
  for (const [command, code] of [
    [says("allow"), "callback/allowed"],
    [says("deny"), "callback/denied"],
    [says("ask"), "rule/no-match"],
    [answer(`{"behavior":"allow"}`), "callback/allowed"],
    ["exit 2", "callback/denied"],
  ]) {
    using stay = stayUnder({ ...allowed, can_use_tool: { command } });
    expect((await asked(stay, "make"))[1]).toBe(code);
  }
});

test("PermissionRequest hooks are asked about what would have to be confirmed", async () => {
  const decision = (behavior: string, hookEventName?: string): string =>
    answer(JSON.stringify({ hookSpecificOutput: { hookEventName, decision: { behavior } } }));
  for (const [command, expected] of [
    [decision("allow"), "hook/allowed"],
    [decision("allow", "PermissionRequest"), "hook/allowed"],
    [decision("allow", "PostToolUse"), "hook/failed"],
    [decision("deny"), "hook/denied"],
    ["true", "rule/no-match"],
    ["exit 1", "hook/failed"],
  ] as const) {
    using stay = stayUnder({ ...allowed, hooks: { PermissionRequest: [{ hooks: [{ type: "command", command }] }] } });
    expect((await asked(stay, "make"))[1]).toBe(expected);
    expect((await asked(stay, "echo a"))[1]).toBe("rule/allowed");
  }
});

test("a project's own hooks and callback count once it is trusted, as they are then", async () => {
  const files = { "guard.sh": "exit 2\n", "policy.mjs": `export default () => ({ behavior: "allow" })` };
  using stay = stayUnder(allowed, files);
  const { surroundings } = stay.session;
  stay.put(
    ".sallyport.json",
    JSON.stringify({ name: "own", ...allowed, ...program("sh ./guard.sh"), can_use_tool: "./policy.mjs" }),
  );
  const open = async (): Promise<string> => {
    const session = openSession(surroundings, {});
    return (await consult(session, "Bash", { command: "echo a" })).decision.reasons[0].code;
  };
  expect(await open()).not.toBe("hook/denied");
  trustProject(surroundings);
  expect(await open()).toBe("hook/denied");
  stay.put("guard.sh", "exit 0\n");
  const changed = openSession(surroundings, {});
  expect(changed.loaded.profile.hooks).toEqual([]);
  expect(changed.loaded.profile.callback).toBeUndefined();
});

test("files of hooks are read-only for commands, and a change of them is seen", async () => {
  using stay = stayUnder(
    {
      permissions: { file_access: { allowed_paths: ["${project_root}"] } },
      ...program("sh ./guard.sh"),
      can_use_tool: "./project/policy.mjs",
    },
    { "guard.sh": "true\n", "policy.mjs": "export default () => null\n" },
  );
  const session = reopenSession(stay.session, stay.session.choice);
  for (const file of ["guard.sh", "policy.mjs"]) {
    expect(session.loaded.files).toContain(join(stay.project, file));
    const input = { file_path: join(stay.project, file), content: "exit 0\n" };
    expect((await consult(session, "Write", input)).decision.effect).toBe("deny");
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/mu.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
