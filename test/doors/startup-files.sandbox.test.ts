import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation } from "./installation.ts";

/** What Node calls a pipe is a socket: bash takes itself for one that a remote host has started. */
const throughSocket = { stdio: "pipe", encoding: "utf8" } as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("files of the user's shell, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    writeFileSync(join(place.home, ".bashrc"), "echo unjudged\n", { mode: 0o644 });
  });
  afterAll(() => place[Symbol.dispose]());

  const run = ([program = "", ...argv]: readonly string[], SHLVL: string): string =>
    spawnSync(program, argv, { cwd: place.project, env: { ...place.env, SHLVL }, ...throughSocket }).stdout;

  test.for(["", "0", "999", "-1", "x"])("bash runs them at level `%s`, and Sallyport does not", (level) => {
    expect(run([...user.prefix, "bash", "-c", "echo judged 2>&1"], level)).toBe("unjudged\njudged\n");
    expect(run(place.argv(["--allowed-tools", "Bash", "-c", "echo judged"]), level)).toBe("judged\n");
  });

  test("a command knows how deep it stands", () => {
    expect(run(place.argv(["--allowed-tools", "Bash", "-c", "echo $SHLVL"]), "4")).toBe("5\n");
  });
});
