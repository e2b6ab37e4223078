import type { Effect, ReasonCode } from "../../src/base/index.ts";
import type { ProfileBody } from "./policy-of.ts";

export interface ToolCase {
  readonly name: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly profile: ProfileBody;
  readonly effect: Effect;
  readonly code: ReasonCode;
}

type Row = readonly [tool: string, input: ToolCase["input"], profile: ProfileBody, effect: Effect, code: ReasonCode];

const allow = (...allowed_tools: readonly string[]): ProfileBody => ({ allowed_tools });
const files = (lists: ProfileBody, more: ProfileBody = {}): ProfileBody => ({
  permissions: { file_access: lists },
  ...more,
});
const hosts = (lists: ProfileBody, more: ProfileBody = {}): ProfileBody => ({
  permissions: { network_access: lists },
  ...more,
});
const writes = (lists: ProfileBody): ProfileBody => ({
  permissions: {
    tool_permissions: { write: { max_file_size_mb: 1, allowed_extensions: [".ts"], blocked_patterns: [], ...lists } },
  },
  allowed_tools: ["Write"],
});
const project = { allowed_paths: ["${project_root}"] };
const file = (file_path: string): ToolCase["input"] => ({ file_path });
const url = (text: string): ToolCase["input"] => ({ url: text, prompt: "p" });

