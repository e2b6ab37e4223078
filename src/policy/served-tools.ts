import type { EffectiveProfile } from "./effective-profile.ts";
import { parseStars } from "./star-pattern.ts";
import { matchesTool } from "./tool-rule.ts";

/** What Sallyport's own MCP server calls each tool, as a rule of a client's would name it, and the tool that it is. */
export const servedTools: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bash: "Bash",
    bash_output: "BashOutput",
    kill_bash: "KillBash",
    read: "Read",
    write: "Write",
    edit: "Edit",
    multi_edit: "MultiEdit",
    notebook_edit: "NotebookEdit",
    glob: "Glob",
    grep: "Grep",
    ls: "LS",
    web_fetch: "WebFetch",
  }).map(([name, tool]) => [`mcp__sallyport__${name}`, tool] as const),
);

/** The profile as it stands for clients of that server: whoever names one of its tools there speaks of the tool itself. */
export function withServedTools(profile: EffectiveProfile): EffectiveProfile {
  return {
    ...profile,
    tools: profile.tools?.flatMap((name) => [name, ...toolsNamed(name)]),
    rules: profile.rules.flatMap((rule) => [rule, ...toolsNamed(rule.text).map((tool) => ({ ...rule, tool }))]),
  };
}

/** Of its name, of the server's, or of a pattern of names. */
function toolsNamed(text: string): readonly string[] {
  const name = text.trim();
  if (!name.startsWith("mcp__") || name.includes("(")) return [];
  const pattern = parseStars(name);
  return [...servedTools].filter(([served]) => matchesTool(pattern, served)).map(([, tool]) => tool);
}
