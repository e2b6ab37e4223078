import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, readText, writeAs } from "./installation.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("--root, as $name", (user) => {
  let place: Installation;
  let root = "";
  beforeAll(() => {
    place = install(user);
  });
  beforeEach(() => {
    root = mkdtempSync(join(place.home, "root-"));
    chownSync(root, user.uid, user.uid);
  });
  afterAll(() => place[Symbol.dispose]());

  const call = (text: string, cwd = "home/project"): Ended => place.call(["--root", root, "-c", text], { cwd });
  const folder = (path: string): void => {
    mkdirSync(path, { recursive: true });
    chownSync(path, user.uid, user.uid);
  };
  const left = (): readonly string[] => readdirSync(root).toSorted();

  test("what is written to a path lands below the folder, by every program", () => {
    const script = "mkdir /data && echo hi > /data/x && cp /data/x /data/y && cat /data/y && touch here && pwd";
    expect(call(script)).toEqual({ status: 0, stdout: `hi\n${place.project}\n`, stderr: "" });
    expect(readText(join(root, "data/x"))).toBe("hi\n");
    expect(readdirSync(join(root, place.project))).toEqual(["here"]);
  });

  test("nothing else of the host's is shown, and nothing but what was written is left", () => {
    const { stdout, status } = call('ls -A . ~; ls -A /tmp; echo $XDG_CACHE_HOME; touch "$XDG_CACHE_HOME/kept"');
    expect(stdout).toContain("/tmp/.cache\n");
    expect(stdout).not.toMatch(/src|\.git|\.ssh/u);
    expect({ status, left: left() }).toEqual({ status: 0, left: [] });
    expect(call('cat "$XDG_CACHE_HOME/kept" && echo there').stdout).toBe("there\n");
  });

  test("the home folder is as read-only as the profile says, and secrets of the system stay hidden", () => {
    const script =
      'd=$HOME; f() { if "$@" 2>/dev/null; then echo "did: $*"; fi; }; f sed -n 1p /etc/shad?w; f touch "$d/made"';
    expect(call(script).stdout).toBe("");
    expect(left()).toEqual([]);
  });

  test("a project in the folder is called by its name inside, with what guards it", () => {
    const project = join(root, "site");
    for (const made of [project, join(project, ".git"), join(project, ".git/hooks")]) folder(made);
    writeAs(user, join(project, "a"), "alpha\n");
    const script = 'pwd; cat a /site/a; for d in .gi?/hooks; do cp a "$d/x" 2>/dev/null || echo guarded; done; touch b';
    const { stdout, status } = call(script, project.slice(project.indexOf("home/")));
    expect({ stdout, status }).toEqual({ stdout: "/site\nalpha\nalpha\nguarded\n", status: 0 });
    expect(readdirSync(project).toSorted()).toEqual([".git", "a", "b"]);
  });

  test("Sallyport's own folders stay hidden in a folder that holds them", () => {
    const state = join(root, "state");
    folder(state);
    const env = { XDG_STATE_HOME: state };
    const script = "for d in /state/*; do echo $d; ls $d; done 2>/dev/null";
    const { stdout } = place.call(["--root", root, "-c", script], { env });
    expect(stdout).toBe("/state/sallyport\n");
  });

  const script =
    "mkdir -p /data; echo hi > /data/x; dd if=/data/x of='/data/a b' status=none; sort -o/data/z /data/x; ls /data";

  test("explain tells each path that is mapped, and a batch the whole", () => {
    const { stdout } = place.call(["explain", "--root", root, "-c", "sort -o/data/z '/data/x y' /etc/hosts"]);
    const [, section = ""] = /^rewritten\n((?: {2}.*\n)+)/mu.exec(stdout) ?? [];
    expect(section.split("\n").slice(0, 2)).toEqual([
      `  -o/data/z → -o${root}/data/z  [5,14)`,
      `  '/data/x y' → '${root}/data/x y'  [15,26)`,
    ]);
    const lines = [
      { command: "cat < /data/x" },
      { tool: "Read", input: { file_path: "/data/x" } },
      { command: "cat x" },
    ];
    const input = lines.map((line) => JSON.stringify(line)).join("\n");
    const answers = place.call(["check", "--batch", "--root", root], { input }).stdout.trim().split("\n");
    expect(answers.map((line): unknown => JSON.parse(line).updatedInput)).toEqual([
      { command: `cat < ${root}/data/x` },
      { file_path: `${root}/data/x` },
      undefined,
    ]);
  });

  test("what is asked about is told as it was written", () => {
    const profile = { name: "p", allowed_tools: ["Bash"], sandbox: { root } };
    const input = JSON.stringify({ command: "sort -o/data/z x", profile });
    const { behavior, reasons } = JSON.parse(place.call(["check", "--batch"], { input }).stdout);
    expect([behavior, reasons[0].subject, reasons[0].span]).toEqual(["ask", "/data/z", [7, 14]]);
  });

  test("a text does the same as it came and as it was rewritten", () => {
    const { stdout } = place.call(["check", "--json", "--root", root, "-c", script]);
    const { updatedInput } = JSON.parse(stdout);
    for (const text of [script, updatedInput.command]) {
      expect(call(text)).toEqual({ status: 0, stdout: "a b\nx\nz\n", stderr: "" });
      expect(readText(join(root, "data/a b"))).toBe("hi\n");
      rmSync(join(root, "data"), { recursive: true });
    }
  });

  const landlock = (argv: readonly string[]): Ended => {
    const profile = { extends: "workspace", sandbox: { root, backend: "landlock" }, name: "landlock" };
    writeAs(user, join(place.home, "landlock.json"), JSON.stringify(profile));
    return place.call(argv.map((word) => (word === "PROFILE" ? join(place.home, "landlock.json") : word)));
  };

  test("with Landlock alone the paths of the text are mapped, and others are refused", () => {
    expect(landlock(["--profile", "PROFILE", "-c", `${script}; echo $HOME; pwd; echo here > here`])).toEqual({
      status: 0,
      stdout: `a b\nx\nz\n${root}${place.home}\n${root}${place.project}\n`,
      stderr: "",
    });
    expect(readText(join(root, place.project, "here"))).toBe("here\n");
    expect(
      landlock(["--profile", "PROFILE", "-c", `f=$(printf %s ${place.home} /project/src/a.txt); cat "$f"`]),
    ).toMatchObject({ status: 1, stdout: "" });
    expect(landlock(["run", "--profile", "PROFILE", "--", "cat", "/data/x"])).toMatchObject({
      status: 0,
      stdout: "hi\n",
    });
  });

  test("a folder that is not there stops the command", () => {
    rmSync(root, { recursive: true });
    expect(call("echo ran")).toMatchObject({ status: 125, stdout: "" });
  });
});
