import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, writeAs } from "./installation.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("changes in a watched project, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    mkdirSync(join(place.project, "theirs"));
  });
  afterAll(() => place[Symbol.dispose]());

  const profile = (backend: string): string => {
    const file = join(place.home, `${backend}.json`);
    const file_access = { allowed_paths: ["${project_root}"], read_only_paths: ["${project_root}/theirs"] };
    const body = { permissions: { file_access }, allowed_tools: ["Bash", "Write"], sandbox: { backend, watch: true } };
    writeAs(user, file, JSON.stringify({ name: "watched", ...body }));
    return file;
  };
  /** What the record of the last request says, with names from the project on. */
  const told = (...query: readonly string[]): readonly string[] => {
    const { stdout } = place.call(["audit", "query", ...query]);
    const { changes = [] } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    return changes.map(
      (one: Record<string, string>) => `${one["by"]} ${one["change"]} ${one["path"]?.slice(place.project.length + 1)}`,
    );
  };

  test.for(["bubblewrap", "landlock"])("are the command's where it could write, on %s", async (backend) => {
    const name = `${backend}.txt`;
    const text = `echo x > ${name}; echo more >> src/a.txt; echo on; until test -e theirs/${name}; do sleep 0.05; done`;
    const [program, ...argv] = place.argv(["--profile", profile(backend), "-c", text]);
    const child = spawn(program, argv, { env: place.env, cwd: place.project, stdio: ["ignore", "pipe", "inherit"] });
    const closed = once(child, "close");
    await once(child.stdout, "data");
    writeAs(user, join(place.project, `theirs/${name}`), "");
    expect((await closed)[0]).toBe(0);
    const all = told();
    expect(all[0]).toBe(`other created theirs/${name}`);
    expect(all.slice(1).toSorted()).toEqual([`command changed src/a.txt`, `command created ${name}`]);
    expect(told("--by", "other")).toEqual(all);
  });

  test("are the tool's where it was asked to, and are found by their path", () => {
    const input = JSON.stringify({ file_path: "made/by/tool.txt", content: "" });
    expect(place.call(["tool", "--profile", profile("auto"), "Write", input])).toMatchObject({ status: 0, stderr: "" });
    expect(told("--changed", "made/by/tool.txt").toSorted()).toEqual([
      "tool created made",
      "tool created made/by",
      "tool created made/by/tool.txt",
    ]);
    expect(place.call(["audit", "query", "--changed", "made/by/other.txt"]).stdout).toBe("");
    expect(place.call(["audit", "query", "--by", "nobody"])).toMatchObject({ status: 2 });
  });
});
