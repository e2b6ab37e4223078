import { spawnSync } from "node:child_process";
import { chmodSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const natives = globSync("src/native/*.c", { cwd: root });

function compile(output: string, more: readonly string[], sources: readonly string[]): void {
  const argv = ["-std=gnu17", "-O1", "-static", ...more, "-o", output, ...sources];
  const { status, stderr } = spawnSync("cc", argv, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  chmodSync(output, 0o755);
}

describe.for(users)("who is which program, as $name", ({ prefix }) => {
  const folder = mkdtempSync("/tmp/sallyport-bearers-");
  const program = join(folder, "bearers");
  beforeAll(() => {
    const own = natives.filter((path) => !path.endsWith("/main.c"));
    compile(program, [], ["test/native/bearers.c", ...own]);
    chmodSync(folder, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("who flees is not missed, though a look at the list misses him", () => {
    const argv = [...prefix, program, "500"];
    const { status, stdout } = spawnSync(argv[0] ?? "", argv.slice(1), { encoding: "utf8" });
    const [answers = 0, missed, notMet] = stdout.split(" ").map(Number);
    expect({ status, missed }).toEqual({ status: 0, missed: 0 });
    expect(answers).toBeGreaterThan(100);
    expect(notMet).toBeGreaterThan(0);
  });
});

/** Many more programs that must not be forgotten than there is room for, one after the other. */
const scripts = [
  {
    name: "one after the other",
    script: "for i in {1..400}; do bash -c : || exit 9; done; echo done",
    stdout: "done\n",
  },
  {
    name: "while others go on as what they are",
    script: [
      "rm -f go; mkfifo go",
      "for i in {1..8}; do bash -c 'read -r _ <&3; sh -c \"exit 0\"; echo $?' 3<>go & done",
      "(read -r _ <&3; (read -r _ <&3; /bin/true; echo $?) & ) 3<>go &",
      "for i in {1..400}; do bash -c : || exit 9; done",
      "printf '%s\\n' {1..10} > go & wait; sleep 0.3",
    ].join("\n"),
    stdout: "0\n".repeat(9),
  },
];

describe.skipIf(sandboxMissing() !== undefined).for(users)("a small table of programs, as $name", (user) => {
  const bench = createWorkbench(user);
  const warden = join(bench.folder, "warden-small");
  beforeAll(() => compile(warden, ["-DSALLYPORT_IMAGE_SETS=8"], natives));
  afterAll(() => bench[Symbol.dispose]());

  describe.each(["auto", "landlock"] as const)("backend %s", (backend) => {
    test.for(scripts)("has room for $name", ({ script, stdout }) => {
      const profile = { allowed: [bench.project], backend };
      expect(bench.run(script, { lasting: true, warden, profile })).toMatchObject({ status: 0, stdout, stderr: "" });
    });

    test("refuses what it has no room for", () => {
      const script = "for i in {1..200}; do bash -c 'sleep 60' & done; wait -n; echo $?; kill $(jobs -p)";
      const { stdout, stderr } = bench.run(script, {
        lasting: true,
        warden,
        profile: { allowed: [bench.project], backend },
      });
      expect(stdout).toBe("126\n");
      expect(stderr).toContain("no room to remember it");
    });
  });
});
