import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
