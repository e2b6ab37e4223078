import type { Effect } from "../../src/base/index.ts";

/** What real clients sent to their hooks: Claude Code 2.1.330 and Codex 0.169, with their places replaced by `$PROJECT` and `$HOME`. */
export interface RecordedHook {
  readonly name: string;
  readonly client: "claude" | "codex";
  readonly event: Readonly<Record<string, unknown>>;
  /** Nothing: no decision. */
  readonly effect: Effect | undefined;
}

const claude = {
  session_id: "4f4559c0-5aa2-4362-97e9-0897fddb735e",
  transcript_path: "$HOME/.claude/projects/-project/4f4559c0-5aa2-4362-97e9-0897fddb735e.jsonl",
  cwd: "$PROJECT",
  prompt_id: "26d6b17f-856e-48bd-963e-a08a4908c879",
  permission_mode: "default",
  tool_use_id: "toolu_1",
} as const;

const codex = {
  session_id: "01a1feba-022a-7493-9313-343c026c0647",
  turn_id: "01a1feba-0273-7213-b8a4-3eec7c17f7ab",
  transcript_path: "$HOME/.codex/sessions/2026/11/21/rollout-01a1feba-022a-7493-9313-343c026c0647.jsonl",
  cwd: "$PROJECT",
  hook_event_name: "PreToolUse",
  model: "gpt-5.1-codex",
  permission_mode: "bypassPermissions",
  tool_use_id: "call_1",
} as const;

const patch = (...lines: readonly string[]): string => ["*** Begin Patch", ...lines, "*** End Patch"].join("\n");
const inCommand = (text: string): string => `apply_patch <<'EOF'\n${text}\nEOF`;
const mine = patch("*** Add File: made", "+hi");
const others = patch("*** Update File: src/a.txt", "@@", "-alpha", "+beta", "*** Move to: ../outside");

export const recordedHooks: readonly RecordedHook[] = [
  {
    name: "a command of Claude Code's",
    client: "claude",
    event: {
      ...claude,
      hook_event_name: "PreToolUse",
      tool_name: "Bash",
      tool_input: { command: "echo hi > made", description: "d" },
    },
    effect: "allow",
  },
  {
    name: "the same once it has run",
    client: "claude",
    event: {
      ...claude,
      hook_event_name: "PostToolUse",
      tool_name: "Bash",
      tool_input: { command: "echo hi", description: "d" },
      tool_response: { stdout: "hi", stderr: "", interrupted: false, isImage: false, noOutputExpected: false },
      duration_ms: 255,
    },
    effect: undefined,
  },
  {
    name: "a command of Codex's",
    client: "codex",
    event: { ...codex, tool_name: "Bash", tool_input: { command: "echo hi > made" } },
    effect: "allow",
  },
  {
    name: "a patch in a command of Codex's",
    client: "codex",
    event: { ...codex, tool_name: "Bash", tool_input: { command: inCommand(mine) } },
    effect: "allow",
  },
  {
    name: "one that moves a file out of the project",
    client: "codex",
    event: { ...codex, tool_name: "Bash", tool_input: { command: inCommand(others) } },
    effect: "deny",
  },
  {
    name: "a patch by Codex's tool",
    client: "codex",
    event: { ...codex, tool_name: "apply_patch", tool_input: { command: mine } },
    effect: "allow",
  },
  {
    name: "one that changes a file elsewhere behind one of the project",
    client: "codex",
    event: {
      ...codex,
      tool_name: "apply_patch",
      tool_input: { command: patch("*** Add File: made", "+hi", "  *** Delete File: $HOME/.ssh/id_ed25519") },
    },
    effect: "deny",
  },
];
