import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { applyPatch } from "diff";
import { afterEach, beforeEach, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

let home = "";
let project = "";
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-approvals-")));
  project = join(home, "project");
  mkdirSync(join(project, ".git"), { recursive: true });
  const rules = { allowed_tools: ["Bash(echo:*)"], ask_tools: ["Bash(touch:*)"], disallowed_tools: ["Bash(rm:*)"] };
  const files = { permissions: { file_access: { allowed_paths: ["${project_root}"] } } };
  writeFileSync(
    join(home, "profile.json"),
    JSON.stringify({ name: "t", permission_mode: "default", ...rules, ...files }),
  );
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const settings = (): { cwd: string; env: NodeJS.ProcessEnv } => ({
  cwd: project,
  env: { HOME: home, PATH: process.env["PATH"], XDG_RUNTIME_DIR: join(home, "run") },
});
const given = (words: readonly string[]): readonly string[] => [
  main,
  "--profile",
  join(home, "profile.json"),
  ...words,
];
const call = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, given(words), { ...settings(), encoding: "utf8" });
const start = (...words: string[]): ChildProcess =>
  spawn(process.execPath, given(words), { ...settings(), stdio: "ignore" });
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once("exit", (status) => resolve(status)));
const waiting = (): readonly { id: string; subject: string; rules: string[] }[] =>
  JSON.parse(call("approvals", "list", "--json").stdout);
const first = async (): Promise<{ id: string; subject: string; rules: string[] }> => {
  let found = waiting();
  await expect.poll(() => (found = waiting()).length).toBe(1);
  return found[0] ?? { id: "", subject: "", rules: [] };
};
const queue = (): readonly string[] => readdirSync(join(home, ".local/state/sallyport/approvals/queue"));

const person = expect.stringMatching(/^person \(.+\)$/u) as string;

test("what waits is shown elsewhere, and runs once when it is allowed there", async () => {
  const child = start("--wait", "60", "-c", "touch made");
  const exit = ended(child);
  const { id, subject, rules } = await first();
  expect([subject, rules]).toEqual(["touch made", ["Bash(touch made)"]]);
  expect(call("approvals", "list").stdout).toMatch(
    new RegExp(
      `^${id}  Bash wants:\n +command: touch made\n +why: .*\n +in .*\n +the plan:\n +ask +exec +touch made[^]*until `,
      "u",
    ),
  );
  expect(call("approvals", "allow", id)).toMatchObject({ status: 0, stdout: `${id} allowed\n` });
  expect(await exit).toBe(0);
  expect(existsSync(join(project, "made"))).toBe(true);
  expect(queue()).toEqual([]);
  expect(call("-c", "touch made").status).toBe(126);
  const log = readFileSync(join(home, ".local/state/sallyport/audit/audit-000001.jsonl"), "utf8");
  expect(log).toMatch(/"decided_by":"person \(/u);
});

test("a program that a script starts waits in the same way", async () => {
  writeFileSync(join(project, "ask.sh"), "touch made; touch other; echo $? >status\n");
  const exit = ended(start("--allowed-tools", "Bash", "--wait", "60", "-c", "sh ask.sh"));
  const { id, subject } = await first();
  expect(subject).toMatch(/touch made$/u);
  expect(existsSync(join(project, "made"))).toBe(false);
  call("approvals", "allow", id);
  let next = id;
  await expect.poll(() => (next = waiting()[0]?.id ?? id)).not.toBe(id);
  call("approvals", "deny", next);
  expect(await exit).toBe(0);
  expect(["made", "other"].map((name) => existsSync(join(project, name)))).toEqual([true, false]);
  expect(readFileSync(join(project, "status"), "utf8")).toBe("126\n");
  const log = readFileSync(join(home, ".local/state/sallyport/audit/audit-000001.jsonl"), "utf8");
  expect(JSON.parse(log)).toMatchObject({
    execs: expect.arrayContaining([
      expect.objectContaining({ argv: ["touch", "made"], code: "ask/allowed", decided_by: person }),
      expect.objectContaining({ argv: ["touch", "other"], code: "ask/denied", decided_by: person }),
    ]),
  });
  expect(queue()).toEqual([]);
});

test("what nobody can confirm says how somebody could, wherever that is so", () => {
  writeFileSync(join(project, "ask.sh"), "touch made\n");
  const open = ["--allowed-tools", "Bash"];
  const asked = [
    ["-c", "touch made"],
    ["run", "--", "touch", "made"],
    [...open, "-c", "sh ask.sh"],
    ["--ask-tools", "Read", "tool", "Read", '{"file_path":"ask.sh"}'],
    ["--ask-tools", "WebFetch", "--allow-domain", "127.0.0.1", "fetch", "http://127.0.0.1:9/"],
  ];
  for (const words of asked) {
    const { status, stderr } = call(...words);
    expect([status, stderr]).toEqual([126, expect.stringMatching(/nobody to confirm it: with `--wait SECONDS`/u)]);
  }
  const refused = [
    ["--mode", "dontAsk", "-c", "touch made"],
    ["--wait", "1", "-c", "touch made"],
    ["--session", "s", "--confirmed", "none", "-c", "touch made"],
  ];
  for (const words of refused) {
    const { status, stderr } = call(...words);
    expect([status, stderr]).toEqual([126, expect.not.stringContaining("--wait")]);
  }
});

test("a denial, a number that nobody waits under, and the time running out", async () => {
  const exit = ended(start("--wait", "3000000", "-c", "touch made"));
  const { id } = await first();
  expect(call("approvals", "allow", "00000000").status).toBe(1);
  expect(call("approvals", "deny", id, "--message", "not now").status).toBe(0);
  expect(await exit).toBe(126);
  const late = call("--wait", "1.005", "-c", "touch made");
  expect([late.status, late.stderr]).toEqual([126, expect.stringContaining("nobody answered")]);
  expect(existsSync(join(project, "made"))).toBe(false);
  expect(call("--wait", "60", "-c", "rm made").status).toBe(126);
});

test.for([
  ["allow", "--stop", "00000000"],
  ["allow", "--always", "--for-session", "00000000"],
  ["deny", "--always", "00000000"],
  ["revoke", "--message", "m", "00000000"],
  ["list", "00000000"],
  ["rules", "--always"],
])("%s with what it does not take is a mistake", (words) => {
  const { status, stderr } = call("approvals", ...words);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^sallyport: approvals \w+: /u)]);
});

