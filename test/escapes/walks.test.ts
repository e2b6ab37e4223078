import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProfileParts } from "../confine/profile-of.ts";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { walks } from "./walks.cases.ts";

const git = "git -c user.name=x -c user.email=x@x -c init.defaultBranch=main";
const possible = walks.filter(({ needs }) => needs === undefined || spawnSync("which", [needs]).status === 0);

describe.skipIf(sandboxMissing() !== undefined).for(users)("walks through a project, as $name", (user) => {
  let bench: Workbench;
  let profile: ProfileParts;
  const setUp = `${git} init -q . && mkdir .husky && echo x > .husky/pre-commit && printf 'probe\\n' > .gitignore && echo x > f && git add -A && ${git} commit -qm x`;

  beforeAll(() => {
    bench = createWorkbench(user);
    const { project } = bench;
    profile = { allowed: [project], denied: [".env", "private/", "no/such/place"].map((name) => join(project, name)) };
  });
  beforeEach(() => {
    execFileSync("bash", ["-c", "find . -mindepth 1 -maxdepth 1 ! -name probe -exec rm -rf {} +"], {
      cwd: bench.project,
    });
    writeFileSync(join(bench.project, "package.json"), '{ "name": "x", "version": "1.0.0" }');
    execFileSync("chown", [`${user.uid}:${user.uid}`, join(bench.project, "package.json"), bench.probe]);
    expect(bench.control(setUp)).toMatchObject({ status: 0 });
  });
  afterAll(() => bench[Symbol.dispose]());

  const filled = (script: string): string => script.replaceAll("GIT", git);

  test.for(possible)("outside: $name", ({ script }) => {
    const temporary = join(bench.home, "temporary");
    execFileSync("rm", ["-rf", temporary]);
    mkdirSync(temporary);
    execFileSync("chown", [`${user.uid}:${user.uid}`, temporary]);
    expect(bench.control(`export TMPDIR=${temporary}; ${filled(script)}`)).toMatchObject({ status: 0 });
  });

  describe.each(["auto", "landlock"] as const)("backend %s", (backend) => {
    test.for(possible)("$name", ({ script }) => {
      const wanted = { profile: { ...profile, backend } };
      bench.run("true", wanted);
      const before = readdirSync(bench.project);
      const { status, stderr } = bench.run(filled(script), { ...wanted, verbose: true });
      expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/"disarmed"|^[^{]/mu) });
      expect(readdirSync(bench.project)).toEqual(before);
    });
  });
});
