import { afterAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "./workbench.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());

  test("every exit status comes through", () => {
    for (const status of [0, 1, 2, 42, 124, 125, 126, 127, 128, 129, 255]) {
      expect(bench.run(`exit ${status}`).status).toBe(status);
    }
  });

  test.for(["HUP", "INT", "KILL", "TERM", "USR1", "SEGV"])("dying of SIG%s is 128 and its number", (signal) => {
    const script = `kill -${signal} $$`;
    const outside = bench.control(`bash -c '${script}'; echo $?`);
    const inside = bench.run(script, { verbose: true });
    expect(`${inside.status}\n`).toBe(outside.stdout);
    expect(JSON.parse(inside.stderr).result.signal).toBe(`SIG${signal}`);
  });

  test("a program that is not there is 127, one that can't be run 126", () => {
    expect(bench.run("", { argv: ["no-such-program"] }).status).toBe(127);
    expect(bench.run("", { argv: ["/etc/passwd"] }).status).toBe(126);
  });
});
