import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkbench, type RunCase, sandboxMissing, users, type Workbench } from "../run/workbench.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const [major = 0, minor = 0] = release().split(".").map(Number);

/** Where numbers of processes come round after some hundred: one that is gone is soon another. */
const withFewNumbers = [
  ..."unshare --user --map-root-user --pid --fork --mount-proc bash -c".split(" "),
  // KERNEL 6.14: before, that limit is the whole host's.
  `${major > 6 || (major === 6 && minor >= 14) ? "{ echo 400 >/proc/sys/kernel/pid_max; } 2>/dev/null; " : ""}exec "$@"`,
  "bash",
];

interface Attacker {
  /** As races.c knows it. */
  readonly name: string;
  /** Ends its own programs before they have left their letter. */
  readonly hasty?: boolean;
  /** Its memory is closed to everybody but root: what can't be read is refused. */
  readonly closed?: boolean;
  /** Where it has to be to race at all. */
  readonly wanted?: RunCase;
  /** Wins so often where it can that few tries do. */
  readonly tries?: number;
}

const attackers: readonly Attacker[] = [
  { name: "path-by-thread" },
  { name: "path-by-process" },
  { name: "path-by-sibling" },
  { name: "path-in-vfork" },
  { name: "path-in-spawn-storm" },
  { name: "path-of-undumpable", closed: true },
  { name: "path-in-other-thread" },
  { name: "path-in-two-threads" },
  { name: "path-killed", hasty: true, wanted: { through: withFewNumbers } },
  // Inside, numbers are only those of the warden where there is no namespace of its own for them.
  {
    name: "path-under-number-of-another",
    wanted: { through: withFewNumbers, profile: { backend: "landlock" } },
    tries: 80,
  },
  { name: "word-by-thread" },
  { name: "word-by-process" },
  { name: "word-in-spawn-storm" },
  { name: "variable-by-thread" },
  { name: "link-by-process" },
  { name: "file-by-process" },
  { name: "script-by-process" },
  { name: "folder-fd-by-thread" },
  { name: "working-folder-by-thread" },
  { name: "fd-name-by-thread" },
  { name: "fd-by-thread" },
  { name: "memory-by-process" },
];

/** Most attackers try so often, all users together. */
const usualTries = 600;
/** Without verification a hundred are mostly enough; what never wins in so many does not race at all. */
const mostTries = 20_000;

/** How many programs ran that were allowed, and how many that were not. */
function attack(bench: Workbench, command: string, wanted: RunCase): readonly [allowed: number, denied: number] {
  const { status, stdout, stderr } = bench.run(`exec ./races ${command}`, {
    denied: ["denied"],
    deniedFiles: [join(bench.project, "denied")],
    deniedWords: ["unwanted"],
    deniedVariables: ["RACE=bad"],
    ...wanted,
  });
  const [, allowed, denied] = stdout.trim().split(" ");
  if (status !== 0 || denied === undefined) throw new Error(`the attack failed with ${status}: ${stderr.slice(-500)}`);
  return [Number(allowed), Number(denied)];
}

function compile(bench: Workbench): void {
  const source = join(root, "test/escapes/races.c");
  const programs = { races: ["-pthread"], permit: ["-DMARK='p'"], denied: ["-DMARK='d'"] };
  for (const [name, flags] of Object.entries(programs)) {
    const { status, stderr } = spawnSync(
      "cc",
      ["-O1", "-Wall", "-Werror", "-static", ...flags, "-o", join(bench.project, name), source],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`the attackers do not compile: ${stderr}`);
    chownSync(join(bench.project, name), bench.user.uid, bench.user.uid); // who links to a file must own it
  }
  for (const name of ["permit", "denied"]) {
    mkdirSync(join(bench.project, `${name}-folder`));
    symlinkSync(`../${name}`, join(bench.project, `${name}-folder`, "program"));
  }
}

const isMissing = sandboxMissing() !== undefined;

beforeAll(() => {
  if (isMissing) return;
  const argv = [join(root, "scripts/build-native.ts"), "--unverified"];
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the unverified warden does not compile: ${stderr}`);
});

function installUnverified(bench: Workbench): string {
  const warden = join(bench.folder, "warden-unverified");
  copyFileSync(join(root, "dist/warden-unverified"), warden);
  chmodSync(warden, 0o755);
  return warden;
}

describe.skipIf(isMissing).for(users)("races against the exec gate, as $name", (user) => {
  const bench = createWorkbench(user);
  let unverified = "";
  beforeAll(() => {
    compile(bench);
    unverified = installUnverified(bench);
  });
  afterAll(() => bench[Symbol.dispose]());

  const isRefused = ({ closed = false }: Attacker): boolean => closed && user.uid !== 0;

  test.for(attackers)("$name never wins", (attacker) => {
    const { name, hasty = false, wanted = {}, tries = usualTries } = attacker;
    const [allowed, denied] = attack(bench, `${name} ${Math.ceil(tries / users.length)}`, wanted);
    expect(denied).toBe(0);
    if (!hasty) expect(allowed > 0).toBe(!isRefused(attacker));
  });

  const racers = attackers.filter((attacker) => !isRefused(attacker));
  test.for(racers)("$name wins where nothing is compared", ({ name, wanted = {} }) => {
    const [, denied] = attack(bench, `${name} ${mostTries} until-won`, { ...wanted, warden: unverified });
    expect(denied).toBeGreaterThan(0);
  });

  test("of programs that start all at once, exactly the allowed ones run", () => {
    expect(attack(bench, `mixed-spawn-storm ${usualTries}`, {})).toEqual([usualTries / 2, 0]);
  });
});
