import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type ClientName, installClient, type Installing, uninstallClient, ways } from "../../src/setup/index.ts";

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "sallyport-setup-"));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
});

const asking = (client: ClientName, over: Partial<Installing["setting"]> = {}): Installing => ({
  client,
  ways: [...ways[client].keys()].filter((way) => over.scope !== "project" || way !== "shell"),
  state: join(base, "state"),
  isDry: false,
  setting: {
    scope: "user",
    home: join(base, "home"),
    project: join(base, "project"),
    env: new Map(),
    packageRoot: "/opt/sallyport",
    words: [],
    variables: {},
    shellFolder: join(base, "state/shell"),
    ...over,
  },
});

const put = (path: string, text: string | Buffer): string => {
  const file = join(base, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const settings = "home/.claude/settings.json";
const filesIn = (folder: string): readonly string[] => readdirSync(join(base, folder)).toSorted();

const bytes: readonly (readonly [name: string, file: string, client: ClientName, text: string])[] = [
  ["comments and trailing commas", settings, "claude", '{\n  // mine\n  "model": "opus", /* two */\n}\n'],
  ["lines that end as on Windows", settings, "claude", '{\r\n  "model": "opus",\r\n  // mine\r\n}\r\n'],
  ["a byte order mark", settings, "claude", '\uFEFF{ "model": "opus" }'],
  ["no last line end", settings, "claude", '{"model":"opus"}'],
  ["tabs", settings, "claude", '{\n\t"env": {\n\t\t"A": "1"\n\t}\n}\n'],
  ["nothing at all", settings, "claude", ""],
  ["only blanks", settings, "claude", " \n\n"],
  ["nothing in it", settings, "claude", "{ }\n"],
  ["empty places", settings, "claude", '{"hooks": {"PreToolUse": []}, "env": {}, "permissions": {"deny": []}}'],
  ["what is to be denied denied already", settings, "claude", '{"permissions": {"deny": ["Bash", "Read"]}}'],
  ["a server of its own", "home/.gemini/settings.json", "gemini", '{"mcpServers": {"other": {"command": "x"}}}'],
  ["TOML without a last line end", "home/.codex/config.toml", "codex", 'model = "x"\n[features]\nweb = true'],
  ["TOML as on Windows", "home/.codex/config.toml", "codex", '# mine\r\nmodel = "x"\r\n'],
  ["TOML with nothing in it", "home/.codex/config.toml", "codex", ""],
  ["TOML tables in a line", "home/.codex/config.toml", "codex", 'mcp_servers.other = { command = "x" }\n'],
];

describe("uninstall gives the bytes back", () => {
  test.for(bytes)("of a file with %s", ([, path, client, text]) => {
    const file = put(path, text);
    installClient(asking(client));
    const installed = readFileSync(file, "utf8");
    expect(installed).not.toBe(text);
    if (path.endsWith(".toml")) expect(parseToml(installed)).toHaveProperty("mcp_servers.sallyport.command");
    if (text.includes("\r\n")) expect(installed).not.toMatch(/[^\r]\n/u);
    expect(installClient(asking(client))).toEqual({ changes: [], left: [] });
    expect(uninstallClient(asking(client)).left).toEqual([]);
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(filesIn(dirname(path))).not.toContainEqual(expect.stringMatching(/sallyport|\.new$/u));
  });

  test("after another round, whatever was kept of the first one", () => {
    const file = put(settings, "{}");
    installClient(asking("claude"));
    writeFileSync(file, readFileSync(file, "utf8").replace("{", '{ "model": "opus",'));
    uninstallClient(asking("claude"));
    const second = '{"model"  :  "haiku"}';
    writeFileSync(file, second);
    installClient(asking("claude"));
    uninstallClient(asking("claude"));
    expect(readFileSync(file, "utf8")).toBe(second);
  });
});

test("a comment that was written since stays", () => {
  const file = put(settings, '{ "model": "opus" }\n');
  installClient(asking("claude"));
  writeFileSync(file, readFileSync(file, "utf8").replace('"model"', '/* not haiku! */ "model"'));
  uninstallClient(asking("claude"));
  expect(readFileSync(file, "utf8")).toContain("/* not haiku! */");
  expect(readFileSync(file, "utf8")).not.toContain("sallyport");
});

test("what was changed since and can't be taken out is said", () => {
  const file = put(settings, "{}");
  installClient(asking("claude"));
  writeFileSync(file, readFileSync(file, "utf8").replace('"timeout": 60', '"timeout": 5'));
  expect(uninstallClient(asking("claude")).left).toEqual([file]);
});

test("also by a later installation, and where the package has moved meanwhile", () => {
  const file = put(settings, "{}");
  installClient(asking("claude"));
  writeFileSync(file, readFileSync(file, "utf8").replace('"timeout": 60', '"timeout": 5'));
  const moved = { packageRoot: "/opt/other" };
  expect(installClient(asking("claude", moved)).left).toEqual([file]);
  expect(uninstallClient(asking("claude", moved)).left).toEqual([file]);
  put(settings, '{"permissions": {"allow": ["Bash(scripts/sallyport-try:*)"]}}');
  expect(installClient(asking("claude", moved)).left).toEqual([]);
});

describe("nothing is changed, and it is said why, for", () => {
  const codex = "home/.codex/config.toml";
  const refused: readonly (readonly [name: string, file: string, text: string | Buffer, why: RegExp])[] = [
    ["what is no JSON", settings, "{ broken", /not a JSON object/u],
    ["other bytes than UTF-8", settings, Buffer.from('{"model": "caf\xe9"}', "latin1"), /not valid UTF-8/u],
    ["a list for an object", settings, '{"hooks": []}', /no object at hooks/u],
    ["null for an object", settings, '{"env": null}', /no object at env/u],
    ["a text for a list", settings, '{"permissions": {"deny": "Bash"}}', /no list at permissions\.deny/u],
    ["a member that is there twice", settings, '{"env": {}, "env": {"A": "1"}}', /has env twice/u],
    ["deep nesting", settings, `{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`, /settings\.json/u],
    ["what is no TOML", codex, "model = ", /not valid TOML/u],
    ["a table of that name", codex, '[mcp_servers.sallyport]\ncommand = "mine"\n', /of that name is there/u],
    ["a table that is closed", codex, 'mcp_servers = { other = { command = "x" } }\n', /of that name is there/u],
  ];
  test.for(refused)("%s", ([, path, text, why]) => {
    const other = put("home/.claude.json", "{}");
    const file = put(path, text);
    const call = (): unknown => installClient(asking(path === codex ? "codex" : "claude"));
    expect(call).toThrow(why);
    expect(call).toThrow(/nothing was changed/u);
    expect(readFileSync(file)).toEqual(Buffer.from(text));
    expect(readFileSync(other, "utf8")).toBe("{}");
    expect(filesIn("home").toSorted()).toEqual(
      [".claude", ".claude.json", ".codex"].filter((name) => existsSync(join(base, "home", name))),
    );
  });

  test("a link that leads out of the project, as its repository brings it", () => {
    const own = put("home/.config/sallyport/profile.json", "{}");
    mkdirSync(join(base, "project/.claude"), { recursive: true });
    symlinkSync(own, join(base, "project/.claude/settings.json"));
    expect(() => installClient(asking("claude", { scope: "project" }))).toThrow(/leads out of the project/u);
    unlinkSync(join(base, "project/.claude/settings.json"));
    put("project/.claude/settings.json", "{}");
    symlinkSync(own, join(base, "project/.claude/settings.json.before-sallyport"));
    expect(() => installClient(asking("claude", { scope: "project" }))).toThrow(/leads out of the project/u);
    expect(readFileSync(own, "utf8")).toBe("{}");
  });

  test("a folder in which nothing can be made", () => {
    const file = put(settings, "{}");
    mkdirSync(join(base, "home/.claude.json")); // root may write anywhere, but not a file where a folder is
    expect(() => installClient(asking("claude"))).toThrow(/nothing was changed/u);
    expect(readFileSync(file, "utf8")).toBe("{}");
    expect(filesIn("home/.claude")).toEqual(["settings.json"]);
  });
});

test("a link stays one, also one that leads to nothing yet", () => {
  const link = join(base, settings);
  mkdirSync(dirname(link), { recursive: true });
  mkdirSync(join(base, "dotfiles"));
  symlinkSync("../../dotfiles/claude.json", link);
  installClient(asking("claude"));
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(base, "dotfiles/claude.json"), "utf8")).toContain("hook --client claude");
  uninstallClient(asking("claude"));
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(filesIn("dotfiles")).toEqual([]);
});

