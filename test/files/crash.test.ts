import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { expect, test } from "vitest";

const fewest = 20;
/** On a busy machine a writer may come to its second letter late. */
const most = 200;

test("a writer that is killed leaves the one text or the other", { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-crash-"));
  const path = join(folder, "file");
  const length = 1024 * 1024;
  writeFileSync(path, "a".repeat(length));
  const seen = new Set<string>();
  try {
    for (let run = 0; run < fewest || (seen.size < 2 && run < most); run += 1) {
      const writer = spawn(process.execPath, [new URL("writer.ts", import.meta.url).pathname, path], {
        stdio: ["pipe", "pipe", "ignore"],
      });
      await once(writer.stdout, "data");
      await pass((run * 7) % 40);
      writer.kill("SIGKILL");
      await once(writer, "close");
      const text = readFileSync(path, "latin1");
      expect(text.length).toBe(length);
      const [first = ""] = text;
      expect(text).toBe(first.repeat(length));
      seen.add(first);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // It was killed in the middle of its work, not before.
  expect([...seen].toSorted()).toEqual(["a", "b"]);
});
