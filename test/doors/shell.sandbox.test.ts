import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, readText, writeAs } from "./installation.ts";
import { likeBash, longScript, refused, whereScript } from "./shell.cases.ts";

const missing = sandboxMissing();

/** Seconds to sleep that no other test run asks for, so that its processes are not taken for ours. */
const nap = `4321.${process.pid}`;

describe.skipIf(missing !== undefined).each(users)("the Bash replacement, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    writeAs(user, join(place.project, "script.sh"), 'echo "script $0 $1"\nexit 6\n');
    writeAs(user, join(place.project, "where.sh"), whereScript);
    writeAs(user, join(place.project, "long.sh"), longScript);
    symlinkSync("../where.sh", join(place.project, "src/link.sh"));
  });
  afterAll(() => place[Symbol.dispose]());

  test.for(likeBash)("does as bash does: $name", ({ argv, input = "", as }) => {
    const wanted = place.bash(argv, { input });
    const got = place.call(argv, { input, ...(as === undefined ? {} : { as }) });
    expect(got.stdout).toBe(wanted.stdout);
    expect(got.status).toBe(wanted.status ?? 143);
  });

  test.for(refused)("refuses: $name", ({ argv, input = "", status, code }) => {
    const got = place.call(["--json", ...argv], { input });
    expect(got.status).toBe(status);
    const answer: unknown = JSON.parse(got.stdout);
    expect(answer).toMatchObject(
      status === 2 ? { error: { code } } : { behavior: "deny", reasons: [{ code }, ...anyOthers(answer)] },
    );
    expect(got.stderr).not.toBe("");
  });

  test("text that is not UTF-8 is refused", () => {
    const script = Buffer.from([0x65, 0x63, 0x68, 0x6f, 0x20, 0xff, 0x0a]);
    const got = place.call(["--json", "-s"], { input: script });
    expect(got.status).toBe(126);
    expect(JSON.parse(got.stdout)).toMatchObject({ reasons: [{ code: "shell/not-text" }] });
  });

  test("nothing but the command's output is on stdout", () => {
    expect(place.call(["-c", "echo out; echo err >&2"])).toEqual({ status: 0, stdout: "out\n", stderr: "err\n" });
  });

  test("secrets of the caller's environment do not reach the command", () => {
    const env = { API_TOKEN: "t0ps3cret", SALLYPORT_QUIET: "1" };
    const got = place.call(["-c", "echo ${API_TOKEN-none} ${SALLYPORT_QUIET-none} $HOME"], { env });
    expect(got.stdout).toBe(`none none ${place.home}\n`);
  });

  test("a timeout ends the command and all it started", () => {
    const got = place.call(["--timeout", "5", "-c", `setsid sleep ${nap} & echo started; sleep ${nap}`]);
    expect(got).toMatchObject({ status: 124, stdout: "started\n" });
    expect(spawnSync("pgrep", ["-f", `sleep ${nap}`]).status).toBe(1);
  });

  test("kill -9 of Sallyport ends the command", async () => {
    const [program, ...args] = place.argv(["-c", `sleep ${nap}`]);
    const child = spawn(program, args, { cwd: place.project, env: { ...place.env }, stdio: "ignore" });
    await until(() => spawnSync("pgrep", ["-f", `^sleep ${nap}`]).status === 0);
    child.kill("SIGKILL");
    await until(() => spawnSync("pgrep", ["-f", `^sleep ${nap}`]).status === 1);
  });

  test("a signal reaches the command, which may answer it", async () => {
    const script = "trap 'echo got it; exit 9' TERM; echo ready; while :; do sleep 0.05; done";
    const [program, ...args] = place.argv(["-c", script]);
    const child = spawn(program, args, {
      cwd: place.project,
      env: { ...place.env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const heard = listen(child);
    await until(() => heard().includes("ready"));
    child.kill("SIGTERM");
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect({ status, said: heard() }).toEqual({ status: 9, said: "ready\ngot it\n" });
  });

  test("where the kernel makes no folders it keeps nothing, and does not try for ever", () => {
    const env = { XDG_STATE_HOME: "/proc/nope", XDG_CACHE_HOME: "/proc/nope", XDG_RUNTIME_DIR: "/proc/nope" };
    expect(place.call(["-c", "echo here"], { env })).toEqual({ status: 0, stdout: "here\n", stderr: "" });
  });

  test("one record a request, and the chain holds", () => {
    const state = join(place.home, "state");
    const env = { XDG_STATE_HOME: state };
    place.call(["-c", "echo token=ghp_0123456789abcdefghijklmnopqrstuvwxyz01"], { env });
    place.call(["-c", "rm -rf /"], { env });
    place.call(["--timeout", "1", "-c", "sleep 9"], { env });
    const records = place
      .call(["audit", "query"], { env })
      .stdout.trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(records).toMatchObject([
      { verdict: "allow", status: 0 },
      { verdict: "deny" },
      { verdict: "allow", status: 124, timed_out: true },
    ]);
    expect(records[1]).toHaveProperty("reasons.0.code", "rule/denied");
    expect(JSON.stringify(records)).not.toContain("ghp_0123456789");
    expect(place.call(["audit", "verify"], { env }).status).toBe(0);
    expect(place.call(["audit", "query", "--verdict", "deny"], { env }).stdout.trim().split("\n")).toHaveLength(1);
    expect(place.call(["audit", "tail", "-n", "1", "--format", "text"], { env }).stdout.split("\n")).toHaveLength(5);
  });

  test("a project profile narrows at once, and widens once it is trusted", () => {
    const file = join(place.project, ".sallyport.json");
    writeAs(
      user,
      file,
      '{ "disallowed_tools": ["Bash(touch:*)"], "permissions": { "file_access": { "allowed_paths": ["/opt"] } } }',
    );
    expect(place.call(["-c", "touch src/b"]).status).toBe(126);
    expect(place.call(["-c", "echo '{}' > .sallyport.json"]).status).not.toBe(0);
    expect(readText(file)).toContain("disallowed_tools");
    expect(place.call(["trust"]).status).toBe(0);
    expect(place.call(["profile", "show"]).stdout).toContain("writable /opt");
    spawnSync("rm", [file]);
  });

  test("a script can't become another one while it runs", () => {
    const script =
      'for f in "$0" "$PWD/self.sh"; do echo "echo unjudged" >> "$f"; done\nmv -f other "$0"\nrm -f self.sh; echo end\n';
    const [file, other] = [join(place.project, "self.sh"), join(place.project, "other")];
    writeAs(user, file, script);
    writeAs(user, other, `${script}echo unjudged\n`);
    expect(place.call(["./self.sh"])).toMatchObject({ status: 0, stdout: "end\n" });
    expect(readText(file)).toBe(script);
    // The same without walls: what is judged is what runs, although the file does change.
    const open = '{ "extends": "workspace", "name": "open", "sandbox": { "backend": "none" } }';
    writeAs(user, join(place.project, "open.json"), open);
    expect(place.call(["--profile", "./open.json", "./self.sh"])).toMatchObject({ status: 0, stdout: "end\n" });
    rmSync(file, { force: true });
    rmSync(other, { force: true });
    rmSync(join(place.project, "open.json"));
  });

  test("a script from a folder that is not shown runs in its place, and nothing else is there", () => {
    const folder = mkdtempSync("/tmp/sallyport-script-");
    chmodSync(folder, 0o755);
    const file = join(folder, "hidden.sh");
    writeAs(user, file, 'ls "$(dirname "$0")"; echo "$0"; test -x "$0" && exit 7\n');
    writeAs(user, join(folder, "beside"), "");
    const { status, stdout } = place.call([file]);
    expect(stdout.split("\n").slice(0, 2)).toEqual(["hidden.sh", file]);
    expect(status).toBe(7);
    expect(readdirSync(folder).toSorted()).toEqual(["beside", "hidden.sh"]);
    rmSync(folder, { recursive: true });
  });

  test("a script of a denied folder is not opened", () => {
    const file = join(place.home, ".ssh/run.sh");
    writeAs(user, file, "echo ran\n");
    expect(place.call(["--json", file])).toMatchObject({
      status: 125,
      stdout: expect.stringContaining("start-failed") as unknown,
    });
  });

  // Mounting takes root.
  if (user.uid === 0)
    test("where the home folder can't be written what is kept lies elsewhere", () => {
      place.call(["-c", "true"]);
      const readOnly = 'mount --bind "$HOME" "$HOME"; mount -o remount,bind,ro "$HOME"; cd "$HOME/project"';
      const script = `${readOnly}; touch ../new; exec "$0" check -c ls`;
      const [launcher = ""] = place.argv([]).slice(-1);
      expect(place.bash(["-c", `unshare -m bash -c '${script}' ${launcher}`])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^allow\n/u) as unknown,
        stderr: expect.stringMatching(/^touch: [^\n]*Read-only file system\n$/u) as unknown,
      });
    });

  test("nothing stays behind", async () => {
    place.call(["-c", "cat .env ~/.netrc; true"]);
    expect(readdirSync(place.project).toSorted()).toEqual([".git", "long.sh", "script.sh", "src", "where.sh"]);
    expect(existsSync(join(place.home, ".netrc"))).toBe(false);
    // Of this installation: others may be at work on the same machine.
    const wardens = ["/proc", "-maxdepth", "2", "-name", "exe", "-lname", join(place.home, "../package/*")];
    await until(() => spawnSync("find", wardens).stdout.length === 0);
  });
});

function anyOthers(answer: unknown): readonly unknown[] {
  const reasons = typeof answer === "object" && answer !== null && "reasons" in answer ? answer.reasons : [];
  return Array.isArray(reasons) ? reasons.slice(1).map(() => expect.anything() as unknown) : [];
}

function listen(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

/** Waits for what another process does; a test that waits in vain fails by its own time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
