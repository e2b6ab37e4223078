import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation } from "./installation.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("what was disarmed, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
  });
  afterAll(() => place[Symbol.dispose]());

  test("is said in one line and recorded, and the command's own status stays", () => {
    const hook = "new/.git/hooks/pre-commit";
    const script = "mkdir -p t/hooks && cp /bin/true t/hooks/pre-commit && git init -q --template=t new; exit 3";
    const { status, stdout, stderr } = place.call(["-c", script], { cwd: "home/project" });
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(/^sallyport: [^\n]*new\/\.git\/hooks\/pre-commit[^\n]*\n$/u);
    const last = place.call(["audit", "tail", "--json"], { cwd: "home/project" }).stdout.trim().split("\n").at(-1);
    expect(JSON.parse(last ?? "{}")).toMatchObject({
      status: 3,
      disarmed: [{ path: expect.stringContaining(hook), how: "not-executable" }],
    });
  });

  test("what could not be looked at is said in one line and recorded", () => {
    const script = "mkdir -p many/{0..1000}/{objects,refs}; for i in {0..1000}; do echo > many/$i/HEAD; done";
    const { status, stderr } = place.call(["-c", script], { cwd: "home/project" });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^sallyport: not all [^\n]*1000 of 1001[^\n]*\n$/u),
    });
    const last = place.call(["audit", "tail", "--json"], { cwd: "home/project" }).stdout.trim().split("\n").at(-1);
    expect(JSON.parse(last ?? "{}")).toMatchObject({ status: 0, unswept: expect.stringContaining("1001") });
    place.bash(["-c", "rm -r many"]);
  });

  test("is found as well where more stands than the helper tells at once", () => {
    const made = "mkdir -p t/hooks && cp /bin/true t/hooks/pre-commit && git init -q --template=t first && rm -r t";
    const crowd = Array.from({ length: 12 }, () => "x".repeat(250)).join("/");
    const script = `${made} && mkdir -p crowd/${crowd} && cd crowd/${crowd} && mkdir -p {0..400}/.git`;
    expect(place.call(["-c", script]).stderr).toMatch(/^sallyport: [^\n]*first\/\.git\/hooks\/pre-commit[^\n]*\n$/u);
    expect(place.bash(["-c", "stat -c %A first/.git/hooks/pre-commit"]).stdout).toMatch(/^-rw-/u);
    place.bash(["-c", "rm -r first crowd"]);
  });

  test("a rule opens what it names, and nothing else", () => {
    const call = (rules: string): number | null =>
      place.call(["--allowed-tools", rules, "-c", "git config a.b c"], { cwd: "home/project" }).status;
    expect(call("Bash")).not.toBe(0);
    expect(call("Bash,Edit(.git/config)")).toBe(0);
  });
});
