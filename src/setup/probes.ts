import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Setting } from "./clients.ts";

/** No profile allows what can't be read as bash. */
const forbidden = "echo 'unterminated";

/** Milliseconds; a client waits no longer either. */
const patience = 60_000;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(words: readonly string[], { env, project }: Setting, input = ""): Ended {
  const [program = "", ...args] = words;
  const options = { input, cwd: project, env: Object.fromEntries(env), timeout: patience, encoding: "utf8" } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  return { status, stdout: stdout ?? "", stderr: stderr ?? error?.message ?? "" };
}

const blocks = ({ status, stdout }: Ended): boolean =>
  status === 2 || (status === 0 && /"permissionDecision"\s*:\s*"deny"/u.test(stdout));

/** Asks a hook as a client does. Comes back with what is wrong with it. */
export function tryHook(command: string, setting: Setting): string | undefined {
  const event = {
    session_id: "sallyport verify",
    cwd: setting.project,
    permission_mode: "default",
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: { command: forbidden },
  };
  const ask = (input: string): Ended => run(["/bin/sh", "-c", command], setting, input);
  const denied = ask(JSON.stringify(event));
  if (!blocks(denied)) return `\`${command}\` lets through what must be denied (status ${denied.status})`;
  if (ask("{").status !== 2) return `\`${command}\` lets a call run when it can't read it`;
  return undefined;
}

/** Runs a shell as a client does. Comes back with what is wrong with it. */
export function tryShell(path: string, setting: Setting): string | undefined {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return `\`${path}\` is not there or can't be executed: the client goes on with /bin/bash`;
  }
  const refused = run([path, "-c", forbidden], setting);
  if (refused.status !== 126) return `\`${path}\` runs what must be refused (status ${refused.status})`;
  const ran = run([path, "-c", "true"], setting);
  return ran.status === 0
    ? undefined
    : `\`${path}\` does not run \`true\` (status ${ran.status}): ${ran.stderr.trim()}`;
}

/** Starts a server as a client does, and asks it for its name. Comes back with what is wrong with it. */
export function tryServer(words: readonly string[], setting: Setting): string | undefined {
  const params = {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "sallyport verify", version: "1" },
  };
  const { status, stdout, stderr } = run(
    words,
    setting,
    `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`,
  );
  if (/"serverInfo"/u.test(stdout)) return undefined;
  return `\`${words.join(" ")}\` does not answer (status ${status}): ${stderr.trim().slice(0, 300)}`;
}

export function isSallyport(path: string, { packageRoot }: Setting): boolean {
  try {
    return realpathSync(path) === realpathSync(join(packageRoot, "scripts/sallyport"));
  } catch {
    return false; // not there
  }
}

/** What `PATH` leads to. */
export function firstOnPath(name: string, { env }: Setting): string | undefined {
  const folders = (env.get("PATH") ?? "").split(":").filter((folder) => isAbsolute(folder));
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false; // not in this folder
      }
    });
}

/** The shell of this user's account, where it is one that commands can be handed to. */
export function accountShell(): string | undefined {
  const { uid } = readStatus();
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((one) => one.split(":")[2] === uid);
  const shell = line?.split(":")[6] ?? "";
  return /(?:^|\/)(?:ba|z|da)?sh$/u.test(shell) ? shell : undefined;
}

function readStatus(): { readonly uid: string } {
  return { uid: /^Uid:\t(\d+)/mu.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "" };
}
