import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { clientNames, installClient, type Installing, uninstallClient, ways } from "../../src/setup/index.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "sallyport-setup-"));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
});

const asking = (client: Installing["client"], over: Partial<Installing> = {}): Installing => ({
  client,
  ways: [...ways[client].keys()],
  state: join(base, "state"),
  isDry: false,
  ...over,
  setting: {
    scope: "user",
    home: join(base, "home"),
    project: join(base, "project"),
    env: new Map(),
    packageRoot: "/opt/sally port",
    words: ["--profile=standard"],
    variables: { SALLYPORT_PROFILE: "standard" },
    shellFolder: join(base, "state/shell"),
    ...over.setting,
  },
});

const put = (path: string, text: string): string => {
  const file = join(base, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const json = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;

describe.each(clientNames)("%s", (client) => {
  test("what is put in comes out again, and a file that was not there is gone", () => {
    const { changes } = installClient(asking(client));
    expect(changes.length).toBeGreaterThan(0);
    for (const { file } of changes) expect(lstatSync(file, { throwIfNoEntry: false }), file).toBeDefined();
    expect(installClient(asking(client))).toEqual({ changes: [], left: [] });
    uninstallClient(asking(client));
    for (const { file } of changes) expect(lstatSync(file, { throwIfNoEntry: false }), file).toBeUndefined();
    expect(uninstallClient(asking(client))).toEqual({ changes: [], left: [] });
  });

  test("saying what would change changes nothing", () => {
    for (const { file } of installClient(asking(client, { isDry: true })).changes)
      expect(existsSync(file), file).toBe(false);
    expect(existsSync(join(base, "state"))).toBe(false);
  });
});

const settings = `{
  // what I like
  "model": "opus",
  "hooks": { "PreToolUse": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "mine" }] }] },
  "env": { "CLAUDE_CODE_SHELL": "/bin/zsh", "OTHER": "1" },
}
`;

describe("a file of the user's own", () => {
  test("keeps its comments, and gets back what it was to the last blank", () => {
    const file = put("home/.claude/settings.json", settings);
    installClient(asking("claude"));
    const text = readFileSync(file, "utf8");
    expect(text).toContain("// what I like");
    expect(text).toContain('"command": "mine"');
    expect(text).toContain("'/opt/sally port/scripts/sallyport' hook --client claude --profile=standard || exit 2");
    expect(readFileSync(`${file}.before-sallyport`, "utf8")).toBe(settings);
    uninstallClient(asking("claude"));
    expect(readFileSync(file, "utf8")).toBe(settings);
    expect(existsSync(`${file}.before-sallyport`)).toBe(false);
  });

  test("keeps what was written since", () => {
    const file = put("home/.claude/settings.json", '{"model":"opus"}');
    installClient(asking("claude"));
    const held = json(file) as { env: object; hooks: { PreToolUse: unknown[] } };
    held.hooks.PreToolUse.push({ matcher: "Read", hooks: [] });
    writeFileSync(file, JSON.stringify({ ...held, env: { ...held.env, SALLYPORT_PROFILE: "mine" }, later: true }));
    uninstallClient(asking("claude"));
    expect(json(file)).toEqual({
      model: "opus",
      later: true,
      env: { SALLYPORT_PROFILE: "mine" },
      hooks: { PreToolUse: [{ matcher: "Read", hooks: [] }] },
    });
    expect(existsSync(`${file}.before-sallyport`)).toBe(true);
  });

  test("is not touched when it can't be read", () => {
    for (const text of ["{ broken", "[]", '{"hooks": {"PreToolUse": 1}}']) {
      const file = put("home/.claude/settings.json", text);
      expect(() => installClient(asking("claude"))).toThrow(/nothing was changed/u);
      expect(readFileSync(file, "utf8")).toBe(text);
    }
  });

  test("another choice takes the place of an earlier one", () => {
    const file = put("home/.claude/settings.json", '{"env":{"CLAUDE_CODE_SHELL":"/bin/zsh"}}');
    installClient(asking("claude", { ways: ["hook", "shell"] }));
    expect(json(file)).toHaveProperty("hooks.PreToolUse");
    installClient(asking("claude", { ways: ["shell"] }));
    expect(json(file)).not.toHaveProperty("hooks");
    uninstallClient(asking("claude"));
    expect(json(file)).toEqual({ env: { CLAUDE_CODE_SHELL: "/bin/zsh" } });
  });

  test("in TOML keeps everything before our lines and after them", () => {
    const before = 'model = "x" # mine\n\n[features]\nweb = true\n';
    const file = put("home/.codex/config.toml", before);
    installClient(asking("codex"));
    const text = readFileSync(file, "utf8");
    expect(text.startsWith(before)).toBe(true);
    expect(text).toContain('[mcp_servers.sallyport]\ncommand = "/opt/sally port/scripts/sallyport"');
    writeFileSync(file, `${text}[later]\na = 1\n`);
    uninstallClient(asking("codex"));
    expect(readFileSync(file, "utf8")).toBe(`${before}[later]\na = 1\n`);
  });

  test("of the project stays apart from the user's", () => {
    const setting = { ...asking("claude").setting, scope: "project" } as const;
    installClient(asking("claude", { ways: ["hook"], setting }));
    expect(existsSync(join(base, "project/.claude/settings.json"))).toBe(true);
    expect(existsSync(join(base, "home/.claude"))).toBe(false);
    uninstallClient(asking("claude"));
    expect(existsSync(join(base, "project/.claude/settings.json"))).toBe(true);
  });
});

test("clients tell of uses and of sessions, as far as they can", () => {
  const eventsIn = (client: Installing["client"], file: string): readonly string[] => {
    installClient(asking(client, { ways: ["hook"] }));
    return Object.keys(json(join(base, file))["hooks"] ?? {});
  };
  const own = ["PreToolUse", "PostToolUse"];
  expect(eventsIn("claude", "home/.claude/settings.json")).toEqual([
    ...own,
    "PostToolUseFailure",
    "SessionStart",
    "SessionEnd",
    "SubagentStop",
  ]);
  expect(eventsIn("codex", "home/.codex/hooks.json")).toEqual([...own, "SessionStart"]);
});

test("a way that a client does not have is refused", () => {
  expect(() => installClient(asking("gemini", { ways: ["hook"] }))).toThrow(/gemini has no hook/u);
});

test("where the shell can't be put, no client is told of one", () => {
  const before = '{ "model": "opus" }\n';
  const file = put("home/.claude/settings.json", before);
  const blocked = join(base, "state/shell");
  mkdirSync(dirname(blocked));
  symlinkSync("/nowhere/at/all", blocked);
  const asked = asking("claude", { ways: ["shell"] });
  expect(() => installClient(asked)).toThrow(/nothing was changed/u);
  expect(readFileSync(file, "utf8")).toBe(before);
  rmSync(blocked);
  installClient(asked);
  expect(json(file)["env"]).toMatchObject({ CLAUDE_CODE_SHELL: join(base, "state/shell/sallyport-bash") });
  uninstallClient(asked);
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("what a killed call has left beside a file goes with the next one, and nobody else's file", () => {
  put("home/.claude/settings.json", "{}\n");
  const stale = put("home/.claude/settings.json.0123456789ab.new", "half");
  const others = ["settings.json.mine.new", "settings.json.new", "other.json.0123456789ab.new"];
  const kept = others.map((name) => put(`home/.claude/${name}`, "mine"));
  installClient(asking("claude"));
  expect(existsSync(stale)).toBe(false);
  expect(kept.filter((file) => existsSync(file))).toEqual(kept);
});
