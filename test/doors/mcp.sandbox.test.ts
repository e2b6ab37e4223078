import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, readText } from "./installation.ts";
import { connect, connectRaw } from "./mcp-client.ts";

const bashOnly = ["--allowed-tools", "Bash", "--disallowed-tools", "Bash(rm:*)"];

/** What a model reads of one command after the other, in one server. */
const texts = [
  { name: "both outputs in their order", command: "echo a; echo b >&2; echo c", text: "a\nb\nc", failed: false },
  { name: "nothing", command: "true", text: "(Bash completed with no output)", failed: false },
  { name: "a status", command: "echo out; exit 3", text: "Exit code 3\nout", failed: true },
  {
    name: "grep without a match",
    command: "grep zzz src/a.txt",
    text: "(Bash completed with no output)",
    failed: false,
  },
  { name: "grep that fails", command: "grep zzz no-such", text: /^Exit code 2\n.*no-such/u, failed: true },
  { name: "diff", command: "diff src/a.txt /dev/null", text: /^1,2d0\n/u, failed: false },
  { name: "no input", command: "cat; echo end", text: "end", failed: false },
  {
    name: "a folder",
    command: "mkdir -p deep/er && cd deep/er",
    text: "(Bash completed with no output)",
    failed: false,
  },
  { name: "the folder again", command: "basename $PWD; cd ..; false", text: "Exit code 1\ner", failed: true },
  { name: "after a failure, too", command: "basename $PWD; cd ..", text: "deep", failed: false },
  { name: "a folder outside", command: "cd /usr", text: /^Shell cwd was reset to .*\/project$/u, failed: false },
  { name: "no state but the folder", command: "set -e; X=1; false; echo never", text: "Exit code 1", failed: true },
  { name: "no variables", command: 'echo "${X-none}"', text: "none", failed: false },
  {
    name: "its time",
    command: "sleep 50",
    timeout: 500,
    text: /^Exit code 124\nCommand timed out after 0.5s/u,
    failed: true,
  },
  {
    name: "a denial",
    command: "rm -r src",
    text: /^sallyport: denied: rm -r src: deny rule Bash\(rm:\*\)/u,
    failed: true,
  },
  { name: "a text that can't be read", command: "echo 'open", text: /^sallyport: denied: /u, failed: true },
  {
    name: "much",
    command: "seq 100000",
    text: /^1\n2\n[^]*\n\.\.\. \[\d+ characters left out\] \.\.\.\n[^]*\n100000$/u,
    failed: false,
  },
] as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("the MCP server, for $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
  });
  afterAll(() => place[Symbol.dispose]());

  const records = (): readonly { readonly tool: string; readonly verdict: string; readonly exit_status?: number }[] =>
    place
      .call(["audit", "query"])
      .stdout.split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  const notes = (): readonly string[] => readdirSync("/tmp").filter((name) => name.startsWith("sallyport-cwd-"));
  const runs = (marker: string): boolean => spawnSync("pgrep", ["-f", `^sleep ${marker}`]).status === 0;

  /** For what does not depend on the user. */
  const onceTest = user === users.at(-1) ? test : (): void => undefined;

  test("tells of commands as clients expect it, and goes on in the folder where the last one ended", async () => {
    await using server = await connect(place, bashOnly);
    const before = records().length;
    const others = notes();
    for (const { name, text, failed, ...input } of texts) {
      const answer = await server.call("bash", input);
      const wanted = typeof text === "string" ? text : expect.stringMatching(text);
      expect({ name, ...answer }).toEqual({ name, text: wanted, failed });
    }
    expect(records()).toHaveLength(before + texts.length);
    // Others' go while these would stay.
    const left = notes().filter((name) => !others.includes(name));
    await expect.poll(() => notes().filter((name) => left.includes(name))).toEqual([]);
  });

  test("lists what the profile leaves there, and judges its names as the tools that they are", async () => {
    await using all = await connect(place);
    const { tools } = await all.client.listTools();
    expect(tools.map(({ name }) => name).toSorted()).toEqual(
      "bash bash_output edit glob grep kill_bash ls multi_edit notebook_edit read web_fetch write".split(" "),
    );
    const hints = new Map(tools.map(({ name, annotations }) => [name, annotations]));
    expect(hints.get("read")).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
    expect(hints.get("bash")).toMatchObject({ readOnlyHint: false, destructiveHint: true, openWorldHint: true });
    await using few = await connect(place, [
      "--tools",
      "Read,mcp__sallyport__bash",
      "--allowed-tools",
      "mcp__sallyport__bash",
    ]);
    expect((await few.client.listTools()).tools.map(({ name }) => name)).toEqual(["bash", "read"]);
    expect(await few.call("bash", { command: "echo $((6*7))" })).toEqual({ text: "42", failed: false });
    expect(await few.call("write", { file_path: "new", content: "" })).toMatchObject({ failed: true });
    await using denying = await connect(place, [
      "--allowed-tools",
      "Bash,Read",
      "--disallowed-tools",
      "mcp__sallyport__bash",
    ]);
    expect(await denying.call("bash", { command: "echo hi" })).toEqual({
      text: expect.stringMatching(/^sallyport: denied: echo hi: .*mcp__sallyport__bash/u),
      failed: true,
    });
    expect(await denying.call("read", { file_path: "src/a.txt" })).toEqual({
      text: "1\talpha\n2\tbeta",
      failed: false,
    });
  });

  test("has the tools for files, and refuses what is none of its tools, each with one record", async () => {
    await using server = await connect(place);
    const before = records().length;
    expect(await server.call("write", { file_path: "made.txt", content: "one\n" })).toMatchObject({ failed: false });
    expect(await server.call("edit", { file_path: "made.txt", old_string: "one", new_string: "two" })).toMatchObject({
      failed: false,
    });
    expect(
      await server.call("multi_edit", { file_path: "made.txt", edits: [{ old_string: "two", new_string: "three" }] }),
    ).toMatchObject({ failed: false });
    expect(readText(join(place.project, "made.txt"))).toBe("three\n");
    expect(await server.call("glob", { pattern: "ma*.txt" })).toEqual({
      text: join(place.project, "made.txt"),
      failed: false,
    });
    expect(await server.call("grep", { pattern: "thr", output_mode: "content", "-n": true })).toMatchObject({
      text: expect.stringContaining("1:three"),
      failed: false,
    });
    expect(await server.call("ls", { path: "." })).toMatchObject({
      text: expect.stringContaining("made.txt"),
      failed: false,
    });
    expect(await server.call("read", { file_path: join(place.home, ".ssh/id_ed25519") })).toEqual({
      text: expect.stringMatching(/^sallyport: denied: /u),
      failed: true,
    });
    expect(await server.call("web_fetch", { url: "http://192.0.2.1/", prompt: "" })).toEqual({
      text: expect.stringMatching(/^sallyport: .*192\.0\.2\.1/u),
      failed: true,
    });
    expect(await server.call("read", { file_path: 7 })).toEqual({
      text: expect.stringContaining("`file_path` must be of type string"),
      failed: true,
    });
    expect(await server.call("erase_all", {})).toEqual({
      text: expect.stringContaining("there is no tool erase_all here"),
      failed: true,
    });
    expect(records()).toHaveLength(before + 10);
  });

  test("keeps commands in the background, tells what they print, and ends them with all that they started", async () => {
    await using server = await connect(place, bashOnly);
    const fifo = join(place.project, "go");
    spawnSync("mkfifo", ["-m", "666", fifo]);
    const command = `echo one; echo two; read x < go; echo three $x; (sleep 4001.${user.uid} & sleep 4001.${user.uid})`;
    expect(await server.call("bash", { command, run_in_background: true })).toEqual({
      text: "Command running in background with ID: bash_1",
      failed: false,
    });
    const read = (input: Readonly<Record<string, string>> = {}) =>
      server.call("bash_output", { bash_id: "bash_1", ...input });
    await expect
      .poll(async () => (await read({ filter: "^t" })).text)
      .toMatch(/^<status>running<\/status>\n\n<stdout>\ntwo\n<\/stdout>/u);
    spawnSync("bash", ["-c", `echo four > ${fifo}`]);
    await expect.poll(async () => (await read()).text).toContain("<stdout>\nthree four\n</stdout>");
    await expect.poll(() => runs(`4001.${user.uid}`)).toBe(true);
    expect(await read({ filter: "(" })).toMatchObject({ failed: true });
    expect(await server.call("kill_bash", { shell_id: "bash_1" })).toEqual({
      text: expect.stringContaining("Successfully killed shell: bash_1"),
      failed: false,
    });
    expect(runs(`4001.${user.uid}`)).toBe(false);
    expect((await read()).text).toMatch(/^<status>killed<\/status>\n\n<exit_code>137<\/exit_code>/u);
    expect(await server.call("kill_bash", { shell_id: "bash_9" })).toEqual({
      text: "sallyport: there is no shell bash_9",
      failed: true,
    });
    expect(await server.call("bash", { command: "rm x", run_in_background: true })).toMatchObject({ failed: true });
  });

  test("ends what is cancelled, and everything when the client goes, with their records", async () => {
    const marker = `4002.${user.uid}`;
    const server = await connect(place, bashOnly);
    const cancel = new AbortController();
    const begun = Promise.withResolvers<void>();
    const progress: number[] = [];
    const call = server.client.callTool(
      { name: "bash", arguments: { command: `echo begun; sleep ${marker}` } },
      { signal: cancel.signal, onprogress: ({ progress: count }) => (progress.push(count), begun.resolve()) },
    );
    const failed = expect(call).rejects.toThrow();
    await begun.promise;
    expect(progress).toEqual([1]);
    await expect.poll(() => runs(marker)).toBe(true);
    cancel.abort();
    await failed;
    await expect.poll(() => runs(marker)).toBe(false);
    await expect.poll(() => records().at(-1)).toMatchObject({ tool: "Bash", verdict: "allow" });
    // One too late is no news to anybody.
    await server.client.notification({ method: "notifications/cancelled", params: { requestId: 1 } });
    const before = records().length;
    const left = [`sleep ${marker}`, `sleep ${marker} & wait`].map((command) =>
      server.call("bash", { command }).catch(() => "gone"),
    );
    expect(await server.call("bash", { command: `sleep ${marker}`, run_in_background: true })).toMatchObject({
      failed: false,
    });
    await expect
      .poll(() =>
        spawnSync("pgrep", ["-c", "-f", `^sleep ${marker}`])
          .stdout.toString()
          .trim(),
      )
      .toBe("3");
    await server[Symbol.asyncDispose]();
    expect(await Promise.all(left)).toEqual(["gone", "gone"]);
    await expect.poll(() => runs(marker)).toBe(false);
    await expect.poll(() => records().length).toBe(before + 3);
  });

  test("asks the person at the client, and nobody where there is none", async () => {
    const asking = ["--allowed-tools", "Read", "--ask-tools", "Bash(touch:*)", "--mode", "default"];
    const asked: string[] = [];
    const answers = [
      { action: "accept", content: { answer: "once" } },
      { action: "accept", content: { answer: "deny" } },
      { action: "decline" },
    ] as const;
    await using server = await connect(place, asking, { capabilities: { elicitation: {} } }, (client) =>
      client.setRequestHandler("elicitation/create", ({ params }) => {
        asked.push(params.message);
        const answer = answers[asked.length - 1];
        if (answer === undefined) throw new Error("asked too often");
        return structuredClone(answer);
      }),
    );
    expect(await server.call("bash", { command: "touch confirmed" })).toEqual({
      text: "(Bash completed with no output)",
      failed: false,
    });
    expect(existsSync(join(place.project, "confirmed"))).toBe(true);
    expect(asked).toEqual([
      expect.stringMatching(/^Bash wants:\n +command: touch confirmed\n +why: .*Bash\(touch:\*\)[^]*the plan:\n/u),
    ]);
    for (const command of ["touch refused", "touch declined"]) {
      expect(await server.call("bash", { command })).toMatchObject({ failed: true });
      expect(existsSync(join(place.project, command.slice(6)))).toBe(false);
    }
    await using silent = await connect(place, asking);
    expect(await silent.call("bash", { command: "touch unasked" })).toEqual({
      text: expect.stringMatching(/^sallyport: .*there is nobody to confirm it: .*`sallyport mcp --wait SECONDS`/u),
      failed: true,
    });
    expect(existsSync(join(place.project, "unasked"))).toBe(false);
  });

  onceTest("does everything else while people think, and asks no more of them than may wait", async () => {
    const asking = ["--allowed-tools", "Read,Bash(echo:*)", "--ask-tools", "Bash(touch:*)", "--mode", "default"];
    const thinking = Promise.withResolvers<{ action: "accept"; content: { answer: string } }>();
    let asked = 0;
    await using server = await connect(place, asking, { capabilities: { elicitation: {} } }, (client) =>
      client.setRequestHandler("elicitation/create", async () => {
        asked += 1;
        return await thinking.promise;
      }),
    );
    const calls = Array.from({ length: 100 }, (_, at) => server.call("bash", { command: `touch thought-${at}` }));
    await expect.poll(() => asked).toBe(100);
    expect(await server.call("bash", { command: "echo meanwhile" })).toEqual({ text: "meanwhile", failed: false });
    expect(await server.call("bash", { command: "touch thought-100" })).toMatchObject({
      text: expect.stringContaining("100 questions wait for an answer already"),
      failed: true,
    });
    thinking.resolve({ action: "accept", content: { answer: "deny" } });
    expect((await Promise.all(calls)).every(({ failed }) => failed)).toBe(true);
    expect(records().filter(({ verdict }) => verdict === "deny").length).toBeGreaterThanOrEqual(101);
  });

  onceTest("puts it into the queue where the client can't ask and it may wait", async () => {
    const asking = ["--allowed-tools", "Read", "--ask-tools", "Bash(touch:*)", "--mode", "default", "--wait", "120"];
    await using server = await connect(place, asking);
    const called = server.call("bash", { command: "touch queued" });
    const waiting = (): readonly { id: string }[] => JSON.parse(place.call(["approvals", "list", "--json"]).stdout);
    await expect.poll(() => waiting().length).toBe(1);
    place.call(["approvals", "allow", waiting()[0]?.id ?? ""]);
    expect(await called).toMatchObject({ failed: false });
    expect(existsSync(join(place.project, "queued"))).toBe(true);
  });

  onceTest("records what it was asking somebody or a hook about when it was killed", async () => {
    const [file, begun] = [join(place.home, "waiting.json"), join(place.home, "hook-begun")];
    const hooks = {
      PreToolUse: [{ matcher: "Write", hooks: [{ type: "command", command: `> ${begun}; sleep 600` }] }],
    };
    place.bash(["-c", `cat > ${file}`], { input: JSON.stringify({ extends: "workspace", hooks }) });
    const raw = connectRaw(place, [
      "--profile",
      file,
      "--ask-tools",
      "Bash(touch:*)",
      "--mode",
      "default",
      "--wait",
      "120",
    ]);
    const clientInfo = { name: "raw", version: "1" };
    const shake = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo };
    raw.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: shake }));
    await raw.next();
    const params = { name: "bash", arguments: { command: "touch asked-and-killed" } };
    raw.send(JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/call", params }));
    const waiting = (): readonly object[] => JSON.parse(place.call(["approvals", "list", "--json"]).stdout);
    await expect.poll(() => waiting().length).toBe(1);
    const write = { name: "write", arguments: { file_path: "asked-and-killed", content: "" } };
    raw.send(JSON.stringify({ jsonrpc: "2.0", id: 3, method: "tools/call", params: write }));
    await expect.poll(() => existsSync(begun)).toBe(true);
    const found = (): readonly object[] =>
      records()
        .filter((each) => JSON.stringify(each).includes("asked-and-killed"))
        .toSorted((one, other) => (one.tool < other.tool ? -1 : 1));
    expect(found()).toEqual([]);
    await raw.kill("SIGKILL");
    await expect.poll(found).toMatchObject([
      { tool: "Bash", verdict: "ask", error: "internal/killed" },
      { tool: "Write", verdict: "deny", error: "internal/killed", reasons: [{ code: "hook/failed" }, {}] },
    ]);
  });

  onceTest("asks the profile's hooks as every door does, and tells them of what was done", async () => {
    const file = join(place.home, "hooks.json");
    const log = join(place.home, "hooks.log");
    const answer = (fields: object): string => `; echo '${JSON.stringify({ hookSpecificOutput: fields })}'`;
    const hook = (text: string, more = "", matcher = "*"): object[] => [
      { matcher, hooks: [{ type: "command", command: `echo ${text} >> ${log}${more}` }] },
    ];
    const hooks = {
      SessionStart: hook("start", answer({ additionalContext: "mind the gap" })),
      PreToolUse: [...hook("before"), ...hook("guard", answer({ permissionDecision: "deny" }), "Write")],
      PermissionRequest: hook("asked", answer({ decision: { behavior: "allow" } })),
      PostToolUse: hook("after", answer({ updatedToolOutput: "something else" }), "Read"),
      SessionEnd: hook("end"),
    };
    const body = { name: "p", description: "d", extends: "workspace", hooks, ask_tools: ["Bash(touch:*)"] };
    place.bash(["-c", `cat > ${file}`], { input: JSON.stringify(body) });
    {
      await using server = await connect(place, ["--profile", file]);
      expect(server.client.getInstructions()).toBe("mind the gap");
      expect(await server.call("bash", { command: "touch by-hook" })).toMatchObject({ failed: false });
      expect(await server.call("read", { file_path: "src/a.txt" })).toEqual({ text: "something else", failed: false });
      expect(await server.call("write", { file_path: "no", content: "" })).toMatchObject({ failed: true });
    }
    await expect.poll(() => readText(log)).toMatch(/end\n$/u);
    expect(readText(log).trim().split("\n").join(" ")).toBe("start before asked before after before guard end");
    expect([existsSync(join(place.project, "by-hook")), existsSync(join(place.project, "no"))]).toEqual([true, false]);
  });

  onceTest(
    "begins in the client's root where that is a folder of the project, and reaches nothing more by one",
    async () => {
      const project = place.project;
      place.bash(["-c", "ln -s ../.ssh out; mkdir 'a b'"]);
      let roots = [
        `file://${place.home}/.ssh`,
        `file://${project}/out`,
        `file://elsewhere${project}/src`,
        `file://${project}/a%20b`,
      ];
      await using server = await connect(place, [], { capabilities: { roots: { listChanged: true } } }, (client) =>
        client.setRequestHandler("roots/list", () => ({ roots: roots.map((uri) => ({ uri })) })),
      );
      const folder = async (): Promise<string> => (await server.call("bash", { command: "pwd" })).text;
      expect(await folder()).toBe(`${project}/a b`);
      expect(await server.call("read", { file_path: `${place.home}/.ssh/id_ed25519` })).toMatchObject({ failed: true });
      roots = [`file://${project}/src`];
      await server.client.sendRootsListChanged();
      await expect.poll(folder).toBe(`${project}/src`);
      roots = [`file://${place.home}`, "file:///nowhere/%00"];
      await server.client.sendRootsListChanged();
      expect(await folder()).toBe(`${project}/src`);
    },
  );

  test("answers any line, goes on, and ends with its input", async () => {
    const raw = connectRaw(place, ["--allowed-tools", "Bash,Write"]);
    const ask = async (id: number, method: string, params: object): Promise<unknown> => {
      raw.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
      return raw.next();
    };
    const hello = (protocolVersion: string): object => ({
      protocolVersion,
      capabilities: {},
      clientInfo: { name: "raw", version: "0" },
    });
    expect(await ask(1, "server/discover", {})).toMatchObject({ id: 1, error: { code: -32601 } });
    for (const version of ["2025-06-18", "2025-11-25"])
      expect(await ask(2, "initialize", hello(version))).toMatchObject({
        result: { protocolVersion: version, serverInfo: { name: "sallyport" } },
      });
    raw.send('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    expect(await ask(3, "server/discover", {})).toMatchObject({ id: 3, error: { code: -32601 } });
    const before = records().length;
    for (const [line, code, id] of [
      ["{nonsense", -32700, null],
      ['"\\ud800', -32700, null],
      ["[]", -32600, null],
      ['{"jsonrpc":"1.0","id":4,"method":"ping"}', -32600, 4],
      ['{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"bash","arguments":[]}}', -32602, 4],
      ['{"jsonrpc":"2.0","id":4,"method":"tools/call"}', -32602, 4],
    ] as const) {
      raw.send(line);
      expect(await raw.next()).toMatchObject({ id, error: { code } });
    }
    expect(records().slice(before)).toMatchObject(Array.from({ length: 6 }, () => ({ tool: "MCP", verdict: "deny" })));
    const big = "x".repeat(10 * 1024 * 1024);
    const tool = (name: string, input: object): object => ({ name, arguments: input });
    expect(await ask(5, "tools/call", tool("bash", { command: `: ${big}` }))).toMatchObject({
      id: 5,
      result: { isError: true },
    });
    expect(await ask(6, "tools/call", tool("write", { file_path: "big", content: big }))).toMatchObject({
      id: 6,
      result: { content: [{ type: "text" }] },
    });
    expect(readText(join(place.project, "big"))).toHaveLength(big.length);
    expect(await ask(7, "tools/call", { name: "bash", arguments: "no object" })).toMatchObject({
      id: 7,
      error: { code: -32602 },
    });
    expect(await ask(8, "ping", {})).toEqual({ jsonrpc: "2.0", id: 8, result: {} });
    const wait = {
      jsonrpc: "2.0",
      id: 9,
      method: "tools/call",
      params: tool("bash", { command: `sleep 4004.${user.uid}` }),
    };
    raw.send(JSON.stringify(wait));
    expect(await ask(9, "ping", {})).toMatchObject({ id: null, error: { code: -32600 } });
    raw.send('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}}');
    expect(await ask(9, "ping", {})).toMatchObject({ id: 9, result: {} });
    expect(await ask(9, "ping", {})).toMatchObject({ id: 9, result: {} });
    expect(await raw.hangUp()).toBe(0);
  });

  const hello =
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},"clientInfo":{"name":"raw","version":"0"}}}';
  const callOf = (id: number, command: string, more: object = {}): string =>
    JSON.stringify({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name: "bash", arguments: { command, ...more } },
    });

  test("ends by a signal with everything that it has started", async () => {
    const marker = `4003.${user.uid}`;
    const raw = connectRaw(place, bashOnly);
    raw.send(hello);
    await raw.next();
    raw.send(callOf(2, `sleep ${marker}`, { run_in_background: true }));
    await raw.next();
    await expect.poll(() => runs(marker)).toBe(true);
    expect(await raw.kill("SIGTERM")).toBe(143);
    expect(runs(marker)).toBe(false);
  });

  test("leaves nothing running when it is killed, and its notes to the next one", async () => {
    const marker = `4005.${user.uid}`;
    const raw = connectRaw(place, bashOnly);
    raw.send(hello);
    await raw.next();
    raw.send(callOf(2, `sleep ${marker}`));
    await expect.poll(() => runs(marker)).toBe(true);
    const owners = notes().map((note) => `/tmp/${note}/owner`);
    const found = spawnSync("grep", ["-ls", `"pid":${raw.pid},`, ...owners]).stdout.toString();
    const own = basename(dirname(found.trim()));
    expect(own).toMatch(/^sallyport-cwd-/u);
    const before = records().length;
    await raw.kill("SIGKILL");
    await expect.poll(() => runs(marker)).toBe(false);
    // Whoever looks next finds it recorded, once.
    expect(records().slice(before)).toMatchObject([{ tool: "Bash", verdict: "allow", error: "internal/killed" }]);
    expect(records()).toHaveLength(before + 1);
    const next = connectRaw(place, bashOnly);
    next.send(hello);
    await next.next();
    // Another server may be taking it just now.
    await expect.poll(notes).not.toContain(own);
    expect(await next.hangUp()).toBe(0);
  });

  onceTest("waits for no client that does not read, and ends by a signal then, too", async () => {
    const marker = `4006.${user.uid}`;
    const deaf = connectRaw(place, bashOnly);
    deaf.send(hello);
    await deaf.next();
    deaf.send(callOf(2, `sleep ${marker}`, { run_in_background: true }));
    await deaf.next();
    await expect.poll(() => runs(marker)).toBe(true);
    deaf.pause();
    const before = records().length;
    for (let id = 3; id < 20; id += 1) deaf.send(callOf(id, "seq 20000"));
    // More than any pipe holds has been answered.
    await expect.poll(() => records().length).toBe(before + 17);
    expect(await deaf.kill("SIGTERM")).toBe(143);
    expect(runs(marker)).toBe(false);
    expect(records()).toHaveLength(before + 18);
  });

  onceTest("lets many calls begin that come at once, and ends those that wait with the client", async () => {
    const raw = connectRaw(place, bashOnly);
    raw.send(hello);
    await raw.next();
    const before = records().length;
    for (let id = 10; id < 60; id += 1) raw.send(callOf(id, `echo ${id}`));
    for (let count = 0; count < 50; count += 1) {
      const { id, result } = await raw.next();
      expect(result).toEqual({ content: [{ type: "text", text: String(id) }] });
    }
    for (let id = 60; id < 80; id += 1) raw.send(callOf(id, "sleep 4007"));
    raw.send(callOf(80, "sleep 4007", { run_in_background: true }));
    raw.send(
      JSON.stringify({
        jsonrpc: "2.0",
        id: 81,
        method: "tools/call",
        params: { name: "kill_bash", arguments: { shell_id: "x" } },
      }),
    );
    // What tells of commands waits for none.
    expect(await raw.next()).toMatchObject({ id: 81, result: { isError: true } });
    expect(await raw.hangUp()).toBe(0);
    const since = records().slice(before);
    expect(since).toHaveLength(50 + 20 + 1 + 1);
    expect(since.filter(({ verdict }) => verdict === "deny")).toHaveLength(5);
  });

  onceTest("takes nothing for a yes that is none, and does not wait for another answer", async () => {
    const raw = connectRaw(place, ["--ask-tools", "Bash(touch:*)", "--mode", "default"]);
    raw.send(hello);
    await raw.next();
    const yes = { action: "accept", content: { answer: "once" } };
    const answers: readonly (readonly [name: string, answer: object, made: boolean])[] = [
      ["a-yes", { result: yes }, true],
      ["no-object", { result: 7 }, false],
      ["neither", {}, false],
      ["both", { result: yes, error: { code: 1, message: "no" } }, false],
      ["no-action", { result: { ...yes, action: "perhaps" } }, false],
      ["a-list", { result: { action: "accept", content: { answer: ["once"] } } }, false],
      ["nothing-chosen", { result: { action: "accept" } }, false],
      ["an-error", { error: { code: -1, message: "\u001b[2J" } }, false],
    ];
    const before = records().length;
    for (const [index, [name, answer, made]] of answers.entries()) {
      raw.send(callOf(10 + index, `touch ${name}`));
      const { id, method } = await raw.next();
      expect([name, method]).toEqual([name, "elicitation/create"]);
      // Under another number it is nobody's.
      raw.send(JSON.stringify({ jsonrpc: "2.0", id: String(id), result: made ? { action: "decline" } : yes }));
      raw.send(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
      // The first one is heard.
      raw.send(JSON.stringify({ jsonrpc: "2.0", id, result: yes }));
      expect(await raw.next()).toMatchObject({ id: 10 + index, ...(!made && { result: { isError: true } }) });
      expect([name, existsSync(join(place.project, name))]).toEqual([name, made]);
    }
    expect(records()).toHaveLength(before + answers.length);
    expect(await raw.hangUp()).toBe(0);
  });
});
