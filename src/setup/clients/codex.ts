import { join } from "node:path";
import type { Part } from "../part.ts";
import type { Setting } from "../client.ts";
import { aboutTools, hookCommand, hookParts, launcher, mcpWords } from "./started.ts";

export function codexFolder({ scope, home, project, env }: Setting): string {
  return scope === "project" ? join(project, ".codex") : (env.get("CODEX_HOME") ?? join(home, ".codex"));
}

export function codexHook(setting: Setting): readonly Part[] {
  const events = [...aboutTools, "SessionStart"]; // not every version knows of an end, and none takes an event that it does not know
  return hookParts(join(codexFolder(setting), "hooks.json"), hookCommand(setting, "codex"), events);
}

export function codexMcp(setting: Setting): readonly Part[] {
  const table = [
    "[mcp_servers.sallyport]",
    `command = ${JSON.stringify(launcher(setting))}`,
    `args = ${JSON.stringify(mcpWords(setting))}`,
  ];
  return [{ kind: "block", file: join(codexFolder(setting), "config.toml"), text: table.join("\n") }];
}
