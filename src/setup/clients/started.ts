/** What clients are told to start, and how it is spelled for them. */
import { join } from "node:path";
import { ConfigError } from "../../base/index.ts";
import type { Part } from "../part.ts";
import type { ClientName, Setting } from "../client.ts";

/** Seconds. Sallyport gives up before. */
const hookSeconds = 60;

export const launcher = ({ packageRoot }: Setting): string => join(packageRoot, "scripts/sallyport");

/** A name with `bash` in it: Claude Code takes no other, and Sallyport then knows what it stands for. */
export const shell = ({ shellFolder }: Setting): string => join(shellFolder, "sallyport-bash");
export const shellLink = (setting: Setting): Part => ({ kind: "link", file: shell(setting), to: launcher(setting) });

/** What clients hand to a shell. Where the file has gone, or anything else goes wrong, the call is blocked all the same. */
export function hookCommand(setting: Setting, client: ClientName, failure = 2): string {
  const words = [launcher(setting), "hook", "--client", client, ...setting.words];
  return `${words.map(quoted).join(" ")} || exit ${failure}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

export const aboutTools = ["PreToolUse", "PostToolUse"];

export function hookParts(file: string, command: string, events = aboutTools): readonly Part[] {
  const hooks = [{ type: "command", command, timeout: hookSeconds }];
  return events.map((event) => ({
    kind: "add",
    file,
    path: ["hooks", event],
    value: { matcher: "*", hooks },
  }));
}

export const mcpWords = ({ words }: Setting): readonly string[] => ["mcp", ...words];

/** Codex takes the shell of the user's account before it looks along `PATH`; Gemini only looks there. */
export function shellOnPath(setting: Setting): readonly Part[] {
  if (setting.scope === "project")
    throw new ConfigError("config/usage", "install: a shell on the PATH is the user's: say --scope user");
  return [{ kind: "link", file: join(setting.shellFolder, "bash"), to: launcher(setting) }];
}
