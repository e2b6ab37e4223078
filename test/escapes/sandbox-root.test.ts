import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("a folder that stands in for /, as $name", (user) => {
  const bench = createWorkbench(user);
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(bench.folder, "root-"));
    chownSync(root, user.uid, user.uid);
  });
  afterAll(() => bench[Symbol.dispose]());
  const profile = (more: object = {}): { readonly profile: object } => ({ profile: { allowed: [], root, ...more } });

  test("what is written to a path lands below the folder", () => {
    const { status, stderr } = bench.run("mkdir -p /data && echo hi > /data/x && echo there > here", profile());
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(root, "data/x"), "utf8")).toBe("hi\n");
    expect(readFileSync(join(root, bench.project, "here"), "utf8")).toBe("there\n");
  });

  test("nothing else is left in it, and nothing of the host's is seen", () => {
    const { stdout } = bench.run(
      `ls /; ls -A ${bench.home}; test -e ${bench.probe} || echo hidden; ls /usr/bin/env; /bin/true && echo ran`,
      profile(),
    );
    expect(stdout).toMatch(/usr\n[^]*hidden\n\/usr\/bin\/env\nran\n/u);
    expect(readdirSync(root)).toEqual([]);
  });

  test("system folders stay read-only, /tmp is its own, /sys tells of the processors alone", () => {
    const script =
      "touch /usr/x; touch /etc/x; echo x > /tmp/x && cat /tmp/x; ls -A /sys | grep -v '^devices$'; touch /sys/x; touch /x && echo made";
    const { stdout, stderr } = bench.run(script, profile());
    expect(stdout).toBe("x\nmade\n");
    expect(stderr.match(/Read-only file system/gu)?.length).toBe(3);
    expect(readdirSync(root).toSorted()).toEqual(["tmp", "x"]);
    expect(readFileSync(join(root, "tmp/x"), "utf8")).toBe("x\n");
  });

  test("the profile's paths are those of the sandbox, and links don't lead out", () => {
    mkdirSync(join(root, "data/locked"), { recursive: true });
    writeFileSync(join(root, "data/secret"), "SECRET");
    symlinkSync("/data/secret", join(root, "door"));
    symlinkSync(bench.folder, join(root, "way-out"));
    const denied = ["/data/secret", "/data/absent", "/door"];
    const script = "cat /data/secret; cat /door; echo x > /data/absent; echo x > /data/locked/x; ls /way-out/own";
    const { stdout, stderr } = bench.run(script, profile({ denied, readOnly: ["/data/locked"] }));
    expect(stdout).toBe("");
    expect(stderr.match(/Permission denied|Is a directory|Read-only file system|No such file/gu)?.length).toBe(5);
    expect(readdirSync(join(root, "data")).toSorted()).toEqual(["locked", "secret"]);
  });

  test("a working folder inside it is seen without it", () => {
    mkdirSync(join(root, "site"));
    expect(bench.run("pwd", { ...profile(), cwd: join(root, "site") }).stdout).toBe("/site\n");
  });

  test("two sandboxes share it, and the last one tidies up", async () => {
    const children = [0, 1].map(() =>
      bench.start("echo ready; read -r _; /usr/bin/env true && ls /proc/self > /dev/null && exit 4", profile()),
    );
    await Promise.all(children.map(async (child) => child.stdout === null || (await once(child.stdout, "data"))));
    for (const child of children) {
      child.stdin?.end("\n");
      expect((await once(child, "exit"))[0]).toBe(4);
    }
    expect(existsSync(join(root, "usr"))).toBe(false);
    rmSync(root, { recursive: true });
  });
});

describe.skipIf(sandboxMissing() !== undefined).for(users)("everything allowed, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());
  const profile = { allowed: ["/"], denied: [join(bench.project, "absent")] };

  test("the walls around the system stand all the same", () => {
    const script =
      "touch /usr/x; touch /etc/x; touch /sys/x; ls -A /sys /run | grep -v '^devices$'; echo x > /tmp/x; cat /proc/sys/kernel/ostype; echo x > absent; ls -d own";
    const { stdout, stderr } = bench.run(script, { profile: { ...profile, allowed: ["/", bench.project] } });
    expect(stdout).toBe("/run:\n\n/sys:\nLinux\n");
    expect(stderr.match(/Read-only file system/gu)?.length).toBe(3);
    expect(stderr).toContain("absent: Is a directory");
  });
});
