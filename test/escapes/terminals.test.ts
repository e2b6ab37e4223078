import { type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";
import { answersOf, expectedOf, scriptOf } from "./answer-rows.ts";
import { terminalAttacks, terminalUses } from "./terminals.cases.ts";

const rows = [...terminalUses, ...terminalAttacks];
const profile = { backend: "landlock" } as const;
const session =
  "import os, pty, sys; master, slave = pty.openpty(); print(os.ttyname(slave), flush=True); sys.stdin.read()";

describe.skipIf(sandboxMissing() !== undefined).for(users)("terminals by Landlock alone, as $name", (user) => {
  const bench = createWorkbench(user);
  let other: ChildProcess;
  let script = "";
  beforeAll(async () => {
    other = bench.start("", { profile: { backend: "none" }, argv: ["python3", "-c", session] });
    if (other.stdout === null) throw new Error("no stdout");
    const [name] = await once(other.stdout, "data");
    script = `export terminal=${String(name).trim()}\n${scriptOf(rows)}`;
  });
  afterAll(() => {
    other.stdin?.end();
    bench[Symbol.dispose]();
  });

  test("outside each of them works", () => {
    expect(answersOf(rows, bench.control(script).stdout)).toEqual(expectedOf(rows, "control"));
  });

  test.for([undefined, "probe"])("inside each gets its answer, denied: %s", (denied) => {
    const { stdout } = bench.run(script, {
      profile: { ...profile, denied: denied === undefined ? [] : [`${bench.project}/${denied}`] },
    });
    expect(answersOf(rows, stdout)).toEqual(expectedOf(rows, "answer"));
  });
});
