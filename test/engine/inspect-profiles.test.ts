import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unreadIn } from "../../src/engine/inspect-profiles.ts";
import { trustProject, validateProfile } from "../../src/engine/index.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-validate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const broken = "Bash(a; b)";

type Row = readonly [body: object, issues: readonly string[]];

const wrapped = (wrap: string): Row => [{ rewrite: [{ match: "Bash", wrap }] }, ["/rewrite/0/wrap 2"]];

const rows: readonly Row[] = [
  [{ roles: { viewer: {} }, role_by: { default: "viewer" } }, []],
  [{ roles: { viewer: {} }, role_by: { default: "owner" } }, ["/role_by/default 3"]],
  [{ extends: "./base.json", role_by: { default: "guest" } }, []],
  [{ extends: "./none.json" }, ["/extends 2"]],
  [{ allowed_tools: ["Bash(a; b)"] }, ["/allowed_tools/0 2"]],
  [{ rewrite: [{ match: "Bash", wrap: "xargs" }] }, ["/rewrite/0/wrap 2"]],
  [{ rewrite: [{ match: "Bash", wrap: "exec" }] }, ["/rewrite/0/wrap 2"]],
  ...[
    "timeout abc",
    "timeout 0",
    "timeout -k x 3",
    "timeout -s NO 3",
    "timeout --bogus 3",
    "timeout --help 3",
    "nice -n x",
  ].map(wrapped),
  ...["nice -n 30", "ionice -c 9", "chrt -r x", "stdbuf -i L", "stdbuf -o x", "env -u A=1"].map(wrapped),
  [{ roles: { viewer: {}, ops: { ask_tools: [broken] } } }, ["/roles/ops/ask_tools/0 2"]],
  [
    { schedule: { windows: [{ from: "01:00", to: "02:00", days: ["mon"], allowed_tools: ["Read", broken] }] } },
    ["/schedule/windows/0/allowed_tools/1 2"],
  ],
  [{ when: [{ context: { A: "b" }, disallowed_tools: [broken] }] }, ["/when/0/disallowed_tools/0 2"]],
  [{ agents: { a: { tools: ["Read", broken] } } }, ["/agents/a/tools/1 2"]],
  [{ agents: { a: { disallowedTools: [broken] } } }, ["/agents/a/disallowedTools/0 2"]],
  [
    { agents: { a: { allowed_tools: [broken] }, b: { ask_tools: [broken] } } },
    ["/agents/a/allowed_tools/0 2", "/agents/b/ask_tools/0 2"],
  ],
  [
    { roles: { a: { allowed_tools: ["Bash"] } }, role_by: { default: "a" }, allowed_tools: [broken] },
    ["/allowed_tools/0 4"],
  ],
  [{ rewrite: [{ match: "Bash(a; b)", strip: ["-f"] }] }, ["/rewrite/0/match 2"]],
  ...[
    "timeout 30",
    "timeout -k 1m -s INT 1.5h",
    "nice -5",
    "ionice -c idle",
    "chrt -b 0",
    "stdbuf -oL",
    "env -u A B=1",
  ].map((wrap): Row => [{ rewrite: [{ match: "Bash", wrap }] }, []]),
];

function surroundings() {
  return {
    env: new Map([["HOME", folder]]),
    cwd: folder,
    packageRoot: new URL("../..", import.meta.url).pathname,
    user: { uid: process.getuid?.() ?? 0, home: folder },
  };
}

test("nobody trusts a project file with a role that can't be read, and the doctor tells of one", () => {
  const project = join(folder, ".sallyport.json");
  writeFileSync(project, JSON.stringify({ roles: { ops: { ask_tools: [broken] } } }));
  expect(unreadIn([project]).map(({ pointer }) => pointer)).toEqual(["/roles/ops/ask_tools/0"]);
  expect(() => trustProject(surroundings())).toThrow(/1 mistake/u);
  rmSync(project);
});

test.for(rows)("%j", ([body, issues]) => {
  writeFileSync(join(folder, "base.json"), JSON.stringify({ roles: { guest: {} } }));
  const file = join(folder, "profile.json");
  const lines = Object.entries(body).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  writeFileSync(file, `{\n${lines.join(",\n")}\n}`);
  expect(validateProfile(surroundings(), file).issues.map(({ pointer, line }) => `${pointer} ${line}`)).toEqual(issues);
});

test("what is to be asked and is not here is said, and no mistake", () => {
  const file = join(folder, "asking.json");
  const command = (text: string): object => ({ hooks: [{ type: "command", command: text }] });
  const commands = [
    ["./guard.sh --strict", true],
    ["python3 hooks/guard.py", true],
    ["/proc/self/cwd/none/guard", true],
    ["/bin/sh -c ./guard.sh", false],
    ["jq .", false],
    ['"$HOME"/guard.sh', false],
    ["node --version > ./told", false],
  ] as const;
  const body = {
    name: "asking",
    extends: "workspace",
    can_use_tool: "./policy.ts",
    hooks: {
      PreToolUse: commands.map(([text]) => command(text)),
      PostToolUse: [{ hooks: [{ type: "module", path: "./asking.json" }] }],
    },
  };
  writeFileSync(file, JSON.stringify(body));
  const { issues, notes } = validateProfile(surroundings(), file);
  expect(issues).toEqual([]);
  expect(notes.map(({ source }) => source.pointer)).toEqual([
    ...commands.flatMap(([, absent], index) => (absent ? [`/hooks/PreToolUse/${index}/hooks/0`] : [])),
    "/can_use_tool",
  ]);
});

test("a scanner of another name is named, and no mistake", () => {
  const security_policies = {
    secrets_detection: { enabled: true, tools: ["detect-secrets", "seeker"] },
    vulnerability_scanning: { enabled: true, tools: ["bandit", "nope"] },
  };
  const file = join(folder, "scanners.json");
  writeFileSync(file, JSON.stringify({ name: "scanners", security_policies }));
  const { issues, notes } = validateProfile(surroundings(), file);
  expect(issues).toEqual([]);
  expect(notes.map(({ message }) => message)).toEqual([
    "nope: no scanner of this name is known",
    "seeker: no searcher of this name is known",
  ]);
});
