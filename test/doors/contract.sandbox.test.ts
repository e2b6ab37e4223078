import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Effect } from "../../src/base/index.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { contract, type ContractCase, type ContractProfile } from "./contract.cases.ts";
import { install, type Installation } from "./installation.ts";
import { connect } from "./mcp-client.ts";

const missing = sandboxMissing();
const [user] = users.slice(-1);

/** Of a door that runs what it allows: what nobody confirms does not run. */
type Done = "done" | "refused";
const doneFor = { allow: "done", ask: "refused", deny: "refused" } as const satisfies Record<Effect, Done>;
/** A program that asks the SDK in its three ways, as the Agent SDK does one after the other. */
const sdkCaller = `
  import { text } from "node:stream/consumers";
  const { createSallyport } = await import(process.env.ENTRY);
  const { profile, cases } = JSON.parse(await text(process.stdin));
  await using sallyport = createSallyport({ profile });
  const { signal } = new AbortController();
  const said = [];
  for (const [index, { tool, input }] of cases.entries()) {
    const { behavior: decided } = await sallyport.decide(tool, input);
    const event = { tool_name: tool, tool_input: input, cwd: process.cwd() };
    const hooked = await sallyport.hooks.PreToolUse[0].hooks[0](event, String(index), { signal });
    const { behavior: answered } = await sallyport.canUseTool(tool, input, { signal, toolUseID: String(index) });
    said.push([decided, hooked.hookSpecificOutput.permissionDecision, answered]);
  }
  console.log(JSON.stringify(said));
`;
const answerFor = { allow: "allow", ask: "deny", deny: "deny" } as const satisfies Record<Effect, string>;

interface HookAnswer {
  readonly permissionDecision: string;
  readonly permissionDecisionReason: string;
  readonly updatedInput?: { readonly command: string };
}

