import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "sallyport-talk-"));
const program = join(folder, "talk");

beforeAll(() => {
  const sources = ["test/native/talk.c", "src/native/talk.c"];
  const { status, stderr } = spawnSync("cc", ["-std=gnu17", "-o", program, ...sources], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("control: the kernel says ECONNRESET before what a half has said that ended with a message unread", () => {
  expect(spawnSync(program, ["plainly"]).status).toBe(7);
});

test("how the command ended is heard although a signal came too late for it", () => {
  expect(spawnSync(program).status).toBe(0);
});
