/** The system calls that the helper behind `egress serve` keeps for itself. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { users } from "../run/workbench.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sallyport-relay-filter-"));
const program = join(folder, "relay-filter");
const sources = ["test/native/relay-filter.c", "src/native/relay-filter.c", "src/native/die.c"];

beforeAll(() => {
  const { status, stderr } = spawnSync("cc", ["-std=gnu17", "-static", "-o", program, ...sources], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  for (const path of [folder, program]) chmodSync(path, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

const never = [
  "open",
  "fork",
  "execve",
  "kill",
  "ptrace",
  "unix",
  "udp",
  "listen",
  "reuseport",
  "debug",
  "md5sig",
  "level",
  "tiocsti",
  "mmap",
  "mprotect",
];

describe.for(users)("as $name", ({ prefix }) => {
  const run = (...words: readonly string[]): ReturnType<typeof spawnSync> => {
    const [first = "", ...rest] = [...prefix, program, ...words];
    return spawnSync(first, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  };
  // What starts it as another user may tell of a signal by its status.
  const ended = (...words: readonly string[]): string | number | null => {
    const { signal, status } = run(...words);
    return signal ?? (status === 128 + 31 ? "SIGSYS" : status);
  };

  test.for(never)("%s ends it, and without the filter does not", (name) => {
    expect(ended(name)).toBe(0);
    expect(ended(name, "filtered")).toBe("SIGSYS");
  });

  test("what it takes to carry is left", () => {
    expect(run("ordinary", "filtered")).toMatchObject({ status: 125, stderr: expect.stringContaining("ordinary: ") });
  });
});
