import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, linkSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProfileParts } from "../confine/profile-of.ts";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { closedFolderCases, honestClosings } from "./closed.cases.ts";

const backends = ["auto", "landlock"] as const;

describe.skipIf(sandboxMissing() !== undefined).for(users)("closed folders, as $name", (user) => {
  let bench: Workbench;
  let profile: ProfileParts;
  const places = ["private", "deep", "empty", "locked", "a", "links", "t"];

  const put = (path: string, text: string): string => {
    const full = join(bench.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text, { mode: path.includes("hooks") ? 0o755 : 0o644 });
    return full;
  };

  const layOut = (): void => {
    const { project } = bench;
    execFileSync("bash", [
      "-c",
      'cd "$0"; chmod -R u+rwX "$@" 2> /dev/null; rm -rf "$@"',
      project,
      ...places,
      join(bench.folder, "outside"),
    ]);
    put("project/private/key", "THROUGH\n");
    put("project/deep/er/secrets/x", "THROUGH\n");
    put("project/deep/x.lock", "");
    put("project/locked/file", "");
    put("project/a/r/.vscode/tasks.json", "");
    mkdirSync(join(project, "empty"));
    mkdirSync(join(project, "links"));
    linkSync(put("outside/file", ""), join(project, "links/other"));
    execFileSync("git", ["init", "-q", join(project, "a/r")], { stdio: "ignore" });
    put("project/a/r/.git/hooks/pre-commit", "#!/bin/sh\n");
    execFileSync("chown", ["-R", "-h", `${user.uid}:${user.uid}`, project, join(bench.folder, "outside")]);
  };

  beforeAll(() => {
    bench = createWorkbench(user);
    const { project } = bench;
    profile = {
      allowed: [project],
      denied: [join(project, "private/key"), join(project, "empty/denied"), join(project, "**/secrets/**")],
      readOnly: [join(project, "locked/file"), join(project, "**/*.lock")],
    };
  });
  beforeEach(layOut);
  afterAll(() => bench[Symbol.dispose]());

  test.for(closedFolderCases)("without a sandbox one can $name", ({ close, open }) => {
    bench.control(close);
    expect(bench.control(open).stdout).toBe("THROUGH\n");
  });

  describe.each(backends)("backend %s", (backend) => {
    test.for(closedFolderCases)("$name: no", ({ close, open }) => {
      bench.run(close, { profile: { ...profile, backend } });
      const { stdout, stderr } = bench.run(open, { profile: { ...profile, backend }, verbose: true });
      expect(stdout).toBe("");
      expect(stderr).toContain('"result"');
      expect(bench.control("find . -type s").stdout).toBe("");
    });

    test.for(honestClosings)("honest: $name", ({ commands }) => {
      for (const command of commands) {
        const { status, stderr } = bench.run(command, { profile: { ...profile, backend }, verbose: true });
        expect({ command, status, stderr }).toMatchObject({
          command,
          status: 0,
          stderr: expect.not.stringMatching(/"disarmed"|"unswept"/u),
        });
      }
    });

    // Nothing is closed to root, and nobody else can give a folder away.
    if (user.uid !== 0 && process.getuid?.() === 0)
      test("somebody else's folder that can't be listed is said where the walls are told of, not at each end", () => {
        chmodSync(join(bench.project, "empty"), 0o711);
        chownSync(join(bench.project, "empty"), 0, 0);
        const { stderr } = bench.run("true", { profile: { ...profile, backend }, verbose: true });
        expect(stderr).toMatch(/empty can't be listed/u);
        expect(stderr).not.toContain("unswept");
      });

    test.for(["0", "100", "300", "400", "500"])("what a user has closed with mode %s stays as it is", (mode) => {
      const state = `find . -path ./probe -o -printf '%m %p %s\\n' 2>/dev/null | sort`;
      bench.control(`chmod ${mode} a/r/.git/hooks a/r/.git a/r a deep/er/secrets deep private`);
      const look = (): string => execFileSync("bash", ["-c", state], { cwd: bench.project, encoding: "latin1" });
      const before = look();
      const { status, stderr } = bench.run("true", { profile: { ...profile, backend }, verbose: true });
      expect({ status, stderr }).toMatchObject({
        status: 0,
        stderr: expect.not.stringMatching(/"disarmed"|"unswept"/u),
      });
      expect(look()).toBe(before);
    });
  });
});