test("a file keeps its mode", () => {
  const file = put(settings, "{}");
  chmodSync(file, 0o600);
  installClient(asking("claude"));
  expect([file, `${file}.before-sallyport`].map((path) => lstatSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
});

test("what another client starts stays when one is taken out", () => {
  const shells = join(base, "state/shell");
  installClient(asking("claude"));
  installClient(asking("opencode"));
  uninstallClient(asking("opencode"));
  expect(filesIn("state/shell")).toEqual(["sallyport-bash"]);
  installClient(asking("codex"));
  installClient(asking("gemini"));
  uninstallClient(asking("codex"));
  expect(filesIn("state/shell")).toEqual(["bash", "sallyport-bash"]);
  uninstallClient(asking("gemini"));
  uninstallClient(asking("claude"));
  expect(readdirSync(shells)).toEqual([]);
});

test("two folders of settings are two installations", () => {
  const [one, two] = ["one", "two"].map((name) => ({ env: new Map([["CLAUDE_CONFIG_DIR", join(base, name)]]) }));
  installClient(asking("claude", one));
  installClient(asking("claude", two));
  expect(readFileSync(join(base, "one/settings.json"), "utf8")).toContain("hook --client claude");
  const deep = (name: string): Partial<Installing["setting"]> => ({
    scope: "project",
    project: join(base, name, "x".repeat(200), "project"),
  });
  installClient(asking("claude", deep("first")));
  installClient(asking("claude", deep("second")));
  uninstallClient(asking("claude", deep("second")));
  expect(existsSync(join(base, "first", "x".repeat(200), "project/.claude/settings.json"))).toBe(true);
});
