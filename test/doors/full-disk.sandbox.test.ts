import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, readText, writeAs } from "./installation.ts";

const rounds = 6;

/** The records stand on a disk of their own, which somebody fills; only root may mount one. */
const script = `
  mount -t tmpfs -o "size=3m,mode=700,uid=$owner" none "$HOME/.local" || exit 9
  "$@" -c 'echo started >> ran' || exit 8
  head -c 9999999 /dev/zero > "$HOME/.local/fill" 2> fill-errors
  for round in ${Array.from({ length: rounds }, (_, index) => index).join(" ")}; do
    "$@" -c 'echo started >> ran' 2>> errors; echo "status $?"
  done
  rm "$HOME/.local/fill"
  "$@" audit verify
  "$@" audit query --tool Bash | wc -l
  head -c 9999999 /dev/zero > "$HOME/.local/fill" 2> fill-errors
  "$@" --profile "$HOME/together.json" -c 'echo started >> together' 2>> errors; echo "together $?"
  cd "$HOME/.local/state/sallyport" && find running changes/active -mindepth 1
`;

const isRoot = process.getuid?.() === 0;

describe.skipIf(sandboxMissing() !== undefined || !isRoot).each(users)("a full disk, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    spawnSync("mkdir", [join(place.home, ".local")]);
    const together = { extends: "workspace", sandbox: { transaction: "check" } };
    writeAs(user, join(place.home, "together.json"), JSON.stringify(together));
  });
  afterAll(() => place[Symbol.dispose]());

  test.each(["bubblewrap", "landlock"])("nothing runs without a record, %s", (backend) => {
    const ran = join(place.project, "ran");
    if (existsSync(ran)) spawnSync("rm", [ran]);
    const profile = join(place.home, `${backend}.json`);
    writeAs(user, profile, JSON.stringify({ extends: "workspace", sandbox: { backend } }));
    const program = place.argv(["--profile", profile]);
    const { stdout } = spawnSync("unshare", ["-m", "bash", "-c", script, "bash", ...program], {
      cwd: place.project,
      env: { ...place.env, owner: String(user.uid) },
      encoding: "utf8",
    });
    const [before = "", after] = stdout.split(/^together /mu);
    const [statuses, told] = [before.match(/^status \d+$/gmu) ?? [], before.split("\n").at(-2)];
    const good = statuses.filter((status) => status === "status 0").length;
    expect([...new Set(statuses)].slice(-1)).toEqual(["status 125"]);
    expect(statuses).toHaveLength(rounds);
    expect(readText(ran).trim().split("\n")).toHaveLength(1 + good);
    expect(told).toBe(String(1 + good));
    expect(stdout).toContain("intact");
    const errors = readText(join(place.project, "errors"));
    expect(errors).toContain("no space left");
    expect(errors).not.toContain("bug");
    // Nothing is left of what could not begin.
    expect(after).toBe("125\n");
    expect(existsSync(join(place.project, "together"))).toBe(false);
  });
});