test("a queue and rules that can't be used are said, and nothing passes", () => {
  const state = join(home, ".local/state/sallyport/approvals");
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, "queue"), "");
  mkdirSync(join(home, ".config/sallyport/approvals.json"), { recursive: true });
  for (const words of [["list"], ["rules"], ["revoke", "00000000"]]) {
    const { status, stderr } = call("approvals", ...words);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^sallyport: \/\S+\/(?:queue|approvals\.json): /u)]);
  }
  const refused = call("--wait", "5", "-c", "touch made");
  expect([refused.status, refused.stderr]).toEqual([126, expect.stringContaining("could not be confirmed")]);
  expect(existsSync(join(project, "made"))).toBe(false);
});

test.for(["SIGTERM", "SIGHUP"] as const)(
  "one that %s ends while it waits leaves nothing but its record",
  async (signal) => {
    const child = start("--wait", "60", "-c", "touch made");
    const exit = new Promise((resolve) => child.once("exit", (_, by) => resolve(by)));
    await first();
    child.kill(signal);
    expect(await exit).toBe(signal);
    expect(queue()).toEqual([]);
    const log = readFileSync(join(home, ".local/state/sallyport/audit/audit-000001.jsonl"), "utf8");
    expect(log).toMatch(new RegExp(`"code":"ask/denied".*${signal} came while it waited`, "u"));
  },
);

test("one that is killed while it waits leaves nothing", async () => {
  const child = start("--wait", "60", "-c", "touch made");
  const exit = ended(child);
  await first();
  child.kill("SIGKILL");
  await exit;
  expect(waiting()).toEqual([]);
  expect(queue()).toEqual([]);
});

test("always is for exactly that, is listed, and is taken back", async () => {
  const exit = ended(start("--wait", "60", "-c", "touch made"));
  const { id } = await first();
  call("approvals", "allow", id, "--always");
  expect(await exit).toBe(0);
  expect(call("-c", "touch made").status).toBe(0);
  expect(call("-c", "touch made && touch other").status).toBe(126);
  expect(call("-c", "touch other").status).toBe(126);
  expect(call("--disallowed-tools", "Bash(touch:*)", "-c", "touch made").status).toBe(126);
  const [rule] = JSON.parse(call("approvals", "rules", "--json").stdout) as { id: string; rule: string; by: string }[];
  expect(rule).toMatchObject({ rule: "Bash(touch made)" });
  expect(call("approvals", "revoke", rule?.id ?? "").status).toBe(0);
  expect(call("-c", "touch made").status).toBe(126);
});

test("for a session it holds wherever the session goes on, and nowhere else", async () => {
  const exit = ended(start("--session", "one", "--wait", "60", "-c", "touch made"));
  const { id } = await first();
  call("approvals", "allow", id, "--for-session");
  expect(await exit).toBe(0);
  expect(call("--session", "one", "-c", "touch made").status).toBe(0);
  expect(call("--session", "two", "-c", "touch made").status).toBe(126);
});

test("always for a script of the project's holds for its bytes", async () => {
  const script = join(project, "deploy.sh");
  writeFileSync(script, "#!/bin/sh\necho deployed\n", { mode: 0o755 });
  const exit = ended(start("--wait", "60", "-c", "./deploy.sh"));
  const { id } = await first();
  call("approvals", "allow", id, "--always");
  expect(await exit).toBe(0);
  expect(call("-c", "./deploy.sh")).toMatchObject({ status: 0, stdout: "deployed\n" });
  writeFileSync(script, "#!/bin/sh\necho changed\n");
  expect(call("-c", "./deploy.sh").status).toBe(126);
});

