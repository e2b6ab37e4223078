/** A project and a store for the changes of commands that run in a copy of it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type AbsolutePath, parseAbsolutePath } from "../../src/base/index.ts";
import {
  type Cover,
  coverFolders,
  keepChanges,
  settleChanges,
  type Settled,
  type Store,
} from "../../src/changes/index.ts";
import { clearAway } from "./tree.ts";
import { ground } from "./written.cases.ts";

const warden = parseAbsolutePath(fileURLToPath(new URL("../../dist/warden", import.meta.url)));
/** A file system in memory: to settle the machine's own disk at each step takes most of the time of these tests. */
const memory = "/dev/shm";
const about = { tool: "Bash", command: "", cwd: "/", profile: "test", startedMs: 0 };

export interface Workplace extends Disposable {
  readonly folder: string;
  /** For programs of the test: in memory none may be allowed to run. */
  readonly programs: string;
  readonly project: AbsolutePath;
  readonly store: Store;
  readonly cover: () => Cover;
  /** What a command does in there. */
  readonly write: (cover: Cover, script: string) => void;
  /** Lands it, and puts it on the shelf. */
  readonly settle: (cover: Cover, judge?: Parameters<typeof settleChanges>[1]["judge"]) => Promise<Settled | undefined>;
}

export function createWorkplace(storeBelow = memory): Workplace {
  const folder = mkdtempSync(join(memory, "sallyport-changes-"));
  const programs = mkdtempSync(join(tmpdir(), "sallyport-programs-"));
  const kept = mkdtempSync(join(storeBelow, "sallyport-store-"));
  const project = parseAbsolutePath(join(folder, "project"));
  mkdirSync(project);
  spawnSync("bash", ["-c", ground], { cwd: project });
  const path = (name: string): AbsolutePath => parseAbsolutePath(join(kept, name));
  const store = { folder: path("store"), spare: path("spare"), warden };
  return {
    folder,
    programs,
    project,
    store,
    cover: () => coverFolders(store, [project], { means: "copy", stands: { folders: [], files: [] } }),
    write(cover, script) {
      spawnSync("bash", ["-c", `umask 022; ${script}`], { cwd: join(cover.folder, "upper/0") });
    },
    async settle(cover, judge = async () => []) {
      const settled = await settleChanges(cover, { about, mode: "check", judge });
      if (settled !== undefined) keepChanges(settled, store);
      return settled;
    },
    [Symbol.dispose]: () => {
      for (const made of [folder, programs, kept]) clearAway(made);
    },
  };
}
