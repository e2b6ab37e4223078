import { createHash, randomBytes } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "./workbench.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("streams, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());

  test("ten megabytes of bytes go through unchanged", () => {
    const input = randomBytes(10 << 20);
    const { stdout, status } = bench.run("cat", { input });
    expect(status).toBe(0);
    expect(createHash("sha256").update(Buffer.from(stdout, "latin1")).digest("hex")).toBe(
      createHash("sha256").update(input).digest("hex"),
    );
  });

  test("stdout and stderr stay apart", () => {
    const { stdout, stderr } = bench.run("echo out; echo err >&2");
    expect({ stdout, stderr }).toEqual({ stdout: "out\n", stderr: "err\n" });
  });

  test("a reader that goes away ends the writer", () => {
    expect(bench.run("yes | head -1; echo ${PIPESTATUS[0]}").stdout).toBe("y\n141\n");
  });

  test("a closed stdin is an empty one", () => {
    expect(bench.run("cat; echo $?", { input: "" }).stdout).toBe("0\n");
  });

  test("words and variables are not shell text on the way", () => {
    const words = ["a b", "$HOME", "`id`", "'", '"', "\\", "*", "", "ü", "\n", "-x"];
    const argv = ["bash", "-c", 'printf "%s|" "$@"', "zero", ...words];
    expect(Buffer.from(bench.run("", { argv }).stdout, "latin1").toString()).toBe(`${words.join("|")}|`);
  });

  test("no file is open inside but the three streams", () => {
    expect(bench.run("ls /proc/self/fd").stdout).toBe("0\n1\n2\n3\n"); // 3 is the folder being listed
  });

  test("a folder that the profile does not show can't be stood in", () => {
    const { status, stderr } = bench.run("pwd", { cwd: "/var" });
    expect(status).toBe(125);
    expect(JSON.parse(stderr)).toMatchObject({ kind: "problem", code: "enforcement/start-failed" });
  });

  test("the profile's working folder wins", () => {
    expect(bench.run("pwd", { profile: { allowed: [bench.project], workingDirectory: "/usr/lib" } }).stdout).toBe(
      "/usr/lib\n",
    );
  });
});
