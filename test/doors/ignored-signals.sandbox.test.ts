import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, writeBackends } from "./installation.ts";

/** One process that waits, in a builtin: of a child that ends by itself just then bash would go on in spite of the signal. */
const command = "echo ready; read -r _; echo survived";

/** What a caller's shell does before it starts a command, and the signal that then comes to the whole group. */
const cases = [
  { name: "nohup", before: "trap '' HUP; ", signal: "SIGHUP", survives: true },
  { name: "no nohup", before: "", signal: "SIGHUP", survives: false },
  { name: "a script's background", before: "trap '' INT QUIT; ", signal: "SIGINT", survives: true },
  { name: "a script's foreground", before: "", signal: "SIGINT", survives: false },
] as const;

describe.skipIf(sandboxMissing() !== undefined).each(users)("signals that a caller ignores, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    writeBackends(user, place);
  });
  afterAll(() => place[Symbol.dispose]());

  async function run({ before, signal, survives }: (typeof cases)[number], argv: readonly string[]): Promise<string> {
    const child = spawn("sh", ["-c", `${before}exec "$@"`, "sh", ...argv], {
      cwd: place.project,
      env: place.env,
      stdio: ["pipe", "pipe", "inherit"],
      detached: true,
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    while (!text.includes("ready")) await once(child.stdout, "data");
    process.kill(-(child.pid ?? 0), signal);
    if (survives) setTimeout(() => child.stdin.end("\n"), 500);
    await once(child, "close");
    return text;
  }

  test.for([
    { name: "what is ignored ends no question", before: "trap '' HUP; ", isAllowed: true },
    { name: "what is not denies what waits for an answer", before: "", isAllowed: false },
  ])("$name", async ({ before, isAllowed }) => {
    const command = place.argv(["--ask-tools", "Bash(touch:*)", "--wait", "60", "-c", "touch made"]);
    const child = spawn("sh", ["-c", `${before}exec "$@"`, "sh", ...command], {
      cwd: place.project,
      env: place.env,
      stdio: "ignore",
      detached: true,
    });
    const waiting = (): readonly { readonly id: string }[] =>
      JSON.parse(place.call(["approvals", "list", "--json"]).stdout) as readonly { readonly id: string }[];
    await expect.poll(waiting).toHaveLength(1);
    process.kill(-(child.pid ?? 0), "SIGHUP");
    if (isAllowed) place.call(["approvals", "allow", waiting()[0]?.id ?? "none"]);
    await once(child, "close");
    await expect.poll(waiting).toEqual([]);
    expect(existsSync(join(place.project, "made"))).toBe(isAllowed);
    rmSync(join(place.project, "made"), { force: true });
  });

  for (const shell of ["bash", "bubblewrap", "landlock"]) {
    test.for(cases)(`$name, ${shell}`, async (row) => {
      const profile = ["--profile", join(place.home, `${shell}.json`)];
      const argv = shell === "bash" ? [...user.prefix, "bash", "-c", command] : place.argv([...profile, "-c", command]);
      expect(await run(row, argv)).toBe(row.survives ? "ready\nsurvived\n" : "ready\n");
    });
  }
});
