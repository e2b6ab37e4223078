/** What `verify --live` is to say of each client: as Sallyport was installed, and with that undone by hand. */
import type { ClientName } from "./start-client.ts";

export interface LiveCase {
  readonly name: string;
  readonly client: Exclude<ClientName, "sdk">;
  readonly way?: string;
  /** In the project's settings instead of the user's. */
  readonly scope?: "project";
  /** Run as a user whose account has no shell. */
  readonly asOther?: true;
  /** The user has looked at the hooks, and trusts them. */
  readonly trusted?: true;
  /** What is set in the user's settings before: text at the start of a file. */
  readonly before?: readonly [file: string, text: string];
  /** What somebody has changed since. */
  readonly changed?: readonly [file: string, from: string, to: string];
  /** The folder that was to be first on the `PATH` is not there. */
  readonly noPath?: true;
  readonly expected: "holds" | "open" | "unproven";
}

type Row = Omit<LiveCase, "name">;

const off = ["home/.codex/config.toml", "[features]\nshell_tool = false\nunified_exec = false\n"] as const;

const rows: readonly (readonly [what: string, row: Row])[] = [
  ["alone", { client: "claude", expected: "open" }],
  ["hook", { client: "claude", way: "hook", expected: "holds" }],
  ["shell", { client: "claude", way: "shell", expected: "holds" }],
  ["mcp", { client: "claude", way: "mcp", expected: "holds" }],
  ["hook of the project", { client: "claude", way: "hook", scope: "project", expected: "holds" }],
  ["mcp of the project", { client: "claude", way: "mcp", scope: "project", expected: "holds" }],
  [
    "hook for no tool of its own",
    {
      client: "claude",
      way: "hook",
      changed: ["home/.claude/settings.json", '"matcher": "*"', '"matcher": "mcp__.*"'],
      expected: "open",
    },
  ],
  [
    "shell under a name that it does not take",
    {
      client: "claude",
      way: "shell",
      changed: ["home/.claude/settings.json", "shell/sallyport-bash", "shell/gone"],
      expected: "open",
    },
  ],
  [
    "mcp with its own shell on again",
    { client: "claude", way: "mcp", changed: ["home/.claude/settings.json", '"Bash"', '"Bsh"'], expected: "open" },
  ],
  [
    "another model server by its own settings",
    {
      client: "claude",
      way: "hook",
      before: ["home/.claude/settings.json", '{"env": {"ANTHROPIC_BASE_URL": "http://127.0.0.1:9"}}'],
      expected: "holds",
    },
  ],
  ["alone", { client: "codex", expected: "open" }],
  ["hook that nobody trusts yet", { client: "codex", way: "hook", expected: "open" }],
  ["hook", { client: "codex", way: "hook", trusted: true, expected: "holds" }],
  ["shell", { client: "codex", way: "shell", asOther: true, expected: "holds" }],
  ["shell that is not on the PATH", { client: "codex", way: "shell", asOther: true, noPath: true, expected: "open" }],
  ["mcp beside its own shell", { client: "codex", way: "mcp", expected: "open" }],
  ["mcp", { client: "codex", way: "mcp", before: off, expected: "holds" }],
  ["alone", { client: "opencode", expected: "open" }],
  ["shell", { client: "opencode", way: "shell", expected: "holds" }],
  [
    "another shell",
    {
      client: "opencode",
      way: "shell",
      changed: ["home/.config/opencode/opencode.json", "/home/.local/state/sallyport/shell/sallyport-bash", "/gone"],
      expected: "open",
    },
  ],
  ["mcp", { client: "opencode", way: "mcp", expected: "holds" }],
  [
    "mcp with its own shell on again",
    {
      client: "opencode",
      way: "mcp",
      changed: ["home/.config/opencode/opencode.json", '"bash": "deny"', '"bash": "allow"'],
      expected: "open",
    },
  ],
  ["alone", { client: "gemini", expected: "open" }],
  ["shell", { client: "gemini", way: "shell", expected: "holds" }],
  ["shell that is not on the PATH", { client: "gemini", way: "shell", noPath: true, expected: "open" }],
  ["mcp", { client: "gemini", way: "mcp", expected: "holds" }],
  [
    "mcp with its own shell on again",
    {
      client: "gemini",
      way: "mcp",
      changed: ["home/.gemini/settings.json", '"run_shell_command"', '"run_shell"'],
      expected: "open",
    },
  ],
];

export const liveCases: readonly LiveCase[] = rows.map(([what, row]) => ({
  ...row,
  name: `verify --live: ${what}: ${row.expected}`,
}));
