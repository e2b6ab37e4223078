import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchCases } from "./check.cases.ts";
import { createDesk, type Desk } from "./command-line.ts";

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
});
afterAll(() => desk[Symbol.dispose]());

function parseAll(text: string): readonly unknown[] {
  return text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}

describe("check --batch", () => {
  test("answers every line in order, whatever is wrong with it", () => {
    const lines = batchCases.map(({ line }, id) => JSON.stringify(isObject(line) ? { id, ...line } : line));
    const { status, stdout } = desk.call(["check", "--batch"], `${lines.join("\n")}\n{ not json\n`);
    expect(status).toBe(0);
    const expected = batchCases.map(({ line, behavior, code }, id) => ({
      id: isObject(line) ? id : null,
      behavior,
      code,
    }));
    const got = parseAll(stdout).map((answer) => {
      const { id, behavior, reasons } = answer as {
        id: unknown;
        behavior: string;
        reasons: readonly { code: string }[];
      };
      return { id, behavior, code: reasons[0]?.code };
    });
    expect(got).toEqual([...expected, { id: null, behavior: "deny", code: "tool/bad-input" }]);
  });

  test("gives spans of the command's own text", () => {
    const command = "git log && make -j4";
    const line = JSON.stringify({ id: 1, command, policy: { allowed_tools: ["Bash(git:*)"], mode: "dontAsk" } });
    const [answer] = parseAll(desk.call(["check", "--batch"], line).stdout);
    const { reasons } = answer as { reasons: readonly { code: string; span: readonly [number, number] }[] };
    const found = reasons.find(({ code }) => code === "rule/no-match");
    expect(command.slice(found?.span[0], found?.span[1])).toBe("make -j4");
  });

  test("follows the profile while it runs, and keeps the last good one", async () => {
    const file = join(desk.project, ".sallyport.json");
    writeFileSync(file, "{}");
    const child = desk.start(["check", "--batch"]);
    const { stdin, stdout, stderr } = child;
    if (stdin === null || stdout === null || stderr === null) throw new Error("no pipes");
    const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
    const told = createInterface({ input: stderr })[Symbol.asyncIterator]();
    const ask = async (): Promise<unknown> => {
      stdin.write('{"id":1,"command":"touch x"}\n');
      return JSON.parse(String((await answers.next()).value));
    };
    expect(await ask()).toMatchObject({ behavior: "allow" });
    writeFileSync(file, '{ "disallowed_tools": ["Bash(touch:*)"] }');
    await told.next();
    expect(await ask()).toMatchObject({ behavior: "deny", reasons: [{ code: "rule/denied" }] });
    writeFileSync(file, '{ "disallowed_tools": [');
    await told.next();
    expect(await ask()).toMatchObject({ behavior: "deny", reasons: [{ code: "rule/denied" }] });
    writeFileSync(file, "{}");
    await told.next();
    expect(await ask()).toMatchObject({ behavior: "allow" });
    stdin.end();
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
  });
});

describe("the command line", () => {
  test.for([
    { argv: ["check", "-c", "ls"], status: 0 },
    { argv: ["check", "-c", "rm -rf /"], status: 126 },
    { argv: ["check", "--permission-mode", "dontAsk", "--allowedTools", "Bash(make:*)", "-c", "make"], status: 0 },
    { argv: ["check", "--permission-mode=dontAsk", "--allowedTools", "Bash(make:*)", "-c", "ruby"], status: 126 },
    { argv: ["check", "--disallowedTools", "Bash(make:*)", "-c", "make"], status: 126 },
    { argv: ["check", "--askTools", "Bash(make:*)", "-c", "make"], status: 126 },
    { argv: ["--profile", "readonly", "check", "-c", "touch x"], status: 126 },
    { argv: ["check"], status: 2 },
    { argv: ["check", "--frob"], status: 2 },
    { argv: ["check", "--tool", "Read", "--input", "[]"], status: 2 },
    { argv: ["explain", "-c", "ls | wc -l"], status: 0 },
    { argv: ["explain"], status: 2 },
    { argv: ["profile", "list"], status: 0 },
    { argv: ["profile", "show", "ci"], status: 0 },
    { argv: ["profile", "show", "nowhere"], status: 2 },
    { argv: ["profile", "schema"], status: 0 },
    { argv: ["profile", "validate", "nowhere.json"], status: 2 },
    { argv: ["profile"], status: 2 },
    { argv: ["audit", "verify"], status: 0 },
    { argv: ["audit", "query", "--since", "yesterday"], status: 2 },
    { argv: ["audit", "query", "--verdict", "maybe"], status: 2 },
    { argv: ["audit", "tail", "-n", "x"], status: 2 },
    { argv: ["trust"], status: 2 },
    { argv: ["--help"], status: 0 },
    { argv: ["--version"], status: 0 },
  ])("$argv ends with $status", ({ argv, status }) => {
    writeFileSync(join(desk.project, ".sallyport.json"), "{}");
    if (argv[0] === "trust") writeFileSync(join(desk.project, ".sallyport.json"), "{");
    const answer = desk.call(argv);
    expect(answer.status).toBe(status);
    expect(status === 2 ? answer.stderr : answer.stdout).not.toBe("");
    writeFileSync(join(desk.project, ".sallyport.json"), "{}");
  });

  test("every mistake of a profile is listed, with its place", () => {
    const file = join(desk.project, "broken.json");
    writeFileSync(
      file,
      '{\n  "permission_mode": "sometimes",\n  "permissions": { "file_access": { "allowed_paths": ["src"] } },\n  "colour": 1\n}\n',
    );
    const { status, stdout } = desk.call(["profile", "validate", "--json", file]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      issues: [
        { code: "SchemaValidationError", line: 2, pointer: "/permission_mode" },
        { code: "InvalidPathError", line: 3, pointer: "/permissions/file_access/allowed_paths/0" },
        { code: "SchemaValidationError", line: 4, pointer: "/colour" },
      ],
    });
  });

  test("explain tells the actions and the walls", () => {
    const { stdout } = desk.call(["explain", "--json", "-c", "git status > out.txt"]);
    const told: unknown = JSON.parse(stdout);
    expect(told).toMatchObject({
      behavior: "allow",
      profile: "workspace",
      walls: { layers: expect.anything() as unknown },
    });
    const { actions } = told as { actions: readonly { kind: string }[] };
    expect(actions.map(({ kind }) => kind).toSorted()).toEqual(["exec", "write"]);
  });

  test("a rule list alone says all there is to say", () => {
    const argv = [
      "check",
      "--json",
      "--allowed-tools",
      "Bash(git log --format=%h,%s:*),Bash(make)",
      "--mode",
      "dontAsk",
      "-c",
    ];
    expect(desk.call([...argv, "git log --format=%h,%s -n 1 && make"]).status).toBe(0);
    expect(desk.call([...argv, "make -B"]).status).toBe(126);
    expect(desk.call([...argv, "touch x"]).status).toBe(126);
  });
});

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
