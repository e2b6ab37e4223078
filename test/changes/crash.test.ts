/** A landing that is killed at any moment, and then taken up again. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { coverFolders, findChanges, keepChanges, settleChanges } from "../../src/changes/index.ts";
import { writePlan } from "../../src/changes/land.ts";
import { clearAway, treeOf } from "./tree.ts";

const warden = parseAbsolutePath(fileURLToPath(new URL("../../dist/warden", import.meta.url)));
const about = { tool: "Bash", command: "", cwd: "/", profile: "test", startedMs: 0 };
const runs = 200;

const before =
  "for i in $(seq 40); do mkdir d$i; echo old > d$i/changed; echo old > d$i/gone; mkdir d$i/tree; echo old > d$i/tree/f; done";
const script =
  "for i in $(seq 40); do echo new > t; mv t d$i/changed; rm -r d$i/gone d$i/tree; mkdir d$i/made; echo new > d$i/made/f; done";

test(
  "a landing that is killed at any moment leaves what was before or what shall be",
  { timeout: 120_000 },
  async () => {
    // In memory, where nothing waits for a disk.
    const folder = mkdtempSync("/dev/shm/sallyport-crash-");
    try {
      const path = (name: string): ReturnType<typeof parseAbsolutePath> => parseAbsolutePath(join(folder, name));
      const [project, store] = [path("project"), { folder: path("store"), spare: path("spare"), warden }];
      mkdirSync(project);
      spawnSync("bash", ["-c", before], { cwd: project });
      const trees = [JSON.stringify(treeOf(project))];
      const cover = coverFolders(store, [project], { means: "copy", stands: { folders: [], files: [] } });
      spawnSync("bash", ["-c", script], { cwd: join(cover.folder, "upper/0") });
      const settled = await settleChanges(cover, { about, mode: "check", judge: async () => [] });
      if (settled !== undefined) keepChanges(settled, store);
      const record = findChanges(store, undefined, ["landed"]);
      if (record === undefined) throw new Error("nothing has landed");
      trees.push(JSON.stringify(treeOf(project)));

      const kept = path(`store/kept/${record.id}`);
      const back = { ...record, folder: kept };
      const forth = {
        ...back,
        swaps: record.swaps.map((swap) => ({ ...swap, old: freed(swap.fresh), fresh: swap.old })),
      };
      const seen = new Set<string>();
      let [at, between] = [1, 0];
      for (let run = 0; run < runs; run += 1) {
        for (const mark of ["landing", "landed"]) rmSync(join(kept, mark), { force: true });
        writePlan(at === 1 ? back : forth, store, () => join(kept, "files"));
        const child = spawn(warden, ["--land", join(kept, "plan")], { stdio: "ignore" });
        const end = performance.now() + Math.random() * 4;
        while (performance.now() < end) continue;
        child.kill("SIGKILL");
        await once(child, "close");
        const left = JSON.stringify(treeOf(project));
        const hasBegun = existsSync(join(kept, "landing")) || existsSync(join(kept, "landed"));
        if (!trees.includes(left)) between += 1;
        seen.add(`${hasBegun} ${trees.indexOf(left)}`);
        if (!hasBegun) expect(left).toBe(trees[at]);
        else {
          expect(spawnSync(warden, ["--land", join(kept, "plan")]).stdout.toString()).toBe("landed\0");
          expect(JSON.stringify(treeOf(project))).toBe(trees[1 - at]);
          at = 1 - at;
        }
      }
      // It was killed in the middle of its work, too.
      expect(between).toBeGreaterThan(0);
      expect(seen.has("false 0") || seen.has("false 1")).toBe(true);
    } finally {
      clearAway(folder);
    }
  },
);

/** What stands somewhere by a swap has been touched by it. */
function freed<T extends { readonly touchedNs: string }>(stamp: T | undefined): T | undefined {
  return stamp === undefined ? undefined : { ...stamp, touchedNs: "0" };
}