const rows: readonly Row[] = [
  // which tools exist
  ["Write", { file_path: "a", content: "" }, { tools: ["Bash"] }, "deny", "tool/not-available"],
  ["Read", file("a"), { tools: ["Read"], allowed_tools: ["Read"] }, "allow", "rule/allowed"],
  ["mcp__shop__find", {}, { tools: [], allowed_tools: ["mcp__shop__find"] }, "allow", "rule/allowed"],
  ["mcp__shop__buy", {}, { tools: [], allowed_tools: ["mcp__shop__find"] }, "deny", "tool/not-available"],
  ["Read", file("a"), { allowed_tools: ["Read(./src/**)"], disallowed_tools: ["Read"] }, "deny", "tool/denied"],
  // reading
  ["Read", file("src/a.ts"), {}, "deny", "rule/no-match"],
  ["Read", file("src/a.ts"), { permission_mode: "default" }, "ask", "rule/no-match"],
  ["Read", file("src/a.ts"), allow("Read"), "allow", "rule/allowed"],
  ["Read", file("src/a.ts"), allow("Read(./src/**)"), "allow", "rule/allowed"],
  ["Read", file("src/a.ts"), allow("Read(src/*.ts)"), "allow", "rule/allowed"],
  ["Read", file("src/b/a.ts"), allow("Read(*.ts)"), "allow", "rule/allowed"],
  ["Read", file("src/a.tsx"), allow("Read(*.{ts,tsx})"), "allow", "rule/allowed"],
  ["Read", file("src/b/a.ts"), allow("Read(./src/*)"), "deny", "rule/no-match"],
  ["Read", file("src/../.env"), allow("Read(./src/**)"), "deny", "rule/no-match"],
  ["Read", file("/home/ann/shop/src/a.ts"), allow("Read(//home/ann/**)"), "allow", "rule/allowed"],
  ["Read", file("src/a.ts"), files(project), "allow", "path/allowed"],
  ["Read", file("/home/bob/x"), files(project, allow("Read")), "deny", "path/not-readable"],
  ["Read", file("/home/bob/x"), files(project, allow("Read(//home/bob/**)")), "allow", "rule/allowed"],
  ["Read", file("src/away"), files(project), "deny", "path/not-readable"],
  ["Read", file("src/away"), allow("Read(./src/**)"), "deny", "rule/no-match"],
  ["Read", file("src/secret-link"), files({ ...project, denied_paths: ["secrets/"] }), "deny", "path/denied"],
  ["Read", file(".env"), files({ ...project, denied_paths: [".env"] }, allow("Read(./.env)")), "deny", "path/denied"],
  ["Read", file("a/test/b"), files({ ...project, denied_paths: ["**/test/**"] }), "deny", "path/denied"],
  ["Read", file("a/tests/b"), files({ ...project, denied_paths: ["**/test/**"] }), "allow", "path/allowed"],
  ["Read", file("x/.env"), { allowed_tools: ["Read"], disallowed_tools: ["Read(.env)"] }, "deny", "rule/denied"],
  [
    "Read",
    file("/etc/passwd"),
    { allowed_tools: ["Read"], disallowed_tools: ["Read(/etc/**)"] },
    "deny",
    "rule/denied",
  ],
  [
    "Read",
    file("~/.ssh/id"),
    { allowed_tools: ["Read"], disallowed_tools: ["Read(~/.ssh/**)"] },
    "deny",
    "rule/denied",
  ],
  [
    "Read",
    file("a"),
    { permission_mode: "default", allowed_tools: ["Read"], ask_tools: ["Read(a)"] },
    "ask",
    "rule/asked",
  ],
  ["Read", file("a.exe"), files({ ...project, allowed_extensions: [".ts"] }), "deny", "path/extension"],
  ["Read", file("Makefile"), files({ ...project, allowed_extensions: [".ts"] }), "allow", "path/allowed"],
  ["Read", file("core.12"), files({ ...project, blocked_patterns: ["core.*"] }), "deny", "path/blocked-pattern"],
  ["Read", file("/dev/sda"), allow("Read"), "deny", "path/device"],
  ["Read", {}, allow("Read"), "deny", "tool/bad-input"],
  ["Read", { file_path: 7 }, allow("Read"), "deny", "tool/bad-input"],
  ["Read", file("a\0b"), allow("Read"), "deny", "tool/bad-input"],
  ["Glob", { pattern: "**/*.ts" }, allow("Glob"), "allow", "rule/allowed"],
  ["Glob", { pattern: "**/*.ts" }, files(project), "allow", "path/allowed"],
  ["Glob", { pattern: "/home/bob/*" }, files(project), "deny", "path/not-readable"],
  ["Glob", { pattern: "src/../../bob/*" }, files(project), "deny", "path/not-readable"],
  ["Grep", { pattern: "TODO", path: "src" }, allow("Grep"), "allow", "rule/allowed"],
  [
    "Grep",
    { pattern: "key", path: "secrets" },
    { allowed_tools: ["Grep"], disallowed_tools: ["Read(./secrets/**)"] },
    "deny",
    "rule/denied",
  ],
  ["LS", { path: "." }, allow("Read"), "allow", "rule/allowed"],
  // writing
  ["Write", { file_path: "a", content: "x" }, {}, "deny", "path/not-writable"],
  ["Write", { file_path: "a", content: "x" }, allow("Write"), "allow", "rule/allowed"],
  ["Write", { file_path: "a", content: "x" }, allow("Read", "Edit"), "deny", "path/not-writable"],
  ["Write", { file_path: "src/a", content: "x" }, allow("Edit(./src/**)"), "allow", "rule/allowed"],
  ["Write", { file_path: "a", content: "x" }, { permission_mode: "acceptEdits" }, "allow", "mode/accept-edits"],
  ["Write", { file_path: "/home/bob/a", content: "x" }, { permission_mode: "acceptEdits" }, "ask", "path/not-writable"],
  ["Write", { file_path: "src/away", content: "x" }, { permission_mode: "acceptEdits" }, "ask", "path/not-writable"],
  ["Write", { file_path: "a", content: "x" }, files(project), "allow", "path/allowed"],
  ["Write", { file_path: "a", content: "x" }, files(project, { allowed_tools: [] }), "deny", "path/not-writable"],
  ["Write", { file_path: "a", content: "x" }, files(project, { allowed_tools: ["Write"] }), "allow", "rule/allowed"],
  ["Read", file("a"), files(project, { allowed_tools: ["Write"] }), "deny", "rule/no-match"],
  [
    "WebFetch",
    url("https://a.test"),
    hosts({ allowed_domains: ["a.test"] }, { allowed_tools: ["Read"] }),
    "deny",
    "net/host-not-allowed",
  ],
  [
    "WebFetch",
    url("https://a.test"),
    hosts({ allowed_domains: ["a.test"] }, { allowed_tools: ["WebFetch"] }),
    "allow",
    "net/allowed",
  ],
  ["Write", { file_path: "/tmp/x", content: "x" }, files(project), "deny", "path/not-writable"],
  ["Write", { file_path: "a", content: "x" }, files(project, { permission_mode: "plan" }), "deny", "mode/plan"],
  ["Write", { file_path: "/etc/hosts", content: "x" }, allow("Write"), "deny", "path/not-writable"],
  [
    "Write",
    { file_path: "/etc/hosts", content: "x" },
    { permission_mode: "bypassPermissions" },
    "deny",
    "path/not-writable",
  ],
  ["Write", { file_path: "a", content: "x" }, { permission_mode: "bypassPermissions" }, "allow", "mode/bypass"],
  ["Write", { file_path: "out/link", content: "x" }, files(project), "deny", "path/not-writable"],
  [
    "Write",
    { file_path: "lib/a", content: "x" },
    files({ ...project, read_only_paths: ["${project_root}/lib"] }),
    "deny",
    "path/read-only",
  ],
  [
    "Write",
    { file_path: "src/a", content: "x" },
    files({ allowed_paths: ["${project_root}/src"], read_only_paths: ["${project_root}"] }),
    "allow",
    "path/allowed",
  ],
  [
    "Write",
    { file_path: "src/a", content: "x" },
    files({ allowed_paths: ["${project_root}"], read_only_paths: ["${project_root}"] }),
    "deny",
    "path/read-only",
  ],
  ["Write", { file_path: "a.py", content: "x" }, writes({}), "deny", "path/extension"],
  ["Write", { file_path: "a.ts", content: "x" }, writes({}), "allow", "rule/allowed"],
  [
    "Write",
    { file_path: "k.pem", content: "x" },
    writes({ blocked_patterns: ["*.pem"] }),
    "deny",
    "path/blocked-pattern",
  ],
  ["Write", { file_path: "a.ts", content: "é".repeat(600_000) }, writes({}), "deny", "path/too-large"],
  [
    "Write",
    { file_path: "package.json", content: "x" },
    {
      permission_mode: "default",
      ...writes({ allowed_extensions: [".json"], require_confirmation: ["package.json"] }),
    },
    "ask",
    "rule/asked",
  ],
  ["Write", { file_path: "a", content: 7 }, allow("Write"), "deny", "tool/bad-input"],
  ["Edit", { file_path: "a", old_string: "x", new_string: "y" }, allow("Edit"), "allow", "rule/allowed"],
  ["MultiEdit", { file_path: "a", edits: [] }, allow("Edit"), "allow", "rule/allowed"],
  [
    "Edit",
    { file_path: ".env", old_string: "x", new_string: "y" },
    { allowed_tools: ["Edit"], disallowed_tools: ["Read(.env)"] },
    "deny",
    "rule/denied",
  ],
  ["NotebookEdit", { notebook_path: "a.ipynb", new_source: "x" }, allow("NotebookEdit"), "allow", "rule/allowed"],
  ["NotebookEdit", { file_path: "a.ipynb", new_source: "x" }, allow("NotebookEdit"), "deny", "tool/bad-input"],
  // network
  ["WebFetch", url("https://example.com/x"), {}, "deny", "net/host-not-allowed"],
  ["WebFetch", url("https://example.com/x"), allow("WebFetch"), "allow", "rule/allowed"],
  ["WebFetch", url("https://example.com/x"), allow("WebFetch(domain:example.com)"), "allow", "rule/allowed"],
  ["WebFetch", url("https://EXAMPLE.com./x"), allow("WebFetch(domain:example.com)"), "allow", "rule/allowed"],
  [
    "WebFetch",
    url("https://example.com@evil.test/"),
    allow("WebFetch(domain:example.com)"),
    "deny",
    "net/host-not-allowed",
  ],
  [
    "WebFetch",
    url("https://example.com.evil.test/"),
    allow("WebFetch(domain:example.com)"),
    "deny",
    "net/host-not-allowed",
  ],
  ["WebFetch", url("https://api.example.com/"), hosts({ allowed_domains: ["*.example.com"] }), "allow", "net/allowed"],
  [
    "WebFetch",
    url("https://a.b.example.com/"),
    hosts({ allowed_domains: ["*.example.com"] }),
    "deny",
    "net/host-not-allowed",
  ],
  ["WebFetch", url("https://a.b.example.com/"), hosts({ allowed_domains: ["**.example.com"] }), "allow", "net/allowed"],
  [
    "WebFetch",
    url("https://example.com/"),
    hosts({ allowed_domains: ["*.example.com"] }),
    "deny",
    "net/host-not-allowed",
  ],
  [
    "WebFetch",
    url("https://x.onion/"),
    hosts({ allowed_domains: ["*"], blocked_domains: ["*.onion"] }),
    "deny",
    "net/denied",
  ],
  [
    "WebFetch",
    url("http://0x7f.1/"),
    hosts({ allowed_domains: ["*"], blocked_domains: ["127.0.0.1"] }),
    "deny",
    "net/denied",
  ],
  ["WebFetch", url("https://9.9.9.9/"), hosts({ allowed_domains: ["*"] }), "deny", "net/host-not-allowed"],
  [
    "WebFetch",
    url("https://other.test/"),
    hosts({ allowed_domains: ["example.com"] }, allow("WebFetch")),
    "deny",
    "net/host-not-allowed",
  ],
  [
    "WebFetch",
    url("http://example.com/"),
    hosts({ allowed_domains: ["example.com"], require_https: true }),
    "deny",
    "net/not-https",
  ],
  [
    "WebFetch",
    url("https://a.test/"),
    { allowed_tools: ["WebFetch"], disallowed_tools: ["WebFetch(domain:a.test)"] },
    "deny",
    "rule/denied",
  ],
  ["WebFetch", url("file:///etc/passwd"), allow("WebFetch"), "deny", "tool/bad-input"],
  ["WebSearch", { query: "x" }, allow("WebSearch"), "allow", "rule/allowed"],
  ["WebSearch", { query: "x" }, {}, "deny", "rule/no-match"],
  // by name
  ["Task", { subagent_type: "reviewer", prompt: "" }, allow("Task(reviewer)"), "allow", "rule/allowed"],
  ["Agent", { subagent_type: "reviewer", prompt: "" }, allow("Task(reviewer)"), "allow", "rule/allowed"],
  [
    "Task",
    { subagent_type: "root", prompt: "" },
    { allowed_tools: ["Task"], disallowed_tools: ["Task(root)"] },
    "deny",
    "rule/denied",
  ],
  ["Task", { subagent_type: "other" }, allow("Task(reviewer)"), "deny", "rule/no-match"],
  ["Skill", { skill: "semantic-diff" }, allow("Skill(semantic-*)"), "allow", "rule/allowed"],
  ["Skill", { skill: "deploy" }, allow("Skill(semantic-*)"), "deny", "rule/no-match"],
  ["mcp__shop__find", {}, allow("mcp__shop"), "allow", "rule/allowed"],
  ["mcp__shop__find", {}, allow("mcp__shop__*"), "allow", "rule/allowed"],
  ["mcp__shopping__find", {}, allow("mcp__shop"), "deny", "rule/no-match"],
  ["mcp__shop__buy", {}, { allowed_tools: ["mcp__shop"], disallowed_tools: ["mcp__shop__buy"] }, "deny", "tool/denied"],
  ["TodoWrite", { todos: [] }, {}, "allow", "tool/harmless"],
  ["BashOutput", { bash_id: "1" }, {}, "allow", "tool/harmless"],
  ["KillShell", { shell_id: "1" }, {}, "allow", "tool/harmless"],
  ["BashOutput", {}, {}, "deny", "tool/bad-input"],
  ["ExitPlanMode", {}, { permission_mode: "plan" }, "allow", "tool/harmless"],
  ["Frobnicate", {}, { permission_mode: "default" }, "ask", "rule/no-match"],
  ["__proto__", {}, {}, "deny", "rule/no-match"],
  ["Bash", {}, allow("Bash"), "deny", "tool/bad-input"],
  ["Bash", { command: "ls", timeout: "5" }, allow("Bash"), "deny", "tool/bad-input"],
];

export const toolCases: readonly ToolCase[] = rows.map(([tool, input, profile, effect, code]) => ({
  tool,
  input,
  profile,
  effect,
  code,
  name: `${tool} ${JSON.stringify(input).slice(0, 60)} [${JSON.stringify(profile)}]`,
}));
