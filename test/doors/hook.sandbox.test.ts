import { chmodSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordedHooks } from "./recorded-hooks.cases.ts";
import { sandboxMissing, type User, users } from "../run/workbench.ts";
import { failures, hookCases } from "./hook.cases.ts";
import { type Ended, install, type Installation, readText } from "./installation.ts";

interface Answer {
  readonly hookSpecificOutput: {
    readonly permissionDecision: string;
    readonly permissionDecisionReason: string;
    readonly updatedInput?: Readonly<Record<string, unknown>>;
    readonly updatedToolOutput?: unknown;
  };
}

const missing = sandboxMissing();

/** Whole for one of the users: what is said does not depend on who asks. */
function tableOf<T>(user: User, rows: readonly T[]): readonly T[] {
  return user === users.at(-1) ? rows : rows.slice(0, 3);
}

interface Told {
  readonly session: string;
  readonly verdict: string;
  readonly tool: string;
}

describe.skipIf(missing !== undefined).each(users)("a client's hook, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    symlinkSync("../.ssh/id_ed25519", join(place.project, "key"));
  });
  afterAll(() => place[Symbol.dispose]());

  /** For what does not depend on the user. */
  const onceTest = user === users.at(-1) ? test : (): void => undefined;

  const event = (fields: object): string =>
    JSON.stringify({ session_id: "one", cwd: place.project, hook_event_name: "PreToolUse", ...fields });
  const hook = (fields: object, ...options: readonly string[]): Ended =>
    place.call(["hook", ...options], { input: event(fields) });
  const answer = (fields: object, ...options: readonly string[]): Answer["hookSpecificOutput"] => {
    const { status, stdout, stderr } = hook(fields, ...options);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return (JSON.parse(stdout) as Answer).hookSpecificOutput;
  };
  const bash = (command: string, ...options: readonly string[]): Answer["hookSpecificOutput"] =>
    answer({ tool_name: "Bash", tool_input: { command } }, ...options);
  const records = (...query: readonly string[]): readonly Told[] =>
    place
      .call(["audit", "query", ...query])
      .stdout.split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Told);

  test("each use gets its verdict and one record", () => {
    for (const { name, tool, input, mode, options = [], effect } of tableOf(user, hookCases)) {
      const fields = { session_id: name, tool_name: tool, tool_input: input, permission_mode: mode };
      expect([name, answer(fields, ...options).permissionDecision]).toEqual([name, effect]);
    }
    const told = records().filter(({ session }) => hookCases.some(({ name }) => name === session));
    expect(told.map(({ session, verdict, tool }) => ({ session, verdict, tool }))).toEqual(
      tableOf(user, hookCases).map(({ name, effect, tool }) => ({ session: name, verdict: effect, tool })),
    );
  });

  test("what comes from an agent gets no more than the agent has", () => {
    const file = join(place.project, "agents.json");
    writeFileSync(
      file,
      JSON.stringify({ extends: "workspace", agents: { reader: { tools: ["Read", "Bash(git:*)"] } } }),
    );
    chmodSync(file, 0o644);
    const as = (agent: string | undefined, command: string): unknown =>
      answer({ tool_name: "Bash", tool_input: { command }, agent_type: agent }, "--profile", "./agents.json");
    expect(as("reader", "make")).toMatchObject({ permissionDecision: "deny" });
    expect(as(undefined, "make")).toMatchObject({ permissionDecision: "allow" });
    expect(as("somebody", "make")).toMatchObject({ permissionDecision: "allow" });
    expect(as("reader", "git --version")).toMatchObject({
      permissionDecision: "allow",
      updatedInput: { command: expect.stringMatching(/--agent\S*reader/u) as string },
    });
    expect(records("--tool", "Bash").at(-1)).toMatchObject({ agents: ["reader"] });
  });

  test("what is no event ends with status 2 and one line", () => {
    for (const { name, input, options = [] } of tableOf(user, failures)) {
      const { status, stdout, stderr } = place.call(["hook", ...options], { input });
      expect({ name, status, stdout }).toEqual({ name, status: 2, stdout: "" });
      expect(stderr).toMatch(/^sallyport: [^\n]+\n$/u);
    }
    const unread = tableOf(user, failures).filter(({ options }) => options === undefined);
    expect(records("--tool", "Hook").map(({ verdict }) => verdict)).toEqual(unread.map(() => "deny"));
  });

  onceTest("an answer that nobody can read is a failure", () => {
    const command = `${place.argv(["hook"]).slice(-2).join(" ")} >/dev/null`;
    const input = JSON.stringify({
      hook_event_name: "PreToolUse",
      tool_name: "Bash",
      tool_input: { command: "mkfs x" },
    });
    expect(place.bash(["-c", command], { input }).status).toBe(2);
  });

  test("what real clients send is answered", () => {
    for (const { name, client, event: told, effect } of tableOf(user, recordedHooks)) {
      const text = JSON.stringify(told).replaceAll("$PROJECT", place.project).replaceAll("$HOME", place.home);
      const { status, stdout } = place.call(["hook", "--client", client], { input: text });
      const decision = stdout === "" ? undefined : (JSON.parse(stdout) as Answer).hookSpecificOutput.permissionDecision;
      expect({ name, status, decision }).toEqual({ name, status: 0, decision: effect });
    }
  });

  test("where the client asks nobody, an ask is a denial", () => {
    const fields = { tool_name: "Frobnicate", tool_input: {} };
    expect(answer(fields, "--client", "codex").permissionDecision).toBe("deny");
    expect(answer(fields, "--client", "claude").permissionDecision).toBe("ask");
  });

  onceTest("secrets are taken out of an output that is longer than any input may be", () => {
    const file = join(place.project, "hiding.json");
    const security_policies = { prevent_secrets_exposure: true };
    writeFileSync(file, JSON.stringify({ name: "p", description: "d", extends: "workspace", security_policies }));
    const token = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
    const tool_response = { stdout: `${"a line of text\n".repeat(800_000)}${token}\n`, stderr: "" };
    const input = event({ hook_event_name: "PostToolUse", tool_name: "mcp__a__b", tool_input: {}, tool_response });
    const line = place.argv(["hook", "--profile", "./hiding.json"]).slice(user.prefix.length).join(" ");
    const { status, stdout } = place.bash(["-c", `set -o pipefail; ${line} | tail -c 100`], { input });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/a line of text\\n\[redacted:[^\]]+\]\\n"/u)]);
  });

  onceTest("of an output that is too long to be searched nobody sees anything", () => {
    const security_policies = { prevent_secrets_exposure: true };
    const body = { name: "p", description: "d", extends: "workspace", security_policies };
    writeFileSync(join(place.project, "long.json"), JSON.stringify(body));
    const before = records("--session", "one").length;
    const tool_response = { type: "text", stdout: "secret ".repeat(11_000_000), lines: 3, parts: ["secret"] };
    const used = { hook_event_name: "PostToolUse", tool_name: "Bash", tool_input: { command: "x" }, tool_response };
    const { status, stdout } = hook(used, "--profile", "./long.json");
    const note = expect.stringMatching(/^\[withheld by sallyport: /u) as string;
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        continue: false,
        hookSpecificOutput: { updatedToolOutput: { type: "text", stdout: note, lines: 3, parts: [note] } },
      },
    ]);
    const codex = hook(used, "--profile", "./long.json", "--client", "codex").stdout;
    expect(JSON.parse(codex)).toMatchObject({
      decision: "block",
      reason: expect.stringContaining("withheld") as string,
    });
    expect(hook(used)).toMatchObject({ status: 0, stdout: "" });
    expect(records("--session", "one")).toHaveLength(before + 3);
  });

  test("other events are not answered, whatever the profile, but recorded", () => {
    for (const name of ["SessionStart", "SessionEnd"])
      expect(hook({ hook_event_name: name })).toEqual({ status: 0, stdout: "", stderr: "" });
    const passed = (name: string, ...options: readonly string[]): void => {
      const { status, stdout, stderr } = hook({ hook_event_name: name }, ...options);
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
      expect(stderr).toMatch(new RegExp(`^sallyport: hook: ${name}: `, "u"));
    };
    for (const name of ["Stop", "NewOne"]) passed(name);
    passed("Stop", "--profile", "nosuch");
    for (const wrong of [{ session_id: 7 }, { agent_id: {} }, { tool_name: 7 }])
      expect(hook({ hook_event_name: "SubagentStop", ...wrong })).toMatchObject({ status: 0, stdout: "" });
    expect(hook({ hook_event_name: "PreToolUse", session_id: 7 })).toMatchObject({ status: 2, stdout: "" });
    const told = { session: "one", tool: "Hook", verdict: "allow" };
    expect(records("--rule", "hook/other-event")).toMatchObject([told, told]);
  });

  onceTest("an agent in the background keeps its place until the client says that it has ended", () => {
    const parallel_execution = { max_concurrent_agents: 1, timeout_seconds: 600 };
    const body = {
      name: "p",
      description: "d",
      extends: "workspace",
      permissions: { agent_permissions: { parallel_execution } },
    };
    place.bash(["-c", "cat > ../one-agent.json"], { input: JSON.stringify(body) });
    const tell = (fields: object): Ended => hook({ session_id: "agents", ...fields }, "--profile", "../one-agent.json");
    const use = { tool_name: "Agent", tool_input: { description: "d", prompt: "p", subagent_type: "general-purpose" } };
    const start = (id: string): string =>
      JSON.parse(tell({ ...use, tool_use_id: id }).stdout).hookSpecificOutput.permissionDecision;
    expect([start("0"), start("1")]).toEqual(["allow", "deny"]);
    const failed = { ...use, tool_use_id: "0", error: "Error: no such agent" };
    expect(tell({ hook_event_name: "PostToolUseFailure", ...failed })).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(start("1")).toBe("allow");
    const tool_response = { status: "async_launched", agentId: "a1", isAsync: true };
    tell({ hook_event_name: "PostToolUse", ...use, tool_use_id: "1", tool_response });
    const ended = (agent_id: string, ...options: readonly string[]): Ended =>
      hook({ hook_event_name: "SubagentStop", session_id: "agents", agent_id, agent_type: "" }, ...options);
    expect(ended("a1", "--profile", "nosuch")).toMatchObject({ status: 0, stdout: "" });
    expect(ended("b2", "--profile", "../one-agent.json")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(start("2")).toBe("deny");
    expect(ended("a1", "--profile", "../one-agent.json")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(start("2")).toBe("allow");
  });

  test("hooks of the profile are told of a session and of what the client did, and once of a command", () => {
    const file = join(place.home, "telling.json");
    const log = join(place.home, "told.log");
    const tell = (text: string): object => ({
      hooks: [
        { type: "command", command: `${text} >> ${log}; echo '{"hookSpecificOutput":{"additionalContext":"more"}}'` },
      ],
    });
    const hooks = {
      PostToolUse: [tell("echo used")],
      SessionStart: [tell("echo start")],
      SessionEnd: [tell("echo end")],
    };
    place.bash(["-c", `cat > ${file}`], {
      input: JSON.stringify({ name: "p", description: "d", extends: "workspace", hooks }),
    });
    const tellHook = (fields: object): Ended => hook(fields, "--profile", file);
    const started = tellHook({ hook_event_name: "SessionStart", source: "startup" });
    expect(started).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(started.stdout)).toMatchObject({ hookSpecificOutput: { additionalContext: "more" } });
    const read = { tool_name: "Read", tool_input: { file_path: "src/a.txt" }, tool_response: "alpha" };
    const used = tellHook({ hook_event_name: "PostToolUse", ...read });
    expect(JSON.parse(used.stdout)).toMatchObject({ hookSpecificOutput: { additionalContext: "more" } });
    const { updatedInput } = answer({ tool_name: "Bash", tool_input: { command: "true" } }, "--profile", file);
    place.bash(["-c", String(updatedInput?.["command"])]);
    tellHook({ hook_event_name: "PostToolUse", tool_name: "Bash", tool_input: updatedInput, tool_response: {} });
    expect(tellHook({ hook_event_name: "SessionEnd", reason: "exit" })).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readText(log)).toBe("start\nused\nused\nend\n");
  });

  onceTest("a client that takes no order to stop, and no other output, gets none", () => {
    const file = join(place.home, "stopping.json");
    const answer = { continue: false, hookSpecificOutput: { permissionDecision: "deny" } };
    const hooks = { PreToolUse: [{ hooks: [{ type: "command", command: `echo '${JSON.stringify(answer)}'` }] }] };
    const security_policies = { prevent_secrets_exposure: true };
    place.bash(["-c", `cat > ${file}`], {
      input: JSON.stringify({ name: "p", description: "d", extends: "workspace", hooks, security_policies }),
    });
    const told = (client: string, fields: object): unknown =>
      JSON.parse(hook(fields, "--client", client, "--profile", file).stdout);
    const use = { tool_name: "Bash", tool_input: { command: "ls" } };
    const denial = { permissionDecision: "deny" };
    expect(told("claude", use)).toMatchObject({ continue: false, hookSpecificOutput: denial });
    expect(told("codex", use)).toMatchObject({ hookSpecificOutput: denial });
    expect(told("codex", use)).not.toHaveProperty("continue");
    const key = `AKIA${"QWERTYUIOPASDFGH"}`;
    const used = { ...use, hook_event_name: "PostToolUse", tool_response: `key ${key}` };
    expect(told("codex", used)).toEqual({
      decision: "block",
      reason: expect.stringMatching(/^key (?!AKIA)/u) as string,
      hookSpecificOutput: { hookEventName: "PostToolUse" },
    });
  });

  test("an answer that nobody reads is a failure", () => {
    const line = place.argv(["hook"]).slice(user.prefix.length).join(" ");
    const input = event({ tool_name: "Bash", tool_input: { command: "ls" } });
    const ended = place.bash(["-c", `trap '' PIPE; exec 4> >(:); wait $!; ${line} >&4; echo $?`], { input });
    expect(ended.stdout).toBe("2\n");
  });

  test("what is allowed runs inside the walls, with all that the client gave", () => {
    const input = {
      command: "cat ~/.ss*/id_ed25519; pwd",
      timeout: 5000,
      run_in_background: true,
      description: "it's",
    };
    const { permissionDecision, updatedInput } = answer({ tool_name: "Bash", tool_input: input });
    expect(permissionDecision).toBe("allow");
    expect(updatedInput).toEqual({ ...input, command: expect.any(String) as string });
    const bare = place.bash(["-c", input.command]);
    expect(bare).toMatchObject({ stdout: `secret key\n${place.project}\n` });
    const through = place.bash(["-c", String(updatedInput?.["command"])]);
    expect(through).toMatchObject({ status: 0, stdout: `${place.project}\n` });
  });

  test("the same verdict holds where it runs", () => {
    const { updatedInput } = bash(
      "x=to; ${x}uch made",
      "--allowed-tools",
      "Bash(echo:*)",
      "--mode",
      "bypassPermissions",
    );
    expect(place.bash(["-c", String(updatedInput?.["command"])])).toMatchObject({ status: 0 });
    expect(existsSync(join(place.project, "made"))).toBe(true);
    const denied = bash("touch made2", "--allowed-tools", "Bash(echo:*)", "--mode", "dontAsk");
    expect(denied).toMatchObject({ permissionDecision: "deny" });
    expect(denied).not.toHaveProperty("updatedInput");
  });

  test("what the client has confirmed runs once, and only in its own words", () => {
    const asked = bash("echo yes >> asked.txt", "--ask-tools", "Bash(echo:*)");
    expect(asked.permissionDecision).toBe("ask");
    const command = String(asked.updatedInput?.["command"]);
    const other = command.replace("echo yes", "echo other");
    expect(other).not.toBe(command);
    const runs = (text: string): number | null => place.bash(["-c", text]).status;
    expect([runs(other), runs(command)]).toEqual([126, 126]);
    const again = String(bash("echo yes >> asked.txt", "--ask-tools", "Bash(echo:*)").updatedInput?.["command"]);
    const elsewhere = place.bash(["-c", `cd src && ${again}`]).status;
    const third = String(bash("echo yes >> asked.txt", "--ask-tools", "Bash(echo:*)").updatedInput?.["command"]);
    expect([elsewhere, runs(third), runs(third)]).toEqual([126, 0, 126]);
    expect(readText(join(place.project, "asked.txt"))).toBe("yes\n");
    const denied = ["--disallowed-tools", "Bash(echo:*)"] as const;
    expect(place.call([...denied, `--confirmed=${"0".repeat(32)}`, "-c", "echo x"]).status).toBe(126);
  });

  onceTest("a command too long for an argument is handed over for once, and comes back as short", () => {
    const handed = join(place.home, ".local/state/sallyport/handed");
    const rewritten = (text: string, ...options: readonly string[]): string => {
      const { updatedInput } = bash(text, ...options);
      return String(updatedInput?.["command"]);
    };
    const text = `: ${"x".repeat(100_000)} '${"'\\''".repeat(3000)}'; echo long >> long.txt; cd src`;
    const command = rewritten(text, "--ask-tools", "Bash(echo:*)");
    expect(command.length).toBeLessThan(2000);
    expect(place.bash(["-c", `stat -c %a ${handed}/*`]).stdout).toBe("600\n");
    const other = command.replace(/[\da-f]{64}/u, "0".repeat(64));
    expect(other).not.toBe(command);
    const inner = place.bash(["-c", "cat ~/.local/state/sallyport/handed/*"]);
    expect(inner.stdout).toContain("echo long");
    const hidden = place.call(["-c", "cat ~/.local/state/sallyport/handed/*"]);
    expect(hidden.stdout).toBe("");
    expect(place.bash(["-c", other])).toMatchObject({ status: 126, stderr: expect.stringContaining("handed over") });
    const again = rewritten(text, "--ask-tools", "Bash(echo:*)");
    const run = place.bash(["-c", `${again}; echo "$? $PWD"`]);
    expect(run).toMatchObject({ stdout: `0 ${place.project}/src\n`, stderr: "" });
    expect(place.bash(["-c", again]).status).toBe(126);
    expect(readText(join(place.project, "long.txt"))).toBe("long\n");
    expect(place.bash(["-c", `ls ${handed}`]).stdout).toBe("");
    expect(bash(`${text}; mkfs /dev/sda`).permissionDecision).toBe("deny");
  });

  test("the client's shell follows where the command went, and only if it succeeded", () => {
    const follow = (command: string): Ended =>
      place.bash(["-c", `${String(bash(command).updatedInput?.["command"])}; echo "$? $PWD"`]);
    expect(follow("cd src && cat a.txt").stdout).toBe(`alpha\nbeta\n0 ${place.project}/src\n`);
    expect(follow("cd src; false").stdout).toBe(`1 ${place.project}\n`);
    expect(follow("printf '%s|' \"it's\" '$HOME' '`x`' '\\' '!'; cd src").stdout).toBe(
      `it's|$HOME|\`x\`|\\|!|0 ${place.project}/src\n`,
    );
  });

  test("without walls, and in a shell of ours, the command stays as it is", () => {
    const own = join(place.home, "../package/scripts/sallyport-bash");
    const input = event({ tool_name: "Bash", tool_input: { command: "ls" } });
    const { stdout } = place.call(["hook"], { input, env: { CLAUDE_CODE_SHELL: own } });
    expect((JSON.parse(stdout) as Answer).hookSpecificOutput).not.toHaveProperty("updatedInput");
  });

  test("a tool of Sallyport's own server is left to the client, but for a denial", () => {
    const use = (command: string): Ended => hook({ tool_name: "mcp__sallyport__bash", tool_input: { command } });
    expect(use("ls")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(use("mkfs /dev/sda").stdout).toContain('"permissionDecision":"deny"');
  });

  test("secrets are taken out of what a tool gave", () => {
    const key = `AKIA${"QWERTYUIOPASDFGH"}`;
    const profile = {
      name: "p",
      description: "d",
      extends: "workspace",
      security_policies: { prevent_secrets_exposure: true },
    };
    const file = join(place.project, "p.json");
    place.bash(["-c", `cat > ${file}`], { input: JSON.stringify(profile) });
    const used = (output: unknown): Ended =>
      hook(
        { hook_event_name: "PostToolUse", tool_name: "Bash", tool_input: { command: "x" }, tool_response: output },
        "--profile",
        file,
      );
    expect(used({ stdout: "nothing", stderr: "" })).toEqual({ status: 0, stdout: "", stderr: "" });
    const { stdout } = used({ stdout: `key ${key}\n`, interrupted: false });
    expect(stdout).not.toContain(key);
    expect((JSON.parse(stdout) as Answer).hookSpecificOutput).toMatchObject({
      updatedToolOutput: { stdout: expect.stringMatching(/^key /u) as string, interrupted: false },
    });
    expect(JSON.stringify(records("--tool", "Bash", "--session", "one"))).not.toContain(key);
  });

  test("uses are counted over all hooks of a session", () => {
    const limits = { resource_limits: { max_file_reads_per_session: 2 } };
    const profile = { name: "p", description: "d", extends: "workspace", permissions: { agent_permissions: limits } };
    const file = join(place.project, "limits.json");
    place.bash(["-c", `cat > ${file}`], { input: JSON.stringify(profile) });
    const read = (session: string): string =>
      answer({ session_id: session, tool_name: "Read", tool_input: { file_path: "src/a.txt" } }, "--profile", file)
        .permissionDecision;
    expect([read("a"), read("a"), read("a"), read("b")]).toEqual(["allow", "allow", "deny", "allow"]);
  });

  test("the project stays the client's, wherever the agent has gone", () => {
    const other = join(place.home, "other");
    place.bash(["-c", `mkdir -p ${other}`]);
    const input = event({ cwd: other, tool_name: "Write", tool_input: { file_path: join(other, "a"), content: "x" } });
    const decide = (env: Readonly<Record<string, string>>): string =>
      (JSON.parse(place.call(["hook"], { input, env }).stdout) as Answer).hookSpecificOutput.permissionDecision;
    expect(decide({})).toBe("allow");
    expect(decide({ CLAUDE_PROJECT_DIR: place.project })).toBe("deny");
  });
});
