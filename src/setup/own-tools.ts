import type { ClientName } from "./client.ts";
import { claudeTools } from "./clients/claude.ts";
import { geminiTools } from "./clients/gemini.ts";
import { opencodeTools } from "./clients/opencode.ts";
import { type Document, memberOf } from "./documents.ts";

/** Of a client's own tools, in whose place a server's are to be used, those that its settings leave on. Later documents count more. */
export const toolsLeftOn: Readonly<Record<ClientName, (documents: readonly Document[]) => readonly string[]>> = {
  claude: (documents) => without(claudeTools, listsAt(documents, "permissions", "deny")),
  codex: (documents) => ["shell_tool", "unified_exec"].filter((name) => lastAt(documents, "features", name) !== false),
  opencode: (documents) =>
    opencodeTools.filter((tool) => {
      // A permission that the user has given counts more than the list of tools.
      const permission = lastAt(documents, "permission", tool);
      return permission === undefined ? lastAt(documents, "tools", tool) !== false : permission !== "deny";
    }),
  gemini: (documents) => without(geminiTools, listsAt(documents, "tools", "exclude")),
};

function without(names: readonly string[], off: readonly unknown[]): readonly string[] {
  return names.filter((name) => !off.includes(name));
}

function listsAt(documents: readonly Document[], ...path: readonly string[]): readonly unknown[] {
  return documents.flatMap((document) => {
    const list = memberOf(document, path);
    return Array.isArray(list) ? (list as readonly unknown[]) : [];
  });
}

function lastAt(documents: readonly Document[], ...path: readonly string[]): unknown {
  return documents.map((document) => memberOf(document, path)).findLast((value) => value !== undefined);
}
