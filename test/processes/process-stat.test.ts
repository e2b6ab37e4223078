import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readProcessStat, startOf } from "../../src/processes/index.ts";

/** A shell that waits for its input to end, under a name that looks like more fields. */
async function withStrangeName(use: (pid: number) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "process-stat-"));
  const program = join(folder, "a) Z 1 (b");
  copyFileSync("/bin/sh", program);
  const child = spawn(program, ["-c", "echo; read -r _"], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    await once(child.stdout, "data");
    use(child.pid ?? 0);
  } finally {
    child.stdin.end();
    await once(child, "close");
    rmSync(folder, { recursive: true });
  }
  return child.pid ?? 0;
}

test("a process is told whatever its name looks like, and by its start only while it is there", async () => {
  const ended = await withStrangeName((pid) => {
    expect(readProcessStat(pid)).toMatchObject({ hasEnded: false, parent: process.pid });
    expect(Number(startOf(pid))).toBeGreaterThanOrEqual(Number(startOf("self")));
  });
  expect(readProcessStat(ended)).toBeUndefined();
  expect(startOf(ended)).toBeUndefined();
});
