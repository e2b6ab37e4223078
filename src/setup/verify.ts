import { join } from "node:path";
import { parse } from "jsonc-parser";
import { claudeFolder, type ClientName, type Setting } from "./clients.ts";
import { readConfig } from "./config-file.ts";
import { accountShell, firstOnPath, isSallyport, tryHook, tryServer, tryShell } from "./probes.ts";

/** What came of trying one way as the client would go it. `absent`: the client is not told of it. */
export interface Finding {
  readonly way: "hook" | "shell" | "mcp";
  readonly state: "holds" | "open" | "absent";
  readonly note: string;
}

type Document = Readonly<Record<string, unknown>>;

/** Tries what the client would start; nothing of it is believed because it is written. */
export function verifyClient(client: ClientName, setting: Omit<Setting, "scope">): readonly Finding[] {
  return tries[client]({ user: { ...setting, scope: "user" }, project: { ...setting, scope: "project" } });
}

interface Scopes {
  readonly user: Setting;
  readonly project: Setting;
}

const tries: Readonly<Record<ClientName, (scopes: Scopes) => readonly Finding[]>> = {
  claude: (scopes) => {
    const documents = claudeSettings(scopes);
    const env = {
      ...Object.fromEntries(scopes.user.env),
      ...Object.assign({}, ...documents.map(({ env: own }) => own)),
    };
    const servers = [".mcp.json"].map((name) => read(join(scopes.project.project, name)));
    const own = read(join(scopes.user.home, ".claude.json"));
    return [
      tryHooks(documents, scopes.user),
      tryShellNamed(env["CLAUDE_CODE_SHELL"], "CLAUDE_CODE_SHELL", scopes.user),
      tryServerOf([...servers, own], "mcpServers", scopes.user),
    ];
  },
  codex: (scopes) => {
    const folders = [
      scopes.user.env.get("CODEX_HOME") ?? join(scopes.user.home, ".codex"),
      join(scopes.project.project, ".codex"),
    ];
    return [
      tryHooks(
        folders.map((folder) => read(join(folder, "hooks.json"))),
        scopes.user,
      ),
      tryPathShell(scopes.user, true),
    ];
  },
  opencode: ({ user }) => {
    const settings = user.env.get("XDG_CONFIG_HOME") ?? join(user.home, ".config");
    const documents = [read(join(settings, "opencode/opencode.json")), read(join(user.project, "opencode.json"))];
    const shell =
      documents.map(({ shell: named }) => named).findLast((named) => named !== undefined) ?? user.env.get("SHELL");
    return [tryShellNamed(shell, "shell", user), tryServerOf(documents, "mcp", user)];
  },
  gemini: ({ user }) => {
    const documents = [user.home, user.project].map((folder) => read(join(folder, ".gemini/settings.json")));
    return [tryPathShell(user, false), tryServerOf(documents, "mcpServers", user)];
  },
};

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

function read(file: string): Document {
  const value: unknown = parse(readConfig(file)?.replace(/^\uFEFF/u, "") ?? "");
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function tryHooks(documents: readonly Document[], setting: Setting): Finding {
  const commands = documents.flatMap(hookCommands);
  if (documents.some(({ disableAllHooks }) => disableAllHooks === true))
    return { way: "hook", state: "open", note: "the client's settings switch all hooks off" };
  if (commands.length === 0) return { way: "hook", state: "absent", note: "no PreToolUse hook for every tool" };
  const failures = commands.map((command) => tryHook(command, setting));
  const held = failures.includes(undefined);
  return held
    ? { way: "hook", state: "holds", note: "it denies what must be denied, and blocks what it can't read" }
    : { way: "hook", state: "open", note: failures.join("; ") };
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
    : { way: "shell", state: isSallyport(path, setting) ? "open" : "absent", note: failed };
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

function tryServerOf(documents: readonly Document[], key: string, setting: Setting): Finding {
  const [server] = documents.flatMap((document) => {
    const servers = document[key];
    const own = typeof servers === "object" && servers !== null ? (servers as Document)["sallyport"] : undefined;
    return typeof own === "object" && own !== null ? [own as Document] : [];
  });
  if (server === undefined) return { way: "mcp", state: "absent", note: "no server of that name" };
  const words = [server["command"], server["args"]].flat().filter((word) => typeof word === "string");
  const failed = tryServer(words, setting);
  return failed === undefined
    ? {
        way: "mcp",
        state: "holds",
        note: "the server answers; whether the client's own tools are off, only the client tells",
      }
    : { way: "mcp", state: "open", note: failed };
}
