import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, readText, writeAs } from "./installation.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("a session with a name, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
  });
  afterAll(() => place[Symbol.dispose]());

  const call = (session: string, limits: Readonly<Record<string, number>>, ...argv: readonly string[]): Ended => {
    const file = join(place.home, "limits.json");
    const body = {
      name: "limits",
      permissions: {
        file_access: { allowed_paths: ["${project_root}"] },
        agent_permissions: { resource_limits: limits },
      },
      allowed_tools: ["Bash", "Read", "Write"],
    };
    writeAs(user, file, JSON.stringify(body));
    return place.call(["--profile", file, ...argv], { env: { SALLYPORT_SESSION: session } });
  };
  const kept = (): string => join(place.home, ".local/state/sallyport/sessions");
  const read = ["tool", "Read", '{"file_path":"src/a.txt"}'];

  test("counts the files of tools and commands together, and says so when there are enough", () => {
    const limits = { max_file_reads_per_session: 2, max_file_writes_per_session: 1 };
    expect(call("files", limits, "-c", "cat src/a.txt > copy")).toMatchObject({ status: 0, stderr: "" });
    expect(call("files", limits, ...read)).toMatchObject({ status: 0 });
    const reads = call("files", limits, "-c", "cat src/a.txt");
    expect(reads).toMatchObject({ status: 126, stdout: "" });
    expect(reads.stderr).toMatch(/^sallyport: denied: .*2 of 2 file reads.*max_file_reads_per_session.*\n$/u);
    const writes = call("files", limits, "tool", "Write", '{"file_path":"other","content":""}');
    expect(writes).toMatchObject({ status: 126, stderr: expect.stringContaining("1 of 1 file writes") });
    expect(call("others", limits, ...read)).toMatchObject({ status: 0 });
    const { stdout } = place.call(["audit", "query", "--session", "files"]);
    const records = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ verdict, reasons: [{ code }] }) => `${verdict} ${code}`)).toEqual([
      "allow rule/allowed",
      "allow rule/allowed",
      "deny session/too-many-reads",
      "deny session/too-many-writes",
    ]);
  });

  test("counts what a transaction has really written, and lands nothing beyond the limit", () => {
    const limits = { max_file_writes_per_session: 3 };
    const loop = (count: number): Ended =>
      call("landing", limits, "-c", `mkdir -p made; for n in $(seq ${count}); do f=made/$n; : > "$f"; done`);
    writeAs(user, join(place.project, ".sallyport.json"), JSON.stringify({ sandbox: { transaction: "check" } }));
    expect(loop(2)).toMatchObject({ status: 0 });
    const beyond = loop(4);
    expect(beyond).toMatchObject({ status: 126, stderr: expect.stringContaining("max_file_writes_per_session") });
    expect(readdirSync(join(place.project, "made"))).toEqual(["1", "2"]);
    rmSync(join(place.project, ".sallyport.json"));
  });

  test("ends with its time, and what runs by then with it", () => {
    const limits = { session_timeout_minutes: 1 };
    const before = new Set(readdirSync(kept()));
    expect(call("time", limits, "-c", "true")).toMatchObject({ status: 0 });
    const [file = ""] = readdirSync(kept()).filter((name) => !before.has(name));
    const age = (ms: number): void =>
      writeAs(
        user,
        join(kept(), file),
        JSON.stringify({ ...JSON.parse(readText(join(kept(), file))), started: Date.now() - ms }),
      );
    age(58_500);
    expect(call("time", limits, "-c", "sleep 30")).toMatchObject({
      status: 124,
      stderr: expect.stringContaining("session_timeout_minutes"),
    });
    age(60_000);
    expect(call("time", limits, "-c", "echo on")).toMatchObject({
      status: 126,
      stdout: "",
      stderr: expect.stringContaining("the 1 minutes of this session are over"),
    });
    writeAs(user, join(kept(), file), "damaged");
    const damaged = call("time", limits, "-c", "echo on");
    expect(damaged).toMatchObject({ status: 125, stdout: "", stderr: expect.stringContaining(join(kept(), file)) });
  });
});
