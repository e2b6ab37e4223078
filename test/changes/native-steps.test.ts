/** Steps of the native helper that must not fail in silence. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { writePlan } from "../../src/changes/land.ts";
import { lookOf, stampOf } from "../../src/changes/change.ts";
import { lookAt } from "../../src/changes/list-tree.ts";
import { users } from "../run/workbench.ts";
import { clearAway } from "./tree.ts";

const warden = fileURLToPath(new URL("../../dist/warden", import.meta.url));

test("what overlayfs has noted is read among many other attributes", () => {
  const folder = mkdtempSync("/dev/shm/sallyport-marks-");
  try {
    const names = "[f'user.{i:03}' + 'x' * 200 for i in range(60)] + ['user.overlay.opaque']";
    const set = `import os, sys\nfor name in ${names}: os.setxattr(sys.argv[1], name, b'y')`;
    expect(spawnSync("python3", ["-c", set, folder]).stderr.toString()).toBe("");
    const list = (): string => spawnSync(warden, ["--list", "--settle", folder]).stdout.toString().slice(0, 3);
    expect([list(), list()]).toEqual(["d o", "d -"]);
  } finally {
    clearAway(folder);
  }
});

test("a folder that can't be given its look fails the landing", () => {
  const user = users.at(-1);
  const folder = parseAbsolutePath(mkdtempSync(join(tmpdir(), "sallyport-look-")));
  try {
    const [project, files] = [parseAbsolutePath(`${folder}/project`), `${folder}/files`];
    for (const made of [project, files]) mkdirSync(made);
    writeFileSync(`${project}/a`, "old");
    writeFileSync(`${files}/0`, "new");
    cpSync(warden, `${folder}/warden`);
    chmodSync(folder, 0o755);
    spawnSync("chown", ["-R", `${user?.uid}:${user?.uid}`, folder]);
    const [old, fresh, there] = [lookAt(`${project}/a`), lookAt(`${files}/0`), lookAt(project)];
    if (there === undefined) throw new Error("no folder");
    const before = lookOf(there);
    const order = {
      folder,
      roots: [project],
      swaps: [{ root: 0, path: "a", name: "0", old: stampOf(old), fresh: stampOf(fresh) }],
      dressings: [{ root: 0, path: "", before, after: { ...before, mode: 0o711, user: 12_345 } }],
    };
    writePlan(order, { folder }, () => files);
    spawnSync("chown", [`${user?.uid}`, `${folder}/plan`]);
    const argv = [...(user?.prefix ?? []), `${folder}/warden`, "--land", `${folder}/plan`];
    const { status, stdout } = spawnSync("env", argv);
    expect({ status, told: stdout.toString() }).toEqual({ status: 1, told: "failed 1 \0" });
    expect([readFileSync(`${project}/a`, "utf8"), statSync(project).mode & 0o777]).toEqual(["old", before.mode]);
  } finally {
    clearAway(folder);
  }
});
