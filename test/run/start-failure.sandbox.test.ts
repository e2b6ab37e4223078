import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "./workbench.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("what can't be started, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());
  const script = "touch ran";
  const ran = (): boolean => existsSync(join(bench.project, "ran"));

  test("without bubblewrap nothing runs, and it says how to get it", () => {
    const { status, stderr } = bench.run(script, { withoutBwrap: true, profile: { backend: "bubblewrap" } });
    expect(status).toBe(125);
    expect(JSON.parse(stderr)).toMatchObject({ code: "enforcement/layer-missing", layer: "namespaces" });
    expect(ran()).toBe(false);
  });

  test("without user namespaces nothing runs, and it says what to set", () => {
    const { status, stderr, stdout } = bench.runWithoutNamespaces(script, { profile: { backend: "bubblewrap" } });
    expect({ status, stdout }).toEqual({ status: 125, stdout: "" });
    const problem = JSON.parse(stderr);
    expect(problem).toMatchObject({
      code: "enforcement/layer-missing",
      details: { layer: "namespaces", step: "bubblewrap" },
    });
    expect(problem.message).toContain("user.max_user_namespaces");
    expect(ran()).toBe(false);
  });

  test("a mount that can't be made stops the start, and leaves nothing behind", () => {
    const profile = { allowed: [bench.project], denied: [join(bench.project, "absent")] };
    const gone = join(bench.folder, "gone");
    const { status, stderr } = bench.run(script, { profile, frameFiles: [join(gone, "no-such-folder/file")] });
    expect(status).toBe(125);
    expect(JSON.parse(stderr).code).toBe("enforcement/start-failed");
    expect(ran() || existsSync(gone) || existsSync(join(bench.project, "absent"))).toBe(false);
  });

  test("a limit that leaves no room for the start is named", () => {
    const { status, stderr } = bench.run(script, { profile: { limits: { openFiles: 3 } } });
    expect(status).toBe(125);
    const { code, message } = JSON.parse(stderr);
    expect(code).toBe("enforcement/start-failed");
    expect(message).toContain("sandbox.limits.open_files");
    expect(ran()).toBe(false);
  });

  test("without the native helper nothing runs", () => {
    const { status, stderr } = bench.run(script, { warden: "/nonexistent/warden" });
    expect(status).toBe(125);
    expect(JSON.parse(stderr).code).toBe("enforcement/start-failed");
    expect(ran()).toBe(false);
  });
});
