import { join } from "node:path";
import type { Part } from "../part.ts";
import type { Setting } from "../client.ts";
import { launcher, mcpWords, shell, shellLink } from "./started.ts";

export function opencodeFile({ scope, home, project, env }: Setting): string {
  const settings = env.get("XDG_CONFIG_HOME") ?? join(home, ".config");
  return join(scope === "project" ? project : join(settings, "opencode"), "opencode.json");
}

export function opencodeShell(setting: Setting): readonly Part[] {
  return [shellLink(setting), { kind: "set", file: opencodeFile(setting), path: ["shell"], value: shell(setting) }];
}

export const opencodeTools = ["bash", "edit", "glob", "grep", "read", "webfetch", "write"];

export function opencodeMcp(setting: Setting): readonly Part[] {
  const file = opencodeFile(setting);
  const value = { type: "local", command: [launcher(setting), ...mcpWords(setting)], enabled: true };
  // Both words for it: a permission that the user has given counts more than the list of tools.
  const off = opencodeTools.flatMap((tool): readonly Part[] => [
    { kind: "set", file, path: ["tools", tool], value: false },
    { kind: "set", file, path: ["permission", tool], value: "deny" },
  ]);
  return [{ kind: "set", file, path: ["mcp", "sallyport"], value }, ...off];
}
