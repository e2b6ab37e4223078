import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { systemCalls } from "./system-calls.cases.ts";

const backends = ["bubblewrap", "landlock"] as const;
const rows = systemCalls.filter(({ arch = process.arch }) => arch === process.arch);
const source = fileURLToPath(new URL("system-calls.c", import.meta.url));

const readAnswers = (output: string): ReadonlyMap<string, string> =>
  new Map(
    output
      .trim()
      .split("\n")
      .map((line) => {
        const at = line.lastIndexOf(": ");
        return [line.slice(0, at), line.slice(at + 2)];
      }),
  );

describe.skipIf(sandboxMissing() !== undefined).for(users)("system calls, as $name", (user) => {
  let bench: Workbench;
  beforeAll(() => {
    bench = createWorkbench(user);
    const argv = ["-O1", "-Wall", "-Werror", "-static", "-pthread", "-o", join(bench.project, "system-calls"), source];
    expect(spawnSync("cc", argv, { encoding: "utf8" }).stderr).toBe("");
  });
  afterAll(() => bench[Symbol.dispose]());

  test.for(backends)("every one is answered as the table says on %s", (backend) => {
    const { stdout } = bench.run("./system-calls", { profile: { backend, allowed: [bench.project] } });
    const answers = readAnswers(stdout);
    const wanted = rows.map(({ name, answer, shared = answer }) => [name, backend === "landlock" ? shared : answer]);
    expect([...answers]).toEqual(wanted);
  });

  if (user.uid === 0) {
    test("without a filter the kernel gets to see the arguments", () => {
      const answers = readAnswers(bench.control("./system-calls").stdout);
      const different = rows.filter(({ alike }) => alike === undefined);
      expect(different.length).toBeGreaterThan(60);
      for (const { name, answer } of different) expect([name, answers.get(name)]).not.toEqual([name, answer]);
    });
  }
});
