import { dirname, join } from "node:path";
import { ConfigError } from "../base/index.ts";
import type { Part } from "./part.ts";

/** How a client is brought to ask Sallyport: before each tool, in place of its shell, or by tools of ours instead of its own. */
export type Way = "hook" | "shell" | "mcp";
export type ClientName = "claude" | "codex" | "opencode" | "gemini";

export const clientNames: readonly ClientName[] = ["claude", "codex", "opencode", "gemini"];

/** Where a client looks, and what it is to start. */
export interface Setting {
  /** The user's own settings, or those of the project. */
  readonly scope: "user" | "project";
  readonly home: string;
  readonly project: string;
  readonly env: ReadonlyMap<string, string>;
  /** The folder of the installed package. */
  readonly packageRoot: string;
  /** Options that everything of ours is started with. */
  readonly words: readonly string[];
  /** The same as variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** A folder of this user for what is put on a `PATH`. */
  readonly shellFolder: string;
}

type Plan = (setting: Setting) => readonly Part[];

/** A client that is not here can't be brought to it that way. The first way is what it gets when nobody says. */
export const ways: Readonly<Record<ClientName, ReadonlyMap<Way, Plan>>> = {
  claude: new Map([
    ["hook", claudeHook],
    ["shell", claudeShell],
    ["mcp", claudeMcp],
  ]),
  codex: new Map([
    ["hook", codexHook],
    ["shell", shellOnPath],
    ["mcp", codexMcp],
  ]),
  opencode: new Map([
    ["shell", opencodeShell],
    ["mcp", opencodeMcp],
  ]),
  gemini: new Map([
    ["shell", shellOnPath],
    ["mcp", geminiMcp],
  ]),
};

/** All that may ever be put anywhere for a client. */
export function allParts(client: ClientName, setting: Setting): readonly Part[] {
  const plans = [...ways[client].values()].filter((plan) => setting.scope === "user" || plan !== shellOnPath);
  return plans.flatMap((plan) => plan(setting));
}

/** The folder of settings that a client is told in. */
export const folderOf: Readonly<Record<ClientName, (setting: Setting) => string>> = {
  claude: claudeFolder,
  codex: codexFolder,
  opencode: (setting) => dirname(opencodeFile(setting)),
  gemini: (setting) => dirname(geminiFile(setting)),
};

/** Seconds. Sallyport gives up before. */
const hookSeconds = 60;

const launcher = ({ packageRoot }: Setting): string => join(packageRoot, "scripts/sallyport");

/** A name with `bash` in it: Claude Code takes no other, and Sallyport then knows what it stands for. */
const shell = ({ shellFolder }: Setting): string => join(shellFolder, "sallyport-bash");
const shellLink = (setting: Setting): Part => ({ kind: "link", file: shell(setting), to: launcher(setting) });

