import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, writeBackends } from "./installation.ts";

/** What a caller's shell does before it starts a command. */
const cases = [
  { name: "few open files", before: "ulimit -n 64" },
  { name: "little stack", before: "ulimit -s 256" },
  { name: "nothing new for anybody", before: "umask 0777" },
  { name: "real time", before: "chrt -r -p 5 $$ > /dev/null 2>&1" },
  { name: "no standard input", before: "exec 0<&-" },
  { name: "a folder as standard input", before: "exec </" },
  { name: "a standard input that can't be read", before: "exec 0>/dev/null" },
] as const;

const command = "/bin/echo said; cat 2>/dev/null | wc -c; umask; echo unheard >&2; (exit 3)";

describe.skipIf(sandboxMissing() !== undefined).each(users)("odd callers, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    writeBackends(user, place);
  });
  afterAll(() => place[Symbol.dispose]());

  function run(before: string, argv: readonly string[]): Pick<Ended, "status" | "stdout"> {
    const { status, stdout } = spawnSync("bash", ["-c", `${before}; exec "$@"`, "bash", ...argv], {
      cwd: place.project,
      env: place.env,
      encoding: "utf8",
    });
    return { status, stdout };
  }

  for (const backend of ["bubblewrap", "landlock"]) {
    test.for(cases)(`$name: as with bash, ${backend}`, ({ before }) => {
      const expected = run(before, [...user.prefix, "bash", "-c", command]);
      expect(expected).toMatchObject({ status: 3, stdout: expect.stringContaining("said\n") });
      expect(run(before, place.argv(["--profile", join(place.home, `${backend}.json`), "-c", command]))).toEqual(
        expected,
      );
    });
  }

  test.for(["bubblewrap", "landlock"])("%s tells which processors there are", (backend) => {
    const text = "cat /sys/devices/system/cpu/possible";
    expect(place.call(["--profile", join(place.home, `${backend}.json`), "-c", text])).toEqual(
      place.bash(["-c", text]),
    );
  });

  test("a folder that can't be entered is named", () => {
    const argv = place.argv(["-c", command]);
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", 'mkdir -p shut; cd shut; chmod 0 .; exec "$@"', "bash", ...argv],
      {
        cwd: place.project,
        env: place.env,
        encoding: "utf8",
      },
    );
    // Root can look into it, but has no such privilege inside.
    const [ending, words] = user.uid === 0 ? [125, /shut: Permission denied/u] : [2, /shut can't be looked into/u];
    expect({ status, stderr }).toEqual({ status: ending, stderr: expect.stringMatching(words) });
  });
});
