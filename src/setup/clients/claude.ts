import { join } from "node:path";
import type { Part } from "../part.ts";
import type { Setting } from "../client.ts";
import { aboutTools, hookCommand, hookParts, launcher, mcpWords, shell, shellLink } from "./started.ts";

export function claudeFolder({ scope, home, project, env }: Setting): string {
  return scope === "project" ? join(project, ".claude") : (env.get("CLAUDE_CONFIG_DIR") ?? join(home, ".claude"));
}

export function claudeHook(setting: Setting): readonly Part[] {
  const file = join(claudeFolder(setting), "settings.json");
  const events = [...aboutTools, "PostToolUseFailure", "SessionStart", "SessionEnd"];
  return [
    ...hookParts(file, hookCommand(setting, "claude"), events),
    // To status 2 an agent goes on where it was to end.
    ...hookParts(file, hookCommand(setting, "claude", 1), ["SubagentStop"]),
  ];
}

export function claudeShell(setting: Setting): readonly Part[] {
  const env = { CLAUDE_CODE_SHELL: shell(setting), ...setting.variables };
  const file = join(claudeFolder(setting), "settings.json");
  const sets = Object.entries(env).map(([name, value]): Part => ({ kind: "set", file, path: ["env", name], value }));
  return [shellLink(setting), ...sets];
}

export const claudeTools = ["Bash", "Edit", "Glob", "Grep", "NotebookEdit", "Read", "WebFetch", "Write"];

export function claudeMcp(setting: Setting): readonly Part[] {
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