describe.skipIf(missing !== undefined || user === undefined)("one verdict at every door", () => {
  let place: Installation;
  beforeAll(() => {
    if (user === undefined) return;
    place = install(user);
    place.bash(["-c", "ln -s ../.ssh/id_ed25519 key; mkdir secret; echo x > secret/a"]);
  });
  afterAll(() => place[Symbol.dispose]());

  const fileOf = (name: string): string => join(place.home, `${name.replaceAll(/\W/gu, "-")}.json`);
  const refusal = /^sallyport: (?:denied|needs confirmation|planned)/u;
  const refused = (text: string): Done => (refusal.test(text) ? "refused" : "done");

  const batch = ({ body, cases }: ContractProfile): readonly string[] => {
    const profile = { name: "contract", description: "of the table", ...body };
    const lines = cases.map(({ tool, input }, id) => JSON.stringify({ id, tool, input, profile }));
    const { stdout } = place.call(["check", "--batch"], { input: lines.join("\n") });
    return stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { behavior: string }).behavior);
  };
  const hookAnswer = ({ tool, input }: ContractCase, file: string): HookAnswer => {
    const event = { session_id: "contract", cwd: place.project, hook_event_name: "PreToolUse" };
    const { stdout } = place.call(["hook", "--profile", file], {
      input: JSON.stringify({ ...event, tool_name: tool, tool_input: input }),
    });
    return (JSON.parse(stdout) as { hookSpecificOutput: HookAnswer }).hookSpecificOutput;
  };
  const hook = (one: ContractCase, file: string): string => hookAnswer(one, file).permissionDecision;
  const own = ({ tool, input }: ContractCase, file: string): Done => {
    const words = tool === "Bash" ? ["-c", String(input["command"])] : ["tool", tool, JSON.stringify(input)];
    const call =
      tool === "Bash" ? ["--profile", file, ...words] : [words[0] ?? "", "--profile", file, ...words.slice(1)];
    const { status, stderr } = place.call(call);
    expect(status === 126).toBe(refused(stderr) === "refused");
    return refused(stderr);
  };
  const sdk = ({ body, cases }: ContractProfile): readonly string[] => {
    const scripts = dirname(place.argv([]).at(-1) ?? "");
    const env = { NODE: process.execPath, ENTRY: join(scripts, "../dist/index.js"), SCRIPT: sdkCaller };
    const input = JSON.stringify({ profile: { name: "contract", description: "of the table", ...body }, cases });
    const { stdout } = place.bash(["-c", 'exec "$NODE" --input-type=module -e "$SCRIPT"'], { env, input });
    return (JSON.parse(stdout) as string[][]).map((answers) => answers.join());
  };

  test("what is rewritten runs so, whoever asks", async () => {
    const file = fileOf("rewritten");
    const rewrite = [{ match: "Bash(printenv:*)", strip: ["-0"], wrap: "env WRAPPED=1" }];
    const body = { name: "rewritten", description: "Changes commands", extends: "workspace", rewrite };
    place.bash(["-c", `cat > ${file}`], { input: JSON.stringify(body) });
    const command = "printenv -0 WRAPPED";
    const becomes = "env WRAPPED=1 printenv WRAPPED";
    expect(place.bash(["-c", command])).toMatchObject({ status: 1, stdout: "" });
    expect(place.call(["--profile", file, "-c", command]).stdout).toBe("1\n");
    expect(place.call(["run", "--profile", file, "--", "printenv", "-0", "WRAPPED"]).stdout).toBe("1\n");
    await using server = await connect(place, ["--profile", file]);
    expect((await server.call("bash", { command })).text).toContain("1");
    const checked = place.call(["check", "--batch", "--profile", file], { input: JSON.stringify({ id: 1, command }) });
    expect(JSON.parse(checked.stdout)).toMatchObject({ behavior: "allow", updatedInput: { command: becomes } });
    expect(place.call(["explain", "--profile", file, "-c", command]).stdout).toContain(`printenv WRAPPED → ${becomes}`);
    const asked = hookAnswer({ tool: "Bash", input: { command }, effect: "allow" }, file);
    expect(asked.updatedInput?.command).toContain(becomes);
    const refused = place.call(["--profile", file, "-c", 'printenv -0 "$x" WRAPPED']);
    expect(refused).toMatchObject({ status: 126, stdout: "" });
    expect(refused.stderr).toContain("put -- before");
    const [record] = place.call(["audit", "query", "--verdict", "allow"]).stdout.split("\n");
    expect(JSON.parse(record ?? "")).toMatchObject({ input: { command }, rewritten: becomes, status: 0 });
  });

  test("what would be done is told once by every door, and done by none", async () => {
    const file = fileOf("planned");
    const body = { name: "planned", description: "Plans", extends: "workspace", permission_mode: "plan" };
    place.bash(["-c", `cat > ${file}`], { input: JSON.stringify(body) });
    const command = "touch made";
    const write = { tool: "Write", input: { file_path: "made", content: "x" } } as const;
    const event = { session_id: "s", cwd: place.project, hook_event_name: "PreToolUse" };
    const hooked = ({ tool, input }: Omit<ContractCase, "effect">): string =>
      hookAnswer({ tool, input, effect: "deny" }, file).permissionDecisionReason;
    const asked = JSON.stringify({ ...event, permission_mode: "plan", tool_name: "Bash", tool_input: { command } });
    await using server = await connect(place, ["--profile", file]);
    const told = {
      shell: place.call(["--profile", file, "-c", command]).stderr,
      run: place.call(["run", "--profile", file, "--", "touch", "made"]).stderr,
      tool: place.call(["tool", "--profile", file, "Write", JSON.stringify(write.input)]).stderr,
      check: place.call(["check", "--profile", file, "-c", command]).stdout,
      hook: hooked({ tool: "Bash", input: { command } }),
      "hook, a file": hooked(write),
      "hook, the client's mode": place.call(["hook"], { input: asked }).stdout.replaceAll("\\n", "\n"),
      mcp: (await server.call("bash", { command })).text,
      "mcp, a file": (await server.call("write", write.input)).text,
    };
    for (const [door, text] of Object.entries(told)) {
      expect([door, text.match(/^ *files that would change: .*\/made$/gmu)]).toEqual([door, [expect.anything()]]);
      expect([door, text.match(/^ *hosts that would be reached: none/gmu)]).toEqual([door, [expect.anything()]]);
      expect([door, text.match(/^ *allow +(?:exec +touch made|Write +made)$/gmu)?.length]).toEqual([door, 1]);
    }
    expect(place.bash(["-c", "ls made"]).status).not.toBe(0);
    expect(place.call(["-c", command]).status).toBe(0);
    expect(place.bash(["-c", "ls made"]).status).toBe(0);
  });

  test.for(contract)("$name", async (profile) => {
    const file = fileOf(profile.name);
    place.bash(["-c", `cat > ${file}`], {
      input: JSON.stringify({ name: "contract", description: "of the table", ...profile.body }),
    });
    const told = (answers: readonly string[]): readonly string[] =>
      profile.cases.map(({ tool, input }, index) => `${tool} ${JSON.stringify(input)}: ${answers[index]}`);
    const effects = profile.cases.map(({ effect }) => effect);
    expect(told(batch(profile)), "check --batch").toEqual(told(effects));
    expect(told(profile.cases.map((one) => hook(one, file))), "hook").toEqual(told(effects));
    const ends = effects.map((effect) => doneFor[effect]);
    expect(told(profile.cases.map((one) => own(one, file))), "-c and tool").toEqual(told(ends));
    await using server = await connect(place, ["--profile", file]);
    const served: Done[] = [];
    for (const { tool, input } of profile.cases) {
      // As its own list has them.
      const name = tool.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, "_").toLowerCase();
      const answer = await server.call(name, input);
      served.push(answer.failed ? refused(answer.text) : "done");
    }
    expect(told(served), "mcp").toEqual(told(ends));
    expect(told(sdk(profile)), "sdk").toEqual(
      told(effects.map((effect) => [effect, effect, answerFor[effect]].join())),
    );
  });
});