/** What clients hand to a shell. Where the file has gone, or anything else goes wrong, the call is blocked all the same. */
function hookCommand(setting: Setting, client: ClientName): string {
  const words = [launcher(setting), "hook", "--client", client, ...setting.words];
  return `${words.map(quoted).join(" ")} || exit 2`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

const aboutTools = ["PreToolUse", "PostToolUse"];

function hookParts(file: string, command: string, events = aboutTools): readonly Part[] {
  const hooks = [{ type: "command", command, timeout: hookSeconds }];
  return events.map((event) => ({
    kind: "add",
    file,
    path: ["hooks", event],
    value: { matcher: "*", hooks },
  }));
}

export function claudeFolder({ scope, home, project, env }: Setting): string {
  return scope === "project" ? join(project, ".claude") : (env.get("CLAUDE_CONFIG_DIR") ?? join(home, ".claude"));
}

function claudeHook(setting: Setting): readonly Part[] {
  const events = [...aboutTools, "SubagentStop", "SessionStart", "SessionEnd"];
  return hookParts(join(claudeFolder(setting), "settings.json"), hookCommand(setting, "claude"), events);
}

function claudeShell(setting: Setting): readonly Part[] {
  const env = { CLAUDE_CODE_SHELL: shell(setting), ...setting.variables };
  const file = join(claudeFolder(setting), "settings.json");
  const sets = Object.entries(env).map(([name, value]): Part => ({ kind: "set", file, path: ["env", name], value }));
  return [shellLink(setting), ...sets];
}

export const claudeTools = ["Bash", "Edit", "Glob", "Grep", "NotebookEdit", "Read", "WebFetch", "Write"];

function claudeMcp(setting: Setting): readonly Part[] {
  const servers = claudeServers(setting);
  const file = join(claudeFolder(setting), "settings.json");
  const value = { type: "stdio", command: launcher(setting), args: mcpWords(setting) };
  return [
    { kind: "set", file: servers, path: ["mcpServers", "sallyport"], value },
    ...claudeTools.map((tool): Part => ({ kind: "add", file, path: ["permissions", "deny"], value: tool })),
    { kind: "add", file, path: ["permissions", "allow"], value: "mcp__sallyport" },
  ];
}

/** Where Claude Code is told of servers. */
export function claudeServers(setting: Setting): string {
  const { scope, project, home, env } = setting;
  if (scope === "project") return join(project, ".mcp.json");
  return join(env.has("CLAUDE_CONFIG_DIR") ? claudeFolder(setting) : home, ".claude.json");
}

const mcpWords = ({ words }: Setting): readonly string[] => ["mcp", ...words];

export function codexFolder({ scope, home, project, env }: Setting): string {
  return scope === "project" ? join(project, ".codex") : (env.get("CODEX_HOME") ?? join(home, ".codex"));
}

function codexHook(setting: Setting): readonly Part[] {
  const events = [...aboutTools, "SessionStart"]; // not every version knows of an end, and none takes an event that it does not know
  return hookParts(join(codexFolder(setting), "hooks.json"), hookCommand(setting, "codex"), events);
}

function codexMcp(setting: Setting): readonly Part[] {
  const table = [
    "[mcp_servers.sallyport]",
    `command = ${JSON.stringify(launcher(setting))}`,
    `args = ${JSON.stringify(mcpWords(setting))}`,
  ];
  return [{ kind: "block", file: join(codexFolder(setting), "config.toml"), text: table.join("\n") }];
}

/** Codex takes the shell of the user's account before it looks along `PATH`; Gemini only looks there. */
function shellOnPath(setting: Setting): readonly Part[] {
  if (setting.scope === "project")
    throw new ConfigError("config/usage", "install: a shell on the PATH is the user's: say --scope user");
  return [{ kind: "link", file: join(setting.shellFolder, "bash"), to: launcher(setting) }];
}

function opencodeFile({ scope, home, project, env }: Setting): string {
  const settings = env.get("XDG_CONFIG_HOME") ?? join(home, ".config");
  return join(scope === "project" ? project : join(settings, "opencode"), "opencode.json");
}

function opencodeShell(setting: Setting): readonly Part[] {
  return [shellLink(setting), { kind: "set", file: opencodeFile(setting), path: ["shell"], value: shell(setting) }];
}

export const opencodeTools = ["bash", "edit", "glob", "grep", "read", "webfetch", "write"];

function opencodeMcp(setting: Setting): readonly Part[] {
  const file = opencodeFile(setting);
  const value = { type: "local", command: [launcher(setting), ...mcpWords(setting)], enabled: true };
  // Both words for it: a permission that the user has given counts more than the list of tools.
  const off = opencodeTools.flatMap((tool): readonly Part[] => [
    { kind: "set", file, path: ["tools", tool], value: false },
    { kind: "set", file, path: ["permission", tool], value: "deny" },
  ]);
  return [{ kind: "set", file, path: ["mcp", "sallyport"], value }, ...off];
}

export const geminiTools = [
  "run_shell_command",
  "read_file",
  "write_file",
  "replace",
  "glob",
  "grep_search",
  "web_fetch",
];

function geminiFile({ scope, home, project }: Setting): string {
  return join(scope === "project" ? project : home, ".gemini/settings.json");
}

function geminiMcp(setting: Setting): readonly Part[] {
  const file = geminiFile(setting);
  const value = { command: launcher(setting), args: mcpWords(setting), trust: true };
  const off = geminiTools.map((tool): Part => ({ kind: "add", file, path: ["tools", "exclude"], value: tool }));
  return [{ kind: "set", file, path: ["mcpServers", "sallyport"], value }, ...off];
}
