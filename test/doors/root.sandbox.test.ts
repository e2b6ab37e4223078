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

  test("a folder that is not there stops the command", () => {
    rmSync(root, { recursive: true });
    expect(call("echo ran")).toMatchObject({ status: 125, stdout: "" });
  });
});
