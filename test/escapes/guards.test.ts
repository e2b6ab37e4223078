import { execFileSync } from "node:child_process";
import { existsSync, linkSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProfileParts } from "../confine/profile-of.ts";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { askedCases, closedCases, freshCases, honestCases, laterCases } from "./fresh.cases.ts";
import { guardEscapes } from "./guards.cases.ts";

const identity = ["user.name=x", "user.email=x@x", "init.defaultBranch=main", "safe.directory=*"].flatMap((setting) => [
  "-c",
  setting,
]);

describe.skipIf(sandboxMissing() !== undefined).for(users)("guards, as $name", (user) => {
  let bench: Workbench;
  let profile: ProfileParts;

  const put = (path: string, text = ""): string => {
    const full = join(bench.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  const git = (folder: string, ...argv: readonly string[]): void =>
    void execFileSync("git", [...identity, "-C", join(bench.folder, folder), ...argv], { stdio: "ignore" });
  const repository = (path: string, ...more: readonly string[]): void => {
    mkdirSync(join(bench.folder, path), { recursive: true });
    git(path, "init", ...more);
  };

  beforeAll(() => {
    bench = createWorkbench(user);
    const { project, home, folder } = bench;
    for (const path of ["project", "project/a/b", "project/bare-bones", "project/linked"]) repository(path);
    for (const path of ["project/.git/modules/part", "project/store", "project/elsewhere.git"])
      repository(path, "--bare");
    rmSync(join(project, "bare-bones/.git/hooks"), { recursive: true });
    rmSync(join(project, "linked/.git"), { recursive: true });
    symlinkSync("../elsewhere.git", join(project, "linked/.git"));
    put("project/part/.git", "gitdir: ../.git/modules/part\n");
    git("project", "config", "core.hooksPath", "tools/hooks");
    git("project", "config", "include.path", "../tools/more.config");
    for (const path of ["tools/hooks/pre-commit", "tools/more.config", ".vscode/tasks.json", "a/b/.vscode/tasks.json"])
      put(`project/${path}`);
    put("project/settings");
    put("home/.bashrc");
    put("home/.config/autostart/tool");
    put("secrets/secret");
    symlinkSync(join(folder, "secrets"), join(project, ".codex"));
    linkSync(put("outside"), join(project, "other-name"));
    linkSync(put("project/one"), join(project, "twin"));
    execFileSync("chown", ["-R", "-h", `${user.uid}:${user.uid}`, project, home, join(folder, "outside")]);
    profile = {
      allowed: [project, home],
      guards: [
        ...[".vscode", ".codex", ".gemini"].map((name) => join(project, name)),
        ...[".bashrc", ".zshenv", ".config/autostart", ".config/fish"].map((name) => join(home, name)),
      ],
    };
  });
  afterAll(() => bench[Symbol.dispose]());

  const inFolder = (text: string): string => text.replaceAll("@", `${bench.folder}/`);

  test.for(guardEscapes)("without a sandbox one can $name", ({ probe, control }) => {
    if (control === undefined) return;
    const script = `${inFolder(control.setUp ?? ":")}; ${bench.probe} ${inFolder(control.probe ?? probe)}; ${inFolder(control.undo ?? ":")}`;
    expect(bench.control(script).stdout).toBe("ok\n");
  });

  test("in a sandbox each gets its exact answer, and nothing is left on the host", () => {
    bench.run("true", { profile });
    const listing = (): readonly string[] => readdirSync(bench.folder, { recursive: true }).map(String).toSorted();
    const before = listing();
    const script = guardEscapes.map(({ probe }) => `./probe ${inFolder(probe)}`).join("\n");
    const answers = bench.run(script, { profile }).stdout.trim().split("\n");
    const got = guardEscapes.map(({ name }, index) => `${name}: ${answers[index]}`);
    expect(got).toEqual(guardEscapes.map(({ name, answer }) => `${name}: ${answer}`));
    expect(listing()).toEqual(before);
  });

  test("with Landlock alone none of it succeeds either", () => {
    const script = guardEscapes.map(({ probe }) => `./probe ${inFolder(probe)}`).join("\n");
    const answers = bench
      .run(script, { profile: { ...profile, backend: "landlock" } })
      .stdout.trim()
      .split("\n");
    const through = guardEscapes.filter((_, index) => answers[index] === "ok").map(({ name }) => name);
    expect(answers.length).toBe(guardEscapes.length);
    expect(through).toEqual(guardEscapes.filter(({ answer }) => answer === "ok").map(({ name }) => name));
  });

  test("a profile opens what it names", () => {
    const opened = { ...profile, allowed: [...(profile.allowed ?? []), join(bench.project, ".git/config")] };
    const script = "./probe write .git/config; ./probe create .git/hooks/pre-commit";
    expect(bench.run(script, { profile: opened }).stdout).toBe("ok\nEROFS\n");
  });

  test("killed with everything it started, it leaves stand-ins that the next run clears away", async () => {
    const child = bench.start("echo ready; sleep 60", { profile });
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    expect(existsSync(join(bench.project, ".claude"))).toBe(true);
    execFileSync("pkill", ["-9", "-P", String(child.pid)]);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    bench.run("true", { profile });
    expect(existsSync(join(bench.project, ".claude"))).toBe(false);
  });

  test("two sandboxes share what stands in, and the last one takes it away", async () => {
    const children = [0, 1].map(() => bench.start("echo ready; read -r _; ./probe create .claude/x", { profile }));
    const answers = children.map(() => "");
    for (const [index, child] of children.entries())
      child.stdout?.on("data", (text) => (answers[index] += String(text)));
    await Promise.all(children.map((child) => new Promise((resolve) => child.stdout?.once("data", resolve))));
    for (const child of children) {
      child.stdin?.end("\n");
      await new Promise((resolve) => child.once("close", resolve));
    }
    expect(answers).toEqual(["ready\nEROFS\n", "ready\nEROFS\n"]);
    expect(existsSync(join(bench.project, ".claude"))).toBe(false);
  });
});

describe.skipIf(sandboxMissing() !== undefined).for(users)("what a command makes, as $name", (user) => {
  let bench: Workbench;
  let marker = "";
  // A closed folder is opened before it is listed.
  const empty =
    "find . -type d ! -perm -700 -exec chmod u+rwx {} \\; -o -true; find . -mindepth 1 -maxdepth 1 ! -name probe -exec rm -rf {} +";
  const cases = [...freshCases, ...closedCases, ...askedCases];
  let repository = "";

  beforeAll(() => {
    bench = createWorkbench(user);
    marker = join(bench.home, "marker");
    repository = join(bench.home, "repository");
    const git = `git ${identity.join(" ")}`;
    expect(
      bench.control(
        `${git} init -q ${repository} && cd ${repository} && echo x > f && git add f && ${git} commit -qm x`,
      ).status,
    ).toBe(0);
  });
  beforeEach(() => {
    expect(bench.control(`${empty}; rm -f ${marker}; cp -a ${repository}/. .`).status).toBe(0);
  });
  afterAll(() => bench[Symbol.dispose]());

  const filled = (text: string): string =>
    text.replaceAll("MARK", `touch ${marker}`).replaceAll("GIT", `git ${identity.join(" ")}`);

  test.for(cases)("$name: it works without a sandbox", ({ attack, host }) => {
    bench.control(filled(attack));
    bench.control(filled(host));
    expect(existsSync(marker)).toBe(true);
  });

  test.for(laterCases)("$name: it works without a sandbox", ({ before, attack, host }) => {
    bench.control(filled(`${before}; ${attack}`));
    bench.control(filled(host));
    expect(existsSync(marker)).toBe(true);
  });

  describe.each(["auto", "landlock"] as const)("backend %s", (backend) => {
    test.for(laterCases)("$name: what the next command changes", ({ before, attack, host }) => {
      expect(bench.run(filled(before), { profile: { backend } }).status).toBe(0);
      bench.run(filled(attack), { profile: { backend } });
      bench.control(filled(host));
      expect(existsSync(marker)).toBe(false);
    });

    test.for(cases)("$name: nothing of it runs on the host", ({ attack, host, how, asRoot = how }) => {
      const { stderr } = bench.run(filled(attack), { verbose: true, profile: { backend } });
      bench.control(filled(host));
      expect(existsSync(marker)).toBe(false);
      expect(stderr).toContain(`"how":"${user.uid === 0 ? asRoot : how}"`);
    });
  });

  test.for(honestCases)("honest: $name", ({ commands, kept = [] }) => {
    for (const command of commands) {
      const { status, stderr } = bench.run(filled(command), { verbose: true });
      expect({ command, status, disarmed: /"disarmed"/u.test(stderr), stderr }).toMatchObject({
        command,
        status: 0,
        disarmed: false,
      });
    }
    for (const path of kept) expect(lstatSync(join(bench.project, path), { throwIfNoEntry: false })).toBeDefined();
  });
});
