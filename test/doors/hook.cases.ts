import type { Effect } from "../../src/base/index.ts";

/** One use of a tool as a client tells its hook, and the answer. */
export interface HookCase {
  readonly name: string;
  readonly tool: string;
  readonly input: unknown;
  /** Of the client; `undefined` says nothing. */
  readonly mode?: string;
  readonly options?: readonly string[];
  readonly effect: Effect;
}

const dontAsk = ["--mode", "dontAsk"] as const;

export const hookCases: readonly HookCase[] = [
  { name: "what is allowed", tool: "Bash", input: { command: "ls" }, effect: "allow" },
  { name: "what is denied", tool: "Bash", input: { command: "mkfs /dev/sda" }, effect: "deny" },
  { name: "a file of the project", tool: "Write", input: { file_path: "a.txt", content: "x" }, effect: "allow" },
  { name: "a link out of it", tool: "Read", input: { file_path: "key" }, effect: "deny" },
  { name: "a write through a link", tool: "Write", input: { file_path: "key", content: "x" }, effect: "deny" },
  { name: "a tool that nobody knows", tool: "Frobnicate", input: {}, effect: "ask" },
  { name: "the same where nobody is asked", tool: "Frobnicate", input: {}, options: dontAsk, effect: "deny" },
  { name: "another server's tool", tool: "mcp__tracker__search", input: { query: "x" }, effect: "ask" },
  {
    name: "one that a rule names",
    tool: "mcp__tracker__search",
    input: { query: "x" },
    options: ["--allowed-tools", "mcp__tracker"],
    effect: "allow",
  },
  {
    name: "one that a rule denies",
    tool: "mcp__tracker__search",
    input: {},
    options: ["--disallowed-tools", "mcp__tracker__search"],
    effect: "deny",
  },
  { name: "an input of the wrong form", tool: "Bash", input: { command: 3 }, effect: "deny" },
  { name: "a page", tool: "WebFetch", input: { url: "https://example.com/", prompt: "x" }, effect: "ask" },
  { name: "a list of things to do", tool: "TodoWrite", input: { todos: [] }, effect: "allow" },
  { name: "a command while the client plans", tool: "Bash", input: { command: "ls" }, mode: "plan", effect: "deny" },
  {
    name: "a write while it plans",
    tool: "Write",
    input: { file_path: "a", content: "" },
    mode: "plan",
    effect: "deny",
  },
  { name: "a look while it plans", tool: "Read", input: { file_path: "src/a.txt" }, mode: "plan", effect: "allow" },
  {
    name: "a mode that allows more than the profile",
    tool: "Frobnicate",
    input: {},
    mode: "bypassPermissions",
    effect: "ask",
  },
  { name: "a mode in which a model confirms", tool: "Frobnicate", input: {}, mode: "auto", effect: "deny" },
  { name: "a mode that nobody knows", tool: "Frobnicate", input: {}, mode: "yolo", effect: "deny" },
  { name: "the usual mode by its other name", tool: "Frobnicate", input: {}, mode: "manual", effect: "ask" },
  {
    name: "a mode that allows less than the profile",
    tool: "Frobnicate",
    input: {},
    mode: "default",
    options: ["--mode", "bypassPermissions"],
    effect: "ask",
  },
];

/** What is no event, or none that can be answered. */
export const failures: readonly {
  readonly name: string;
  readonly input: string | Buffer;
  readonly options?: readonly string[];
}[] = [
  { name: "nothing", input: "" },
  { name: "half an event", input: '{"hook_event_name":"PreToolUse","tool_na' },
  { name: "a list", input: "[]" },
  { name: "no text", input: Buffer.from([0x7b, 0xff, 0x7d]) },
  { name: "no name", input: '{"tool_name":"Bash","tool_input":{"command":"ls"}}' },
  { name: "a name that is a number", input: '{"hook_event_name":1}' },
  { name: "no tool", input: '{"hook_event_name":"PreToolUse","tool_input":{}}' },
  {
    name: "another event about a tool",
    input: '{"hook_event_name":"BeforeTool","tool_name":"Bash","tool_input":{"command":"ls"}}',
  },
  { name: "no input", input: '{"hook_event_name":"PreToolUse","tool_name":"Bash"}' },
  { name: "an input that is a list", input: '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":[]}' },
  {
    name: "a mode that is a number",
    input: '{"hook_event_name":"PreToolUse","permission_mode":1,"tool_name":"Bash","tool_input":{}}',
  },
  {
    name: "a session that is an object",
    input: '{"hook_event_name":"PreToolUse","session_id":{},"tool_name":"Bash","tool_input":{}}',
  },
  {
    name: "a folder that can't be one",
    input: '{"hook_event_name":"PreToolUse","cwd":"/a\\u0000b","tool_name":"Bash","tool_input":{"command":"ls"}}',
  },
  {
    name: "ten megabytes",
    input: `{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"${"x".repeat(10_000_000)}"}}`,
  },
  {
    name: "a profile that is not there",
    input: '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{}}',
    options: ["--profile", "nosuch"],
  },
  { name: "a client that is not known", input: '{"hook_event_name":"Stop"}', options: ["--client", "other"] },
  { name: "an option that is not known", input: '{"hook_event_name":"Stop"}', options: ["--nonsense"] },
];