test("what a command lacks is learnt by running it inside the walls", () => {
  const asked = call("learn", "-c", "echo a; touch made");
  expect([asked.status, asked.stdout]).toEqual([0, expect.stringContaining("Bash(touch made)")]);
  // An ask rule is above what allows.
  expect(asked.stderr).toMatch(/still be stopped: needs confirmation: touch made: ask rule Bash\(touch:\*\)/u);
  const file = join(home, "profile.json");
  const free = {
    name: "t",
    permission_mode: "default",
    allowed_tools: ["Bash(echo:*)"],
    disallowed_tools: ["Bash(rm:*)"],
  };
  writeFileSync(
    file,
    `// mine\n${JSON.stringify({ ...free, permissions: { file_access: { allowed_paths: ["${project_root}"] } } }, null, 2)}\n`,
  );
  const command = "echo a; touch made > log";
  expect(call("-c", command).status).toBe(126);
  const learnt = call("learn", "-c", command);
  expect(learnt.stdout).toMatch(/^a\n--- \/.*profile\.json\n\+\+\+ \/.*profile\.json\n@@ -\d+,\d+ \+\d+,\d+ @@\n/u);
  expect(learnt.stdout.match(/^\+ .*$/gmu)?.join("")).toContain('"Bash(touch made)"');
  writeFileSync(file, applyPatch(readFileSync(file, "utf8"), learnt.stdout.slice("a\n".length)) || "");
  expect(readFileSync(file, "utf8")).toMatch(/^\/\/ mine\n/u);
  expect(call("-c", command).status).toBe(0);
  expect(JSON.parse(call("learn", "--json", "-c", "touch other").stdout)).toMatchObject({
    allowed_tools: ["Bash(touch other)"],
    file,
    diff: expect.stringContaining("Bash(touch other)"),
  });
  expect(existsSync(join(project, "made"))).toBe(true);
  expect(call("learn", "--", "echo", "b").stdout).toBe("b\nt needs nothing more for this\n");
  expect(call("learn", "-c", "rm made").status).toBe(126);
  expect(existsSync(join(project, "made"))).toBe(true);
});

test("hosts that a command lacks are learnt, those of its text and those that it is refused", () => {
  writeFileSync(join(project, "fetch.sh"), "curl -s http://seen.invalid/ http://seen.invalid:8080/\n");
  const command = "curl -s https://named.invalid/; sh fetch.sh";
  const hosts = ["named.invalid", "seen.invalid", "seen.invalid:8080"];
  const learn = (): unknown => JSON.parse(call("learn", "--json", "-c", command).stdout);
  const fetching = "curl -s http\\://seen.invalid/ http\\://seen.invalid\\:8080/";
  const tools = ["curl -s https\\://named.invalid/", "sh fetch.sh", fetching];
  const needed = { allowed_tools: tools.map((words) => `Bash(${words})`), allowed_domains: hosts };
  // Without a single host there is no network, and with one the text alone is a denial.
  expect(learn()).toMatchObject(needed);
  const permissions = {
    network_access: { allowed_domains: ["other.invalid"] },
    file_access: { allowed_paths: ["${project_root}"] },
  };
  writeFileSync(
    join(home, "profile.json"),
    JSON.stringify({ name: "t", permission_mode: "default", allowed_tools: [], permissions }),
  );
  expect(call("-c", command).status).toBe(126);
  expect(learn()).toMatchObject(needed);
});

test("what can't be named word for word is learnt by its stars or by how it begins, and said where that is not enough", () => {
  const learn = (...words: string[]): { stdout: string; stderr: string } => call("learn", ...words);
  const needs = (text: string): unknown => JSON.parse(learn("--json", "-c", text).stdout).allowed_tools;
  expect(needs("for name in a b; do cp $name $name.bak; done; make -n 'a b'")).toEqual([
    "Bash(cp:*)",
    "Bash(make -n 'a b')",
  ]);
  expect(needs("echo a | tee -a '*' > /dev/null")).toEqual([String.raw`Bash(tee -a \*)`]);
  expect(needs("find . -name '*.none' -delete")).toEqual([String.raw`Bash(find . -name \*.none -delete)`]);
  // No rule can hold two lines.
  const unknown = String.raw`find . -name $'*\n' -delete`;
  const { stdout, stderr } = learn("-c", unknown);
  expect([stdout, stderr]).toEqual(["", expect.stringMatching(/^sallyport: no rule for just this lets it pass: /mu)]);
  expect(JSON.parse(learn("--json", "-c", unknown).stdout)).toMatchObject({
    allowed_tools: [],
    left: expect.any(String),
  });
});
