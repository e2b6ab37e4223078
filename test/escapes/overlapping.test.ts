import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";

const git = "git -c user.name=x -c user.email=x@x -c init.defaultBranch=main -c safe.directory=*";

/** Commands of which one does not come to its end, or of which two run at once. */
describe.skipIf(sandboxMissing() !== undefined).for(users)("commands that overlap, as $name", (user) => {
  let bench: Workbench;
  let marker = "";
  const setUp = `${git} init -q . && ${git} init -q known && ${git} -C known commit -q --allow-empty -m x`;
  const monitor = (folder: string): string => `git -C ${folder} config core.fsmonitor "touch ${marker}; false"`;
  const attack = (): string => `${git} init -q new; ${monitor("new")}; echo 'touch ${marker}' > .envrc`;
  const host = "git -C new status; test ! -e .envrc || bash .envrc";

  beforeAll(() => {
    bench = createWorkbench(user);
    marker = join(bench.home, "marker");
  });
  beforeEach(() => {
    const { status } = bench.control(`rm -rf known new .git .envrc* ${marker}; ${setUp}`);
    expect(status).toBe(0);
  });
  afterAll(() => bench[Symbol.dispose]());

  const runs = (): boolean => {
    bench.control(host);
    return existsSync(marker);
  };
  /** Runs up to a line that it prints, and on when it reads one. */
  const begin = async (script: string, backend: "auto" | "landlock"): Promise<ChildProcess> => {
    const child = bench.start(`${script}; echo ready; read -r _`, { profile: { backend } });
    if (child.stdout === null) throw new Error("no stdout");
    await once(child.stdout, "data");
    return child;
  };
  const finish = async (child: ChildProcess): Promise<void> => {
    const ended = once(child, "exit");
    child.stdin?.end("\n");
    await ended;
  };

  test("without a sandbox it runs", () => {
    bench.control(attack());
    expect(runs()).toBe(true);
  });

  describe.each(["auto", "landlock"] as const)("backend %s", (backend) => {
    test("what a command has left whose Sallyport is killed goes before the next one", async () => {
      const child = await begin(attack(), backend);
      child.kill("SIGKILL");
      await once(child, "exit");
      await sleep(300);
      expect(existsSync(join(bench.project, ".envrc"))).toBe(true);
      const { stderr } = bench.run("true", { profile: { backend }, verbose: true });
      expect(stderr.match(/"how":"[a-z]*"/gu)?.toSorted()).toEqual(['"how":"moved"', '"how":"settings"']);
      expect(runs()).toBe(false);
      expect(bench.run("true", { profile: { backend }, verbose: true }).stderr).not.toContain('"disarmed"');
    });

    test("a command that ends later takes nothing of what an earlier one has made for known", async () => {
      const first = await begin(attack(), backend);
      const second = await begin(":", backend);
      await finish(first);
      await finish(second);
      expect(runs()).toBe(false);
    });

    test("nor does one that ends earlier leave it", async () => {
      const first = await begin(attack(), backend);
      await finish(await begin(":", backend));
      await finish(first);
      expect(runs()).toBe(false);
    });

    test("what both leave alone stays as it is", async () => {
      const config = 'git -C known config alias.x "!true" && git -C known config alias.x';
      expect(bench.control(config).stdout).toBe("!true\n");
      const first = await begin(":", backend);
      const second = await begin(":", backend);
      await finish(second);
      await finish(first);
      expect(bench.control("git -C known config alias.x; ls -A").stdout).toBe("!true\n.git\nknown\nprobe\n");
    });
  });
});
