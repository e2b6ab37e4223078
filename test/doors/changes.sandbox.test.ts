import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { treeOf } from "../changes/tree.ts";
import { ground } from "../changes/written.cases.ts";
import { secrets } from "../observe/secrets/samples.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, readText, writeAs } from "./installation.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("sallyport changes, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    for (const transaction of ["check", "hold"]) {
      const settings = { extends: "workspace", sandbox: { transaction } };
      writeAs(user, join(place.home, `${transaction}.json`), JSON.stringify(settings));
    }
    writeAs(
      user,
      join(place.home, "strict.json"),
      JSON.stringify({ extends: "workspace", permissions: { file_access: { blocked_patterns: ["*.c"] } } }),
    );
  });
  afterAll(() => {
    place.bash(["-c", "chmod -R u+rwx ."]);
    place[Symbol.dispose]();
  });

  const run = (mode: string, script: string): Ended =>
    place.call(["--profile", join(place.home, `${mode}.json`), "-c", script]);
  const changes = (...words: readonly string[]): Ended => place.call(["changes", ...words]);
  const fresh = (name: string): string => {
    expect(place.bash(["-c", `mkdir ${name} && cd ${name} && { ${ground}\n}`]).status).toBe(0);
    return join(place.project, name);
  };

  test("what is held waits, is shown, lands when it is applied, and can be taken back and landed again", () => {
    const project = fresh("held");
    const before = treeOf(project);
    const { status, stderr } = run(
      "hold",
      "cd held; echo more >> a.txt; rm src/c.txt; mv src/b.txt moved; mkdir n; echo 1 > n/f; exit 3",
    );
    expect(status).toBe(3);
    const [id = ""] = /\d{8}-\d{6}-\d{3}[0-9a-f]{6}/u.exec(stderr) ?? [];
    expect(stderr).toContain(`sallyport changes apply ${id}`);
    expect(treeOf(project)).toEqual(before);

    const shown = changes("--last").stdout;
    expect(shown.startsWith(`${id}  held  `)).toBe(true);
    for (const line of [
      `M ${project}/a.txt`,
      "  +more",
      `D ${project}/src/c.txt`,
      "  -gamma",
      `R ${project}/src/b.txt → ${project}/moved`,
      `A ${project}/n (folder)`,
      `A ${project}/n/f`,
      "2 created, 1 changed, 1 deleted, 1 renamed; 2 lines added, 1 removed",
    ])
      expect(shown.split("\n")).toContain(line);
    expect(shown).not.toContain("\u001B");
    expect(changes(id, "--color").stdout).toContain("\u001B[32m  +more\u001B[0m");
    expect(JSON.parse(changes(id, "--json").stdout)).toMatchObject({
      id,
      state: "held",
      changes: expect.arrayContaining([expect.objectContaining({ path: join(project, "a.txt"), change: "changed" })]),
    });

    expect(changes("apply")).toEqual({ status: 0, stdout: `${id} landed\n`, stderr: "" });
    const after = treeOf(project);
    expect(after).toMatchObject({ "a.txt": "644 alpha|more", moved: "644 beta", "n/f": "644 1" });
    expect(changes("apply", id).status).toBe(1);
    expect(changes("undo").status).toBe(0);
    expect(treeOf(project)).toEqual(before);
    expect(changes("apply", id).status).toBe(0);
    expect(treeOf(project)).toEqual(after);
  });

  test("what is discarded is gone", () => {
    const project = fresh("discarded");
    const before = treeOf(project);
    run("hold", "cd discarded; echo 1 > f");
    expect(changes("discard").status).toBe(0);
    expect(treeOf(project)).toEqual(before);
    expect(changes("apply")).toMatchObject({ status: 2, stdout: "" });
  });

  test("what is damaged can be discarded by its id", () => {
    run("hold", "echo 1 > damaged");
    const [id = ""] = changes("list").stdout.split(" ");
    writeAs(user, join(place.home, ".local/state/sallyport/changes/kept", id, "record.json"), "{");
    expect(changes("list").stderr).toContain(`sallyport changes discard ${id}`);
    expect(changes("discard", id)).toEqual({ status: 0, stdout: `${id} forgotten\n`, stderr: expect.any(String) });
    expect(changes("discard", id)).toMatchObject({ status: 2, stdout: "" });
    const last = place.call(["audit", "query"]).stdout.trim().split("\n").at(-1) ?? "{}";
    expect(JSON.parse(last)).toMatchObject({ tool: "Changes", verdict: "allow" });
  });

  test("a removed folder comes back", () => {
    const project = fresh("removed");
    const closed = "mkdir -p shut/in; echo 1 > shut/in/f; chmod 400 shut/in; chmod 600 shut";
    place.bash(["-c", closed], { cwd: "home/project/removed" });
    const before = treeOf(project);
    expect(run("check", "chmod -R u+rwx removed; rm -rf removed").status).toBe(0);
    expect(readdirSync(place.project)).not.toContain("removed");
    expect(changes("undo").status).toBe(0);
    expect(treeOf(project)).toEqual(before);
  });

  test("what somebody has changed since is not taken back, and not landed over", () => {
    const project = fresh("since");
    run("check", "cd since; echo 2 > a.txt; mkdir n; echo 1 > n/f");
    writeAs(user, join(project, "n/theirs"), "theirs\n");
    const refused = changes("undo");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(join(project, "n/theirs"));
    expect(readText(join(project, "a.txt"))).toBe("2\n");

    run("hold", "cd since; echo 3 > a.txt; echo 3 > src/b.txt");
    writeAs(user, join(project, "a.txt"), "theirs\n");
    expect(changes("apply").status).toBe(1);
    expect([readText(join(project, "a.txt")), readText(join(project, "src/b.txt"))]).toEqual(["theirs\n", "beta\n"]);
    expect(changes("discard").status).toBe(0);
  });

  test("a folder that somebody has moved into another stays there when that goes", () => {
    fresh("moved");
    const made = "mkdir -p old/src gone; echo theirs > old/src/f; echo 1 > gone/f";
    place.bash(["-c", made], { cwd: "home/project/moved" });
    const move = (to: string): unknown => place.bash(["-c", `mv old ${to}`], { cwd: "home/project/moved" });
    const stays = (path: string, verb: "apply" | "undo"): void => {
      const refused = changes(verb);
      expect({ status: refused.status, told: refused.stderr.includes(join(place.project, path)) }).toEqual({
        status: 1,
        told: true,
      });
      expect(readText(join(place.project, path, "src/f"))).toBe("theirs\n");
    };
    run("hold", "rm -rf moved/gone");
    move("gone");
    stays("moved/gone/old", "apply");
    expect(changes("discard").status).toBe(0);
    run("check", "mkdir -p moved/new/in; echo 1 > moved/new/in/f");
    place.bash(["-c", "mv gone/old new/in"], { cwd: "home/project/moved" });
    stays("moved/new/in/old", "undo");
    place.bash(["-c", "mv new/in/old ."], { cwd: "home/project/moved" });
    expect(changes("undo").status).toBe(0);
  });

  test("what is applied is judged by the profile of now", () => {
    const project = fresh("judged");
    run("hold", "cd judged; cp a.txt x.c");
    const refused = place.call(["changes", "apply", "--profile", join(place.home, "strict.json")]);
    expect(refused.status).toBe(126);
    expect(refused.stderr).toContain("[path/blocked-pattern]");
    expect(readdirSync(project)).not.toContain("x.c");
    expect(changes("apply").status).toBe(0);
    expect(readdirSync(project)).toContain("x.c");
  });

  test("a repository that lands by an answer runs nothing on the host", () => {
    fresh("hooked");
    const script =
      "import shutil, subprocess as s\ns.run(['git', 'init', '-q', 'sub'])\nshutil.copy('bin/run', 'sub/.git/hooks/post-commit')";
    writeAs(user, join(place.home, "do.py"), script);
    expect(run("hold", "cd hooked && python3 ~/do.py").status).toBe(0);
    const { status, stderr } = changes("apply");
    expect({ status, told: stderr.includes("post-commit (not executable any more)") }).toEqual({
      status: 0,
      told: true,
    });
  });

  test("what is overwritten is kept where the profile says so, by tools and by commands", () => {
    const project = fresh("backed");
    const before = treeOf(project);
    const profile = join(place.home, "backup.json");
    const write = { backup_on_overwrite: true };
    writeAs(user, profile, JSON.stringify({ extends: "workspace", permissions: { tool_permissions: { write } } }));
    const input = JSON.stringify({ file_path: join(project, "a.txt"), content: "tool\n" });
    expect(place.call(["tool", "Write", input, "--profile", profile]).status).toBe(0);
    expect(run("backup", "cd backed; echo command > src/b.txt").status).toBe(0);
    expect(treeOf(project)).toEqual({ ...before, "a.txt": "644 tool", "src/b.txt": "644 command" });
    expect([changes("undo").status, changes("undo").status]).toEqual([0, 0]);
    expect(treeOf(project)).toEqual(before);
  });

  test("a secret that a command writes does not land", () => {
    const project = fresh("secret");
    const profile = { extends: "workspace", sandbox: { transaction: "check" } };
    const secrets_detection = { enabled: true, block_on_detection: true };
    writeAs(
      user,
      join(place.home, "secrets.json"),
      JSON.stringify({ ...profile, security_policies: { secrets_detection } }),
    );
    writeAs(
      user,
      join(project, "do.py"),
      `open("made", "w").write("AKIA" + "Z7XQ" * 3 + "WERT" + "\\n" + "-----BEGIN RSA " + "PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA7bq" + "Zx4" * 40 + "\\n-----END RSA " + "PRIVATE KEY-----\\n")`,
    );
    const { status, stderr } = run("secrets", "cd secret; python3 do.py");
    expect(status).toBe(126);
    expect(stderr).toContain("[secret/found]");
    expect(readdirSync(project)).not.toContain("made");
    const token = secrets.get("github") ?? "";
    writeAs(user, join(project, "token"), `id ${token}`);
    const hidden = ["printf 'id %s\\0' $(tail -c +4 token) > made", "head -c 70000000 /dev/zero | cat - token > made"];
    for (const script of hidden) expect(run("secrets", `cd secret; ${script}`).stderr).toContain("[secret/found]");
    const closed = run("secrets", "cd secret; cp token made; chmod 0 made; echo > more").stderr;
    expect(closed).toContain(user.uid === 0 ? "[secret/found]" : "[secret/unsearched]");
    expect(readdirSync(project)).not.toContain("made");
    expect(run("secrets", "cd secret; head -c 70000000 /dev/zero > large").status).toBe(0);
  });

  test("a command that is killed leaves nothing, and doctor says so", async () => {
    const project = fresh("killed");
    const before = treeOf(project);
    const script = "cd killed; echo 1 > f; echo ready; read x";
    const [program, ...args] = place.argv(["--profile", join(place.home, "check.json"), "-c", script]);
    const child = spawn(program, args, {
      cwd: place.project,
      env: place.env,
      stdio: ["pipe", "pipe", "ignore"],
      detached: true,
    });
    await once(child.stdout, "data");
    process.kill(-(child.pid ?? 0), "SIGKILL");
    await once(child, "close");
    const active = join(place.home, ".local/state/sallyport/changes/active");
    expect(readdirSync(active)).toHaveLength(1);
    expect(place.call(["doctor"]).stdout).toMatch(
      /changes +a command was cut short, and what it had written did not land/u,
    );
    expect({ tree: treeOf(project), active: readdirSync(active) }).toEqual({ tree: before, active: [] });
    expect(place.call(["doctor"]).stdout).toMatch(/ok +changes +no landing was cut short/u);
  });
});
