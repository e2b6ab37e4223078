import { spawnSync } from "node:child_process";
import { chmodSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, sandboxMissing, users } from "../run/workbench.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const native = join(root, "src/native");
const folder = mkdtempSync("/tmp/sallyport-images-");
const bearers = join(folder, "bearers");
const smallWarden = join(folder, "warden-small");

function compile(...argv: readonly string[]): void {
  const { status, stderr } = spawnSync("cc", ["-std=gnu17", "-O1", ...argv], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

beforeAll(() => {
  chmodSync(folder, 0o755);
  const names = globSync("*.c", { cwd: native }).map((name) => name.slice(0, -2));
  compile("-c", ...names.map((name) => join(native, `${name}.c`)));
  const allBut = (left: string): readonly string[] => names.filter((name) => name !== left).map((name) => `${name}.o`);
  compile("-static", "-I", native, "-o", bearers, join(root, "test/native/bearers.c"), ...allBut("main"));
  const small = ["-DSALLYPORT_IMAGE_SETS=8", join(native, "images.c")];
  compile("-static", "-o", smallWarden, ...small, ...allBut("images"));
  for (const made of [bearers, smallWarden]) chmodSync(made, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.for(users)("who is which program, as $name", ({ prefix }) => {
  test("who flees is not missed, though a look at the list misses him", () => {
    const argv = [...prefix, bearers, "150"];
    const { status, stdout } = spawnSync(argv[0] ?? "", argv.slice(1), { encoding: "utf8" });
    const [answers = 0, missed, notMet] = stdout.split(" ").map(Number);
    expect({ status, missed }).toEqual({ status: 0, missed: 0 });
    expect(answers).toBeGreaterThan(50);
    expect(notMet).toBeGreaterThan(0);
  });
});

/** Many more programs that must not be forgotten than there is room for, one after the other. */
const scripts = [
  {
    name: "one after the other",
    script: "for i in {1..150}; do bash -c : || exit 9; done; echo done",
    stdout: "done\n",
  },
  {
    name: "while others go on as what they are",
    script: [
      "rm -f go; mkfifo go",
      "for i in {1..8}; do bash -c 'read -r _ <&3; sh -c \"exit 0\"; echo $?' 3<>go & done",
      "(read -r _ <&3; (read -r _ <&3; /bin/true; echo $?) & ) 3<>go | cat &",
      "for i in {1..150}; do bash -c : || exit 9; done",
      "printf '%s\\n' {1..10} > go & wait",
    ].join("\n"),
    stdout: "0\n".repeat(9),
  },
];

describe.skipIf(sandboxMissing() !== undefined).for(users)("a small table of programs, as $name", (user) => {
  const bench = createWorkbench(user);
  afterAll(() => bench[Symbol.dispose]());

  describe.each(["auto", "landlock"] as const)("backend %s", (backend) => {
    test.for(scripts)("has room for $name", ({ script, stdout }) => {
      const profile = { allowed: [bench.project], backend };
      expect(bench.run(script, { lasting: true, warden: smallWarden, profile })).toMatchObject({
        status: 0,
        stdout,
        stderr: "",
      });
    });

    test("refuses what it has no room for", () => {
      const script = "for i in {1..200}; do bash -c 'sleep 60' & done; wait -n; echo $?; kill $(jobs -p)";
      const { stdout, stderr } = bench.run(script, {
        lasting: true,
        warden: smallWarden,
        profile: { allowed: [bench.project], backend },
      });
      expect(stdout).toBe("126\n");
      expect(stderr).toContain("no room to remember it");
    });
  });
});
