import { dirname, join } from "node:path";
import type { ClientName, Setting } from "./client.ts";
import { claudeFolder, claudeServers } from "./clients/claude.ts";
import { codexFolder } from "./clients/codex.ts";
import { type Document, fieldsOf, memberOf, readDocument as read } from "./documents.ts";
import type { Finding } from "./finding.ts";
import { toolsLeftOn } from "./own-tools.ts";
import { accountShell, firstOnPath, isSallyport, tryHook, tryShell } from "./probes.ts";
import { tryServer } from "./try-server.ts";

/** Tries what the client would start; nothing of it is believed because it is written. */
export async function verifyClient(client: ClientName, setting: Omit<Setting, "scope">): Promise<readonly Finding[]> {
  const scopes = { user: { ...setting, scope: "user" }, project: { ...setting, scope: "project" } } as const;
  const { findings, servers, settings } = tries[client](scopes);
  const isGuarded = findings.some(({ way, state }) => way === "hook" && state === "holds");
  const left = isGuarded ? [] : toolsLeftOn[client](settings);
  return [...findings, await serverFinding(servers, left, scopes.user)];
}

interface Scopes {
  readonly user: Setting;
  readonly project: Setting;
}

interface Tried {
  readonly findings: readonly Finding[];
  /** Where the client is told of servers: what stands under `sallyport` there. */
  readonly servers: readonly unknown[];
  /** In the order in which later ones count more. */
  readonly settings: readonly Document[];
}

const tries: Readonly<Record<ClientName, (scopes: Scopes) => Tried>> = {
  claude: (scopes) => {
    const settings = claudeSettings(scopes);
    const told = Object.entries<unknown>(Object.assign({}, ...settings.map(({ env: own }) => own)));
    const env = new Map([...scopes.user.env, ...told.map(([name, value]) => [name, String(value)] as const)]);
    const setting = { ...scopes.user, env };
    const findings = [
      tryHooks(settings, setting),
      tryShellNamed(env.get("CLAUDE_CODE_SHELL"), "CLAUDE_CODE_SHELL", setting),
    ];
    const servers = [scopes.project, scopes.user].map((setting) => read(claudeServers(setting)));
    return { findings, servers: serversIn(servers, "mcpServers"), settings };
  },
  codex: ({ user, project }) => {
    const folders = [user, project].map(codexFolder);
    const settings = folders.map((folder) => read(join(folder, "config.toml")));
    const hooks = folders.map((folder) => read(join(folder, "hooks.json")));
    const findings = [tryHooks(hooks, user), tryPathShell(user, true)];
    return { findings, servers: serversIn(settings, "mcp_servers"), settings };
  },
  opencode: ({ user }) => {
    const folder = user.env.get("XDG_CONFIG_HOME") ?? join(user.home, ".config");
    const settings = [read(join(folder, "opencode/opencode.json")), read(join(user.project, "opencode.json"))];
    const shell =
      settings.map(({ shell: named }) => named).findLast((named) => named !== undefined) ?? user.env.get("SHELL");
    return { findings: [tryShellNamed(shell, "shell", user)], servers: serversIn(settings, "mcp"), settings };
  },
  gemini: ({ user }) => {
    const settings = [user.home, user.project].map((folder) => read(join(folder, ".gemini/settings.json")));
    return { findings: [tryPathShell(user, false)], servers: serversIn(settings, "mcpServers"), settings };
  },
};

function serversIn(documents: readonly Document[], key: string): readonly unknown[] {
  return documents.flatMap((document) => memberOf(document, [key, "sallyport"]) ?? []);
}

/** In the order in which later ones count more. */
function claudeSettings({ user, project }: Scopes): readonly Document[] {
  const shared = claudeFolder(project);
  return [
    join(claudeFolder(user), "settings.json"),
    join(shared, "settings.json"),
    join(shared, "settings.local.json"),
    "/etc/claude-code/managed-settings.json",
  ].map(read);
}

function tryHooks(documents: readonly Document[], setting: Setting): Finding {
  const commands = documents.flatMap(hookCommands);
  if (documents.some(({ disableAllHooks }) => disableAllHooks === true))
    return { way: "hook", state: "open", note: "the client's settings switch all hooks off" };
  if (commands.length === 0) return { way: "hook", state: "absent", note: "no PreToolUse hook for every tool" };
  const tried = commands.map((command) => tryHook(command, setting));
  const held = tried.find(({ ok }) => ok);
  if (held !== undefined) return { way: "hook", state: "holds", note: held.note };
  return { way: "hook", state: "open", note: tried.map(({ note }) => note).join("; ") };
}

/** Of the hooks that are asked before every tool. */
function hookCommands({ hooks }: Document): readonly string[] {
  const groups = listIn(hooks, "PreToolUse");
  return groups.flatMap((group) => {
    const { matcher = "*", hooks: own } = group;
    const isEvery = matcher === "*" || matcher === "" || matcher === ".*";
    return isEvery && Array.isArray(own)
      ? own.flatMap((one: Document) => (typeof one["command"] === "string" ? [one["command"]] : []))
      : [];
  });
}

function listIn(value: unknown, name: string): readonly Document[] {
  const list = typeof value === "object" && value !== null ? (value as Document)[name] : undefined;
  return Array.isArray(list) ? list.filter((one): one is Document => typeof one === "object" && one !== null) : [];
}

function tryShellNamed(path: unknown, variable: string, setting: Setting): Finding {
  if (typeof path !== "string" || path === "") return { way: "shell", state: "absent", note: `${variable} is not set` };
  if (!/bash|zsh/u.test(path))
    return {
      way: "shell",
      state: "open",
      note: `\`${path}\`: the client takes only what has bash or zsh in its path, and goes on with /bin/bash`,
    };
  return shellFinding(path, setting);
}

function shellFinding(path: string, setting: Setting): Finding {
  const failed = tryShell(path, setting);
  return failed === undefined
    ? { way: "shell", state: "holds", note: `${path} refuses what must be refused, and runs what may run` }
    : { way: "shell", state: isOurs(path, setting) ? "open" : "absent", note: failed };
}

/** Also where it is not there any more. */
function isOurs(path: string, setting: Setting): boolean {
  return isSallyport(path, setting) || dirname(path) === setting.shellFolder;
}

function tryPathShell(setting: Setting, asksAccount: boolean): Finding {
  const account = asksAccount ? accountShell() : undefined;
  if (account !== undefined && !isSallyport(account, setting))
    return {
      way: "shell",
      state: "absent",
      note: `the client takes the account's shell ${account} before it looks along PATH`,
    };
  const found = firstOnPath("bash", setting);
  if (found === undefined) return { way: "shell", state: "absent", note: "there is no bash on the PATH" };
  return shellFinding(found, setting);
}

async function serverFinding(servers: readonly unknown[], left: readonly string[], setting: Setting): Promise<Finding> {
  const [server] = servers.map(fieldsOf);
  if (server === undefined) return { way: "mcp", state: "absent", note: "no server of that name" };
  const words = [server["command"], server["args"]].flat().filter((word) => typeof word === "string");
  const failed = await tryServer(words, setting);
  if (failed !== undefined) return { way: "mcp", state: "open", note: failed };
  if (left.length > 0)
    return {
      way: "mcp",
      state: "open",
      note: `the server does what it must, but the client's own tools are on beside it: ${left.join(", ")}`,
    };
  return { way: "mcp", state: "holds", note: "it serves its tools, and refuses what must be refused" };
}
