import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openOwnedFolder, ownSelf, sweepOwned } from "../../src/changes/index.ts";

const parent = mkdtempSync(join(tmpdir(), "sallyport-owned-"));
afterAll(() => rmSync(parent, { recursive: true }));
const start = join(parent, "kept-");

const left = (name: string, owner: object | string | undefined): string => {
  const folder = join(parent, name);
  mkdirSync(folder);
  if (owner !== undefined)
    writeFileSync(join(folder, "owner"), typeof owner === "string" ? owner : JSON.stringify(owner));
  return folder;
};

test("takes what dead processes have left, and nothing else's", () => {
  const dead = { ...ownSelf(), start: "1" };
  const gone = [left("kept-dead", dead), left("kept-half", '{"pid":')];
  const kept = [
    left("kept-elsewhere", { ...dead, namespace: "pid:[1]" }),
    left("kept-by-another-clock", { ...dead, namespace: dead.namespace.replace(/time:\[\d+\]/u, "time:[1]") }),
    left("kept-unsigned", undefined),
    left("other-dead", dead),
  ];
  if (process.getuid?.() === 0) {
    const others = left("kept-others", dead);
    chownSync(others, 65534, 65534);
    kept.push(others);
  }
  // Nobody will ever write to it: whoever reads it waits.
  const pipe = left("kept-pipe", undefined);
  spawnSync("mkfifo", [join(pipe, "owner")]);
  symlinkSync(left("real-dead", dead), join(parent, "kept-link"));
  using own = openOwnedFolder(start);
  writeFileSync(join(own.path, "text"), "x");
  sweepOwned(start);
  expect(gone.filter((path) => existsSync(path))).toEqual([]);
  for (const path of [...kept, pipe, join(parent, "kept-link/owner"), join(own.path, "text")])
    expect({ path, stays: existsSync(path) }).toEqual({ path, stays: true });
});
