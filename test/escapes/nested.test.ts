import { chownSync, existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { nestedCases, nestedSetUp, nestedWork } from "./nested.cases.ts";

const git = "git -c user.name=x -c user.email=x@x -c init.defaultBranch=main -c safe.directory=*";
const empty =
  "find . -type d ! -perm -700 -exec chmod u+rwx {} \\; -o -true; find . -mindepth 1 -maxdepth 1 ! -name probe -exec rm -rf {} +";

/** What counts in the nested repositories, with its permission to be executed. */
const state =
  "for f in vendor/repo/.git/{config,hooks/*,commondir} vendor/repo/.vscode/* vendor/bare/config lib/.husky/* lib/.git/config; do test -e $f && { echo $f; cat $f; test -x $f && echo executable; }; done";

describe.skipIf(sandboxMissing() !== undefined).for(users)("nested repositories, as $name", (user) => {
  let bench: Workbench;
  let marker = "";
  const filled = (text: string): string => text.replaceAll("MARK", `touch ${marker}`).replaceAll(/\bGIT\b/gu, git);

  beforeAll(() => {
    bench = createWorkbench(user);
    marker = join(bench.home, "marker");
    chownSync(bench.probe, user.uid, user.uid);
  });
  beforeEach(() => {
    expect(bench.control(filled(`{ ${empty}; } 2>/dev/null; rm -f ${marker}; ${nestedSetUp}`))).toMatchObject({
      status: 0,
    });
  });
  afterAll(() => bench[Symbol.dispose]());

  test.for(nestedCases)("$name: it works without a sandbox", ({ attack, more = [], host }) => {
    for (const command of [attack, ...more, host]) bench.control(filled(command));
    expect(existsSync(marker)).toBe(true);
  });

  describe.each(["auto", "landlock"] as const)("backend %s", (backend) => {
    test.for(nestedCases)("$name: nothing of it runs on the host", ({ attack, more = [], host }) => {
      for (const command of [attack, ...more]) bench.run(filled(command), { profile: { backend } });
      bench.control(filled(host));
      expect(existsSync(marker)).toBe(false);
    });

    test.for(nestedWork)("honest: $name", ({ commands, result = "true" }) => {
      bench.run("true", { profile: { backend } });
      for (const command of commands) {
        const { status, stderr } = bench.run(filled(command), { verbose: true, profile: { backend } });
        const disarmed = stderr.match(/"how":"(?!left)[a-z-]*"/gu) ?? undefined;
        expect({ command, status, disarmed, stderr }).toMatchObject({ command, status: 0, disarmed: undefined });
      }
      expect(bench.control(filled(result))).toMatchObject({ status: 0 });
    });

    test("what was changed is there again, byte for byte", () => {
      const before = bench.control(state).stdout;
      const script =
        "cd vendor/repo; git config core.pager evil; rm .git/hooks/post-commit; echo x >> .git/hooks/pre-commit; chmod -x .git/hooks/pre-commit; echo y > .vscode/tasks.json; git -C ../bare config core.pager evil; echo z > ../../lib/.husky/pre-commit";
      const { stderr } = bench.run(script, { verbose: true, profile: { backend } });
      expect(stderr.match(/"how":"restored"/gu)?.length).toBe(6);
      bench.control("find . -name '*.held' -exec rm -r {} +");
      expect(bench.control(state).stdout).toBe(before);
    });
  });
});
