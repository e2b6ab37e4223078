import { dirname } from "node:path";
import { claudeFolder, claudeHook, claudeMcp, claudeShell } from "./clients/claude.ts";
import { codexFolder, codexHook, codexMcp } from "./clients/codex.ts";
import { geminiFile, geminiMcp } from "./clients/gemini.ts";
import { opencodeFile, opencodeMcp, opencodeShell } from "./clients/opencode.ts";
import { shellOnPath } from "./clients/started.ts";
import type { Part } from "./part.ts";
import type { ClientName, Plan, Setting, Way } from "./client.ts";

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
