import { EventEmitter } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseAbsolutePath, type SeenChanges } from "../../../src/base/index.ts";
import { watchProject } from "../../../src/engine/watching/watch-project.ts";

let root = "";
const at = (name: string): string => join(root, name);
const put = (name: string, text = ""): void => {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
};
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-watch-")));
  mkdirSync(at(".git/objects"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What is seen of some work, with names from the root on. */
async function seenOf(work: () => void, mostFolders?: number): Promise<SeenChanges> {
  await using watching = await watchProject(parseAbsolutePath(root), mostFolders);
  work();
  const { changes, ...rest } = await watching.settle(() => "other");
  const named = changes.map((one) => ({ ...one, path: one.path.slice(root.length + 1) }));
  return { ...rest, changes: named.toSorted((one, other) => (one.path < other.path ? -1 : 1)) };
}

const told = ({ changes }: SeenChanges): readonly string[] => changes.map(({ path, change }) => `${change} ${path}`);

describe("what changes in a project", () => {
  test("is told once a path, as it is at the end", async () => {
    for (const name of ["kept", "edited", "replaced", "gone", "back", "folder/in", "runnable"]) put(name, "before");
    const seen = await seenOf(() => {
      put("edited", "after it");
      put("made/deep/file");
      put("fresh.tmp", "after it");
      renameSync(at("fresh.tmp"), at("replaced"));
      rmSync(at("gone"));
      rmSync(at("back"));
      put("back", "again, and longer");
      rmSync(at("folder"), { recursive: true });
      put("passing");
      rmSync(at("passing"));
      chmodSync(at("runnable"), 0o755);
    });
    expect(seen.unwatched).toBeUndefined();
    expect(told(seen)).toEqual([
      "changed back",
      "changed edited",
      "deleted folder",
      "deleted folder/in",
      "deleted gone",
      "created made",
      "created made/deep",
      "created made/deep/file",
      "changed replaced",
      "changed runnable",
    ]);
  });

  test("leaves out what git ignores, its objects and packages, and keeps git's settings", async () => {
    put(".gitignore", "build/\n*.log\n!keep.log\n");
    put("sub/.gitignore", "/own\n");
    const seen = await seenOf(() => {
      for (const name of [
        "build/a",
        "x.log",
        "keep.log",
        "sub/own",
        "sub/other",
        "node_modules/p/a",
        "sub/node_modules/a",
      ])
        put(name);
      for (const name of [".git/objects/aa/b", ".git/hooks/pre-commit"]) put(name);
    });
    expect(told(seen)).toEqual([
      "created .git/hooks",
      "created .git/hooks/pre-commit",
      "created keep.log",
      "created sub/other",
    ]);
  });

  test("is nothing when nothing does, and leaves no watch behind", async () => {
    put("a");
    expect(await seenOf(() => undefined)).toEqual({ changes: [] });
    expect(process.getActiveResourcesInfo().filter((name) => name === "FSEventWrap")).toEqual([]);
  });

  test("is seen as far as there are folders that can be watched, and that is said", async () => {
    for (const name of ["one", "two", "three"]) mkdirSync(at(`${name}/in`), { recursive: true });
    const seen = await seenOf(() => put("a"), 4);
    expect(told(seen)).toEqual(["created a"]);
    expect(seen.unwatched).toContain("more than 4 folders");
  });

  test("is not seen where the kernel has no more watches, and that is said once", async () => {
    class NoWatcher extends EventEmitter {
      readonly close = async (): Promise<void> => undefined;
    }
    vi.doMock("chokidar", () => ({
      watch: () => {
        const watcher = new NoWatcher();
        setImmediate(() => {
          for (const name of ["a", "b"])
            watcher.emit("error", Object.assign(new Error(`ENOSPC: no watch for ${name}`), { code: "ENOSPC" }));
          watcher.emit("ready");
        });
        return watcher;
      },
    }));
    try {
      expect(await seenOf(() => put("a"))).toEqual({ changes: [], unwatched: "ENOSPC: no watch for a" });
    } finally {
      vi.doUnmock("chokidar");
    }
  });
});
