import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Setting } from "./client.ts";
import { type Document, fieldsOf, memberOf } from "./documents.ts";

/** No profile allows what can't be read as bash. */
export const forbidden = "echo 'unterminated";

/** Milliseconds; a client waits no longer either. */
export const patience = 60_000;

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

/** What a hook has said of a call, where it is readable. */
function answerOf({ stdout }: Ended): Document {
  try {
    return fieldsOf(fieldsOf(JSON.parse(stdout))["hookSpecificOutput"]);
  } catch {
    return {}; // it has said nothing
  }
}

const blocks = (ended: Ended): boolean =>
  ended.status === 2 || (ended.status === 0 && answerOf(ended)["permissionDecision"] === "deny");

/** What is wrong with something that a client starts, or else what it does. */
export type Tried = { readonly ok: true; readonly note: string } | { readonly ok: false; readonly note: string };

/** Asks a hook as a client does: about what must be denied, what it can't read, and what is harmless, which then runs as it came back. */
export function tryHook(command: string, setting: Setting): Tried {
  const ask = (input: string): Ended => run(["/bin/sh", "-c", command], setting, input);
  const denied = ask(eventOf(forbidden, setting));
  if (!blocks(denied))
    return { ok: false, note: `\`${command}\` lets through what must be denied (status ${denied.status})` };
  if (ask("{").status !== 2) return { ok: false, note: `\`${command}\` lets a call run when it can't read it` };
  const harmless = ask(eventOf("true", setting));
  if (blocks(harmless)) return { ok: true, note: `it blocks every call: ${saidBy(harmless)}` };
  const rewritten = memberOf(answerOf(harmless), ["updatedInput", "command"]);
  const ran = run(["/bin/sh", "-c", typeof rewritten === "string" ? rewritten : "true"], setting);
  if (ran.status === 0) return { ok: true, note: held };
  return { ok: true, note: `it denies what must be denied, but what it hands back does not run: ${saidBy(ran)}` };
}

const held = "it denies what must be denied, blocks what it can't read, and what it lets pass runs";

function eventOf(command: string, { project }: Setting): string {
  return JSON.stringify({
    session_id: "sallyport verify",
    cwd: project,
    permission_mode: "default",
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: { command },
  });
}

function saidBy(ended: Ended): string {
  const { permissionDecisionReason: reason } = answerOf(ended);
  const said = typeof reason === "string" ? reason : ended.stderr.trim();
  return said === "" ? `status ${ended.status}` : said.slice(0, 300);
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
