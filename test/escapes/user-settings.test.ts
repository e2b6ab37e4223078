import { existsSync, lstatSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { moreUserSettings, userSettings, userSettingsCases } from "./user-settings.cases.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("the user's settings of git, as $name", (user) => {
  let bench: Workbench;
  let marker = "";

  beforeAll(() => {
    bench = createWorkbench(user);
    marker = join(bench.home, "marker");
    writeFileSync(join(bench.home, ".gitconfig"), userSettings);
    writeFileSync(join(bench.home, "more-settings"), moreUserSettings);
  });
  beforeEach(() => {
    const empty = "find . -mindepth 1 -maxdepth 1 ! -name probe -exec rm -rf {} +";
    const setUp = "git init -q . && echo x > f && git add f && git commit -qm x";
    expect(bench.control(`${empty}; rm -f ${marker}; ${setUp}`).status).toBe(0);
  });
  afterAll(() => bench[Symbol.dispose]());

  const filled = (text: string): string =>
    `HOOK() { mkdir -p "$(dirname "$1")"; printf '#!/bin/sh\\ntouch ${marker}\\n' > "$1"; chmod +x "$1"; }; ${text}`;

  test.for(userSettingsCases)("$name: it works without a sandbox", ({ before = ":", attack, host }) => {
    bench.control(filled(`${before}; ${attack}`));
    bench.control(host);
    expect(existsSync(marker)).toBe(true);
  });

  describe.each(["auto", "landlock"] as const)("backend %s", (backend) => {
    test.for(userSettingsCases)("$name: nothing of it runs on the host", ({ before = ":", attack, host }) => {
      bench.control(before);
      bench.run(filled(attack), { profile: { backend } });
      bench.control(host);
      expect(existsSync(marker)).toBe(false);
    });
  });

  test("hooks that were there stay as they are, and so do their like in a further working tree", () => {
    bench.control(
      `mkdir .githooks; echo 'exit 0' > .githooks/pre-push; chmod +x .githooks/pre-push; git add .githooks`,
    );
    bench.control("git commit -qm hooks");
    const { status, stderr } = bench.run("git worktree add -q wt && git -C wt status", {
      verbose: true,
    });
    expect([status, /"disarmed"/u.test(stderr)]).toEqual([0, false]);
    expect(lstatSync(join(bench.project, "wt/.githooks/pre-push")).mode & 0o111).not.toBe(0);
  });
});
