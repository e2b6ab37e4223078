import { join } from "node:path";
import type { Part } from "../part.ts";
import type { Setting } from "../client.ts";
import { launcher, mcpWords } from "./started.ts";

export const geminiTools = [
  "run_shell_command",
  "read_file",
  "write_file",
  "replace",
  "glob",
  "grep_search",
  "web_fetch",
];

export function geminiFile({ scope, home, project }: Setting): string {
  return join(scope === "project" ? project : home, ".gemini/settings.json");
}

export function geminiMcp(setting: Setting): readonly Part[] {
  const file = geminiFile(setting);
  const value = { command: launcher(setting), args: mcpWords(setting), trust: true };
  const off = geminiTools.map((tool): Part => ({ kind: "add", file, path: ["tools", "exclude"], value: tool }));
  return [{ kind: "set", file, path: ["mcpServers", "sallyport"], value }, ...off];
}
