/** Lines for `check --batch`, with the verdict and the code of its first reason. */
export interface BatchCase {
  readonly name: string;
  readonly line: unknown;
  readonly behavior: "allow" | "ask" | "deny";
  readonly code: string;
}

const git = { allowed_tools: ["Bash(git:*)"], mode: "dontAsk" };

export const batchCases: readonly BatchCase[] = [
  { name: "an allowed command", line: { command: "git status", policy: git }, behavior: "allow", code: "rule/allowed" },
  { name: "no rule", line: { command: "make", policy: git }, behavior: "deny", code: "rule/no-match" },
  {
    name: "the mode by its name in profiles",
    line: { command: "make", policy: { allowed_tools: [], permission_mode: "dontAsk" } },
    behavior: "deny",
    code: "rule/no-match",
  },
  {
    name: "that name alone",
    line: { command: "make", policy: { permission_mode: "default" } },
    behavior: "ask",
    code: "rule/no-match",
  },
  {
    name: "two modes",
    line: { command: "ls", policy: { mode: "default", permission_mode: "dontAsk" } },
    behavior: "deny",
    code: "tool/bad-input",
  },
  {
    name: "no rule, with somebody to ask",
    line: { command: "make", policy: { allowed_tools: [] } },
    behavior: "ask",
    code: "rule/no-match",
  },
  {
    name: "a denied command",
    line: { command: "git push", policy: { ...git, disallowed_tools: ["Bash(git push:*)"] } },
    behavior: "deny",
    code: "rule/denied",
  },
  {
    name: "a command to ask about",
    line: { command: "git push", policy: { ...git, ask_tools: ["Bash(git push:*)"], mode: "default" } },
    behavior: "ask",
    code: "rule/asked",
  },
  {
    name: "a list in both",
    line: { command: "git status", policy: { allowed_tools: ["Bash"], disallowed_tools: ["Bash"] } },
    behavior: "deny",
    code: "tool/denied",
  },
  {
    name: "a tool with input",
    line: { tool: "Read", input: { file_path: "/etc/hostname" }, policy: { allowed_tools: ["Read"] } },
    behavior: "allow",
    code: "rule/allowed",
  },
  {
    name: "a tool that is not there",
    line: { tool: "Read", input: { file_path: "a" }, policy: { ...git, tools: ["Bash"] } },
    behavior: "deny",
    code: "tool/not-available",
  },
  {
    name: "a whole profile",
    line: { command: "ls", profile: { permissions: { tool_permissions: { bash: { allowed_commands: ["*"] } } } } },
    behavior: "allow",
    code: "rule/allowed",
  },
  {
    name: "a shipped profile by name",
    line: { command: "rm -rf /", profile: "workspace" },
    behavior: "deny",
    code: "rule/denied",
  },
  {
    name: "a profile with a mistake",
    line: { command: "ls", profile: { permissionz: {} } },
    behavior: "deny",
    code: "tool/bad-input",
  },
  {
    name: "a mode that is none",
    line: { command: "ls", policy: { mode: "never" } },
    behavior: "deny",
    code: "tool/bad-input",
  },
  {
    name: "a policy with an unknown list",
    line: { command: "ls", policy: { allow: [] } },
    behavior: "deny",
    code: "tool/bad-input",
  },
  { name: "no command", line: { policy: git }, behavior: "deny", code: "tool/bad-input" },
  { name: "a list", line: [], behavior: "deny", code: "tool/bad-input" },
  { name: "a number", line: 7, behavior: "deny", code: "tool/bad-input" },
  {
    name: "a key that no line has",
    line: { command: "git status", polcy: git },
    behavior: "deny",
    code: "tool/bad-input",
  },
  { name: "a NUL", line: { command: "ls \0", policy: git }, behavior: "deny", code: "shell/not-text" },
  {
    name: "half a surrogate pair",
    line: { command: "ls \ud800", policy: git },
    behavior: "deny",
    code: "shell/not-text",
  },
  {
    name: "a command over 1 MiB",
    line: { command: `git ${"x".repeat(1024 * 1024)}`, policy: git },
    behavior: "deny",
    code: "shell/too-long",
  },
  {
    name: "10,000 levels of substitution",
    line: { command: `${"$(".repeat(10_000)}git${")".repeat(10_000)}`, policy: git },
    behavior: "deny",
    code: "shell/too-deep",
  },
  {
    name: "10,000 levels of groups",
    line: { command: `${"{ ".repeat(10_000)}git${"; }".repeat(10_000)}`, policy: git },
    behavior: "deny",
    code: "shell/too-deep",
  },
];
