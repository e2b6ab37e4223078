import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
const seconds = 3;

describe("bytes that are no frames", () => {
  const folder = mkdtempSync("/tmp/sallyport-fuzz-");
  const program = join(folder, "fuzz-frame");
  beforeAll(() => {
    const sources = ["test/native/fuzz-frame.c", "src/native/wire.c", "src/native/order.c"];
    const argv = ["-std=gnu17", "-O1", "-g", ...sanitizers, "-Isrc/native", "-o", program, ...sources];
    const { status, stderr } = spawnSync("cc", argv, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.for([1, 2, 3])("do no harm, however they arrive, seed %i", (seed) => {
    const { status, stdout, stderr } = spawnSync(program, [String(seed), String(seconds)], {
      encoding: "utf8",
      // Looking for leaks needs ptrace, which many places forbid.
      env: { ASAN_OPTIONS: "detect_leaks=0" },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(Number(stdout)).toBeGreaterThan(100);
  });
});
