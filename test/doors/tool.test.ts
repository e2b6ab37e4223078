import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createDesk, type Desk } from "./command-line.ts";

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => desk[Symbol.dispose]());

const tool = (name: string, input: unknown, ...options: readonly string[]): ReturnType<Desk["call"]> =>
  desk.call(["tool", ...options, name, JSON.stringify(input)]);

describe("tool", () => {
  test("writes, changes and reads a file of the project", () => {
    const path = join(desk.project, "src/a.txt");
    expect(tool("Write", { file_path: path, content: "one\n" }, "--allowed-tools", "Write")).toEqual({
      status: 0,
      stdout: `File created at ${path}\n`,
      stderr: "",
    });
    expect(tool("Edit", { file_path: "src/a.txt", old_string: "one", new_string: "two" })).toMatchObject({ status: 0 });
    expect(tool("Read", { file_path: "src/a.txt" })).toEqual({ status: 0, stdout: "1\ttwo\n", stderr: "" });
    expect(JSON.parse(tool("Read", { file_path: "src/a.txt" }, "--json").stdout)).toMatchObject({ type: "text" });
  });

  test("searches, with the engine beside the bundle where ripgrep does not know the pattern", () => {
    writeFileSync(join(desk.project, "a"), "one\ntwo\n");
    for (const pattern of ["t.o", "(?<name>t)\\w+\\>"])
      expect(tool("Grep", { pattern, output_mode: "content" })).toEqual({
        status: 0,
        stdout: `${join(desk.project, "a")}:2:two\n`,
        stderr: "",
      });
  });

  test("is refused as an agent would be, and says what would help", () => {
    mkdirSync(join(desk.home, "other"));
    writeFileSync(join(desk.project, ".env"), "KEY=1\n");
    const refused = tool("Write", { file_path: join(desk.home, "other/a"), content: "x" });
    expect(refused).toMatchObject({ status: 126, stdout: "" });
    expect(refused.stderr).toMatch(/^sallyport: denied: .*read-only.*write elsewhere/u);
    expect(tool("Read", { file_path: ".env" }, "--disallowed-tools", "Read(.env)")).toMatchObject({ status: 126 });
  });

  test("says what the system says", () => {
    const missing = tool("Read", { file_path: "nothing" });
    expect(missing).toMatchObject({ status: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^sallyport: .*nothing: there is no such file\n$/u);
    expect(JSON.parse(tool("Read", { file_path: "nothing" }, "--json", "--quiet").stdout)).toMatchObject({
      error: { code: "file/not-found" },
    });
  });

  test("keeps what is known of it while it is under way, for whoever finds it killed", async () => {
    const running = join(desk.home, ".local/state/sallyport/running");
    writeFileSync(join(desk.project, "a"), "x\n");
    mkdirSync(running, { recursive: true, mode: 0o700 });
    const watcher = watch(running);
    onTestFinished(() => watcher.close());
    const seen = new Promise((resolve) => watcher.once("change", (_, name) => resolve(String(name))));
    expect(tool("Read", { file_path: "a" })).toMatchObject({ status: 0 });
    expect(await seen).toMatch(/^run-/u);
    expect(readdirSync(running)).toEqual([]);
  });

  test("takes its input from standard input, too", () => {
    writeFileSync(join(desk.project, "a"), "x\n");
    expect(desk.call(["tool", "Read"], JSON.stringify({ file_path: "a" }))).toMatchObject({ stdout: "1\tx\n" });
  });

  test("each use is one record", () => {
    tool("Write", { file_path: "a", content: "x\n" });
    tool("Read", { file_path: "nothing" });
    tool("Read", { file_path: "/etc/shadow" });
    const { stdout } = desk.call(["audit", "query", "--json"]);
    const records = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ tool: name, verdict, error }) => [name, verdict, error])).toEqual([
      ["Write", "allow", undefined],
      ["Read", "allow", "file/not-found"],
      ["Read", "deny", undefined],
    ]);
    expect(readFileSync(join(desk.project, "a"), "utf8")).toBe("x\n");
  });

  test.for([["tool"], ["tool", "Read", "{"], ["tool", "Read", "[]"], ["tool", "Read", "{}", "x"]])(
    "%j is a mistake of usage",
    (argv) => expect(desk.call(argv).status).toBe(2),
  );
});

describe("tool, with secrets searched for", () => {
  const key = `ghp_${"aB3dE5gH7jK9mN1pQ2rS".repeat(2).slice(0, 36)}`;
  const profile = (security: unknown): string => {
    writeFileSync(
      join(desk.home, "p.json"),
      JSON.stringify({
        extends: "workspace",
        security_policies: security,
        allowed_tools: ["Write", "Edit", "MultiEdit"],
      }),
    );
    return join(desk.home, "p.json");
  };
  const blocking = { secrets_detection: { enabled: true, block_on_detection: true } };

  test("refuses to write one, and does not show it", () => {
    const refused = tool(
      "Write",
      { file_path: "a.ts", content: `//\nconst k = "${key}";\n` },
      "--profile",
      profile(blocking),
    );
    expect(refused).toMatchObject({ status: 126, stdout: "" });
    expect(refused.stderr).toMatch(/^sallyport: denied: a\.ts, line 2, github-token: it holds a secret; take it out/u);
    expect(existsSync(join(desk.project, "a.ts"))).toBe(false);
    const { stdout } = desk.call(["audit", "query", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "deny", reasons: [{ code: "secret/found" }] });
    expect(refused.stderr + stdout).not.toContain(key);
  });

  test.for(["MultiEdit", "Edit"])("refuses to add one by %s, and lets the one be that is there", (name) => {
    writeFileSync(join(desk.project, "a.ts"), `old ${key}\nghp_\n`);
    const edit = (from: string, to: string): unknown =>
      name === "Edit"
        ? { file_path: "a.ts", old_string: from, new_string: to }
        : { file_path: "a.ts", edits: [{ old_string: from, new_string: to }] };
    const use = (input: unknown): unknown => tool(name, input, "--profile", profile(blocking));
    expect(use(edit("old", "older"))).toMatchObject({ status: 0 });
    expect(use(edit(`older ${key}\n`, `${key}\nmoved\n`))).toMatchObject({ status: 0 });
    const refused = use(edit("ghp_\n", `ghp_${key.slice(4).toUpperCase()}\n`));
    expect(refused).toMatchObject({ status: 126, stderr: expect.stringContaining("a.ts, line 3, github-token") });
    // Put together of two parts, neither of which is one.
    const joined = use(edit("ghp_", `ghp_${key.slice(4).toLowerCase()}`));
    expect(joined).toMatchObject({ status: 126 });
    expect(readFileSync(join(desk.project, "a.ts"), "utf8")).toBe(`${key}\nmoved\nghp_\n`);
  });

  test("says so and writes where the profile does not block", () => {
    const said = profile({ secrets_detection: { enabled: true, alert_on_detection: true } });
    const wrote = tool("Write", { file_path: "a.ts", content: key }, "--profile", said);
    expect(wrote).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("a.ts, line 1, github-token: it holds a secret"),
    });
    const silent = profile({ secrets_detection: { enabled: true, alert_on_detection: false } });
    expect(tool("Write", { file_path: "b.ts", content: key }, "--profile", silent)).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(desk.call(["audit", "query", "--json"]).stdout.match(/secret\/found/gu)).toHaveLength(2);
  });
});
