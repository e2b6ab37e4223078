import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedTree, treeOf } from "../changes/tree.ts";
import { ground, writtenCases } from "../changes/written.cases.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, readText, writeAs } from "./installation.ts";

const settings = {
  extends: "workspace",
  permissions: {
    file_access: { blocked_patterns: ["*.pem"], max_file_size_mb: 4 },
    tool_permissions: { write: { require_confirmation: ["*.lock"] } },
  },
};

describe.skipIf(sandboxMissing() !== undefined).each(users)("changes that land together, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    for (const transaction of ["check", "hold"])
      writeAs(user, join(place.home, `${transaction}.json`), JSON.stringify({ ...settings, sandbox: { transaction } }));
  });
  afterAll(() => {
    place.bash(["-c", "chmod -R u+rwx ."]);
    place[Symbol.dispose]();
  });

  const call = (mode: "check" | "hold", script: string, cwd = "home/project"): Ended =>
    place.call(["--profile", join(place.home, `${mode}.json`), "-c", script], { cwd });
  const store = (shelf: string): readonly string[] =>
    readdirSync(join(place.home, ".local/state/sallyport/changes", shelf));
  /** A folder of its own for a test, below the project. */
  const fresh = (name: string, made = ground): string => {
    expect(place.bash(["-c", `mkdir ${name} && cd ${name} && { ${made}\n}`]).status).toBe(0);
    return join(place.project, name);
  };

  test("every kind of change lands as it was made", () => {
    const folders = writtenCases.map((_, number) => fresh(`kind-${number}`));
    const before = treeOf(folders[0] ?? "");
    const script = writtenCases.map((row, number) => `cd ${folders[number]}; (${row.script})`).join("\n");
    writeAs(user, join(place.home, "do.sh"), `umask 022\n${script}\n`);
    const { status, stderr } = call("check", "bash ~/do.sh");
    expect({ status, stderr: stderr.replaceAll(/.* is a pipe, .*\n/gu, "") }).toEqual({ status: 0, stderr: "" });
    for (const [number, { name, now, left = [] }] of writtenCases.entries()) {
      const folder = folders[number] ?? "";
      expect({ name, tree: treeOf(folder) }).toEqual({ name, tree: changedTree(before, now) });
      for (const path of left) expect(stderr).toContain(`${join(folder, path)} is a pipe`);
    }
    expect(store("active")).toEqual([]);
  });

  const refused: readonly (readonly [name: string, script: string, code: string, path: string])[] = [
    ["a name", "shutil.copy('a.txt', 'k.pem')", "path/blocked-pattern", "k.pem"],
    [
      "a name deep in a new folder",
      "os.makedirs('x/y'); shutil.copy('a.txt', 'x/y/k.pem')",
      "path/blocked-pattern",
      "x/y/k.pem",
    ],
    ["a new name", "os.rename('a.txt', 'k.pem')", "path/blocked-pattern", "k.pem"],
    ["what the kernel cut", "open('cut', 'wb', 0).write(bytes(5 << 20))", "path/too-large", "cut"],
    ["what needs a confirmation", "open('x.lock', 'w')", "rule/asked", "x.lock"],
  ];
  test.for(refused)("%s is refused, and nothing lands", ([name, script, code, path]) => {
    const project = fresh(`refused-${name.replaceAll(" ", "-")}`);
    const before = treeOf(project);
    writeAs(user, join(project, "do.py"), `import os, shutil\nopen('fine', 'w')\n${script}\n`);
    const { status, stderr } = call("check", `cd ${project}; python3 do.py`);
    expect(status).toBe(126);
    expect(stderr).toContain(join(project, path));
    expect(stderr).toContain(`[${code}]`);
    expect(treeOf(project)).toEqual({ ...before, "do.py": expect.any(String) });
  });

  test("a command that ends badly lands, with its own status", () => {
    const project = fresh("status", "true");
    expect(call("check", `cd ${project}; echo 1 > f; exit 7`)).toEqual({ status: 7, stdout: "", stderr: "" });
    expect(treeOf(project)).toEqual({ f: "644 1" });
  });

  test("git works, what guards a repository holds, and nobody sees the store", () => {
    const project = fresh("repository", `git init -q; ${ground}; chmod -R u+rwx own; rm -r own`);
    const lines = [
      "git add -A; git -c user.name=a -c user.email=a@b commit -qm one; git status --short",
      "cp a.txt .git/hooks/x 2>/dev/null || echo guarded",
      "ls ~/.local/state/sallyport/changes 2>/dev/null || echo hidden",
      "grep -q ' - overlay ' /proc/self/mountinfo && echo covered; grep sallyport/changes /proc/self/mountinfo",
    ];
    writeAs(user, join(place.home, "do.sh"), lines.join("\n"));
    const { stdout } = call("check", "cd repository && bash ~/do.sh");
    expect(stdout).toBe("guarded\nhidden\ncovered\n");
    const log = place.bash(["-c", "git log --format=%s; git status --short; git fsck"], {
      cwd: "home/project/repository",
    });
    expect(log.stdout).toBe("one\n");
    expect(readdirSync(join(project, ".git/hooks")).includes("x")).toBe(false);
  });

  /** The same where more is mounted, which makes locked mounts of all. */
  const callMounted = (mounts: readonly string[], script: string): Ended => {
    const argv = place.argv(["--profile", join(place.home, "check.json"), "-c", script]).slice(user.prefix.length);
    return place.bash(["-c", 'exec bwrap --dev-bind / / "$@"', "bwrap", ...mounts, ...argv]);
  };

  test("a folder that can't be covered is copied, with what is mounted in it", () => {
    const project = fresh("mounted");
    fresh("volume", "echo v > f");
    place.bash(["-c", "mkdir mounted/volume"]);
    const before = treeOf(project);
    const script = "cd mounted; rm a.txt; echo 2 >> volume/f; echo 1 > made";
    const mounts = ["--bind", join(place.project, "volume"), join(project, "volume")];
    expect(callMounted(mounts, script)).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(treeOf(project)).toEqual(changedTree(before, { "a.txt": undefined, made: "644 1" }));
    expect(treeOf(join(place.project, "volume"))).toEqual({ f: "644 v|2" });
  });

  test("a disk that is full keeps what it had", () => {
    const project = fresh("full", "true");
    const script = "cd full; echo 1 > small; head -c 3000000 /dev/zero > large";
    const { status, stderr } = callMounted(["--size", "1048576", "--tmpfs", project], `${script}; true`);
    expect({ status, told: stderr.includes("No space left on device") }).toEqual({ status: 125, told: true });
    const [, folder = ""] = /all of it is kept in (\S+):/u.exec(stderr) ?? [];
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    expect(place.call(["changes", "--last"]).stdout).toContain(`A ${join(project, "large")}`);
    expect(store("active")).toEqual([]);
  });

  /** Does something on the host while a command runs that waits for it. */
  const meanwhile = async (
    script: string,
    act: () => unknown,
    profile = "check",
  ): Promise<{ status: unknown; told: string }> => {
    const [program, ...args] = place.argv(["--profile", join(place.home, `${profile}.json`), "-c", script]);
    const child = spawn(program, args, { cwd: place.project, env: place.env, stdio: ["pipe", "pipe", "pipe"] });
    const told = text(child.stderr);
    await once(child.stdout, "data");
    act();
    child.stdin.end("go\n");
    const [status] = await once(child, "close");
    return { status, told: await told };
  };

  test("a file that somebody else has changed meanwhile is theirs", async () => {
    const project = fresh("theirs");
    const script = "cd theirs; echo ready; read x; echo mine >> a.txt; echo mine > src/b.txt";
    const { status, told } = await meanwhile(script, () => writeAs(user, join(project, "a.txt"), "theirs\n"));
    expect(status).toBe(125);
    expect(told).toContain(`${join(project, "a.txt")}: somebody else has changed it meanwhile [file/changed]`);
    expect([readText(join(project, "a.txt")), readText(join(project, "src/b.txt"))]).toEqual(["theirs\n", "beta\n"]);
  });

  const removals: readonly (readonly [what: string, script: string, remove: string, path: string])[] = [
    ["a file", "echo mine >> a.txt; rm src/b.txt", "rm a.txt", "a.txt"],
    ["the folder of a file", "echo mine >> src/b.txt; rm a.txt", "rm -r src", "src/b.txt"],
  ];
  test.for(removals)("%s that somebody else has removed meanwhile stays away", async ([what, script, remove, path]) => {
    const name = `removed-${what.replaceAll(" ", "-")}`;
    const project = fresh(name);
    const act = (): unknown => place.bash(["-c", remove], { cwd: `home/project/${name}` });
    const { status, told } = await meanwhile(`cd ${name}; ${script}; echo ready; read x`, act);
    expect({ status, told: told.includes(`${join(project, path)}: somebody else`) }).toEqual({
      status: 125,
      told: true,
    });
    expect(treeOf(project)[path]).toBeUndefined();
  });

  test("a file that is renamed and changed in the project's own folder is none that somebody has removed", () => {
    writeAs(user, join(place.project, "one"), "1\n");
    expect(call("check", "mv one two; echo 2 >> two")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readText(join(place.project, "two"))).toBe("1\n2\n");
  });

  test.each(["check", "off"])(
    "nothing of ours stays in a project that somebody moves meanwhile, with `%s`",
    async (how) => {
      const moved = join(place.home, `elsewhere-${how}`);
      const inside = (): string => place.bash(["-c", "find . | sort"]).stdout;
      const before = inside();
      const script = "echo ready; read x";
      const denied = { ...settings, permissions: { file_access: { denied_paths: ["nowhere/else", "nothing"] } } };
      writeAs(user, join(place.home, `away-${how}.json`), JSON.stringify({ ...denied, sandbox: { transaction: how } }));
      let there = "";
      await meanwhile(
        script,
        () => {
          there = inside();
          renameSync(place.project, moved);
        },
        `away-${how}`,
      );
      renameSync(moved, place.project);
      expect({ stood: there.includes("nothing"), after: inside() }).toEqual({ stood: true, after: before });
    },
  );

  const moves: readonly (readonly [how: string, script: string, move: string, path: string])[] = [
    ["into a folder that goes", "rm -rf src", "mv old src/", "src/old/f"],
    ["into a folder that is made anew", "rm -rf src; mkdir src", "mv old src/", "src/old/f"],
    ["in the place of one that goes", "rm -rf src", "mv src was; mv old src", "src/f"],
  ];
  test.for(moves)("a folder that was moved %s meanwhile is theirs", async ([how, script, move, path]) => {
    const name = `moved-${how.replaceAll(" ", "-")}`;
    const project = fresh(name, `mkdir old; echo theirs > old/f; ${ground}`);
    const act = (): unknown => place.bash(["-c", move], { cwd: `home/project/${name}` });
    const { status } = await meanwhile(`cd ${name}; ${script}; echo ready; read x`, act);
    expect({ status, text: readText(join(project, path)) }).toEqual({ status: 125, text: "theirs\n" });
  });
});
