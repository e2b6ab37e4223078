import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation } from "./installation.ts";

const nested = "git init -q nested";

/** What somebody else does to the project when everything has been looked at and nothing is mounted yet. */
const changes = [
  { name: "a nested repository goes", before: nested, change: "rm -rf nested" },
  { name: "a nested repository's hooks go", before: nested, change: "rm -rf nested/.git/hooks" },
  { name: "a nested repository becomes a file", before: nested, change: "rm -rf nested; echo x > nested" },
  { name: "a nested repository becomes a link", before: nested, change: "mv nested other; ln -s other nested" },
  { name: "a nested repository is closed", before: nested, change: "chmod 0 nested" },
  { name: "a repository goes that sounds like trouble", before: "git init -q namespace", change: "rm -rf namespace" },
  {
    name: "a settings file becomes a folder",
    before: nested,
    change: "rm nested/.git/config; mkdir nested/.git/config",
  },
  { name: "a linked file goes", before: "echo x > ../x; ln ../x linked", change: "rm linked" },
] as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("what changes before the start, as $name", (user) => {
  let place: Installation;
  let warden = "";

  /** A warden that somebody else is faster than. */
  const meddle = (onStart: string, onSurvey: string): void => {
    writeFileSync(
      warden,
      `#!/bin/sh\nPATH=/usr/bin:/bin; cd ${place.project}\n(case $# in 0) ${onStart};; *) ${onSurvey};; esac) >/dev/null 2>&1\nexec "$0.real" "$@"\n`,
    );
  };
  const once = (change: string): string => `test -e ../changed || { touch ../changed; ${change}; }`;

  beforeAll(() => {
    place = install(user);
    warden = join(place.home, "../package/dist/warden");
    renameSync(warden, `${warden}.real`);
    writeFileSync(warden, "");
    chmodSync(warden, 0o755);
  });
  beforeEach(() => {
    place.bash(["-c", "chmod -f 755 nested; rm -rf nested namespace other linked ran ../x ../changed"]);
  });
  afterAll(() => place[Symbol.dispose]());

  test.for(changes)("$name: it runs all the same", ({ before, change }) => {
    expect(place.bash(["-c", before]).status).toBe(0);
    meddle(once(change), ":");
    const { status, stdout, stderr } = place.call(["-c", "echo ran >> ran; cat ran"]);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "ran\n", stderr: "" });
    const record: unknown = JSON.parse(place.call(["audit", "tail", "-n", "1"]).stdout);
    expect(record).toMatchObject({ status: 0, layers: expect.arrayContaining([{ name: "mounts", held: true }]) });
  });

  test("what never stays the same is not run, and not with weaker walls", () => {
    meddle("rm -rf namespace*", "mkdir -p namespace$$/.git/hooks");
    const { status, stdout, stderr } = place.call(["-c", "echo ran >> ran"]);
    expect({ status, stdout }).toEqual({ status: 125, stdout: "" });
    expect(stderr).toMatch(/^sallyport: [^\n]*namespace[^\n]*\n$/u);
    expect(place.bash(["-c", "test -e ran"]).status).toBe(1);
  });
});
