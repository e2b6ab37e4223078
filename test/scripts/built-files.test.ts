import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { leaveUnpacked, readStamp, stampBuild } from "../../scripts/built-files.ts";

test("a build leaves the files of the one before, and of none before that", () => {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-built-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stamp = join(folder, ".stamp");
  const build = (...files: readonly string[]): readonly string[] => {
    for (const name of files) writeFileSync(join(folder, name), "");
    stampBuild(stamp, { hash: "0123", files });
    expect(readStamp(stamp)).toMatchObject({ hash: "0123", files });
    return readdirSync(folder).filter((name) => name !== ".stamp");
  };
  expect(build("a-1", "main")).toEqual(["a-1", "main"]);
  expect(build("a-2", "main")).toEqual(["a-1", "a-2", "main"]);
  // The same once more is no newer one.
  expect(build("a-2", "main")).toEqual(["a-1", "a-2", "main"]);
  expect(build("a-3", "main")).toEqual(["a-2", "a-3", "main"]);
  // Back again.
  expect(build("a-2", "main")).toEqual(["a-2", "a-3", "main"]);
  expect(build("a-4", "b-4", "main")).toEqual(["a-2", "a-4", "b-4", "main"]);
});

test("the files of the build before are not packed", () => {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-built-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const dist = join(folder, "dist");
  mkdirSync(dist);
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "p", version: "1.0.0", files: ["dist", "!dist/.*"] }),
  );
  const packed = (): readonly string[] => {
    const env = { PATH: process.env["PATH"], HOME: folder, npm_config_update_notifier: "false" };
    const { stdout } = spawnSync("npm", ["pack", "--dry-run", "--json"], { cwd: folder, env, encoding: "utf8" });
    const [{ files }] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }];
    return files.map(({ path }) => path).filter((path) => path.startsWith("dist/"));
  };
  for (const name of ["a-1", "a-2", "main"]) {
    writeFileSync(join(dist, name), "");
    stampBuild(join(dist, ".stamp"), { hash: "0", files: name === "main" ? ["a-2", name] : [name] });
  }
  expect(packed()).toEqual(["dist/a-1", "dist/a-2", "dist/main"]);
  leaveUnpacked(dist, [readStamp(join(dist, ".stamp")), undefined]);
  expect(packed()).toEqual(["dist/a-2", "dist/main"]);
});
