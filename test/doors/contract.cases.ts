import type { Effect } from "../../src/base/index.ts";

/** What a profile says, beside its name. */
type Body = Readonly<Record<string, unknown>>;

export interface ContractCase {
  readonly tool: "Bash" | "Read" | "Write" | "Edit" | "MultiEdit" | "NotebookEdit" | "Glob" | "Grep" | "LS";
  readonly input: Readonly<Record<string, unknown>>;
  readonly effect: Effect;
}

export interface ContractProfile {
  readonly name: string;
  readonly body: Body;
  readonly cases: readonly ContractCase[];
}

const bash = (command: string, effect: Effect): ContractCase => ({ tool: "Bash", input: { command }, effect });

const oneEdit = [{ old_string: "alpha", new_string: "x" }];

/** One verdict each, whichever door is asked. Nothing of what is allowed changes anything that another row depends on. */
export const contract: readonly ContractProfile[] = [
  {
    name: "the shipped default",
    body: { extends: "workspace" },
    cases: [
      bash("cat src/a.txt | sort", "allow"),
      bash("x=mk; ls; mkfs.ext4 /dev/sda", "deny"),
      bash("echo 'open", "deny"),
      bash("cat ~/.ssh/id_ed25519", "deny"),
      { tool: "Read", input: { file_path: "src/a.txt" }, effect: "allow" },
      { tool: "Read", input: { file_path: "key" }, effect: "deny" },
      { tool: "Write", input: { file_path: "../outside", content: "x" }, effect: "deny" },
      { tool: "Write", input: { file_path: "new/b.txt", content: "x" }, effect: "allow" },
      { tool: "MultiEdit", input: { file_path: "key", edits: oneEdit }, effect: "deny" },
      { tool: "NotebookEdit", input: { notebook_path: "../a.ipynb", new_source: "x" }, effect: "deny" },
      { tool: "LS", input: { path: "src" }, effect: "allow" },
      { tool: "LS", input: { path: "../.ssh" }, effect: "deny" },
      { tool: "Glob", input: { pattern: "../.ssh/*" }, effect: "deny" },
      { tool: "Grep", input: { pattern: "x", path: "key" }, effect: "deny" },
    ],
  },
  {
    name: "a few commands, and questions",
    body: {
      extends: "workspace",
      allowed_tools: ["Bash(echo:*)", "Bash(git:*)", "Read", "Grep"],
      ask_tools: ["Bash(git push:*)"],
      disallowed_tools: ["Bash(git push --force:*)", "Read(./secret/**)"],
    },
    cases: [
      bash("echo one && git status", "allow"),
      bash('"git" -C . pu"sh" origin main', "ask"),
      bash("timeout 9 git push origin main -f", "deny"),
      bash("make all", "ask"),
      bash("X=ma; ${X}ke all", "ask"),
      { tool: "Read", input: { file_path: "secret/a" }, effect: "deny" },
      { tool: "Edit", input: { file_path: "src/a.txt", old_string: "alpha", new_string: "x" }, effect: "ask" },
      { tool: "MultiEdit", input: { file_path: "src/a.txt", edits: oneEdit }, effect: "ask" },
      { tool: "NotebookEdit", input: { notebook_path: "src/a.ipynb", new_source: "x" }, effect: "ask" },
      { tool: "Glob", input: { pattern: "*.txt" }, effect: "ask" },
      { tool: "Grep", input: { pattern: "alpha", path: "src" }, effect: "allow" },
    ],
  },
  {
    name: "nobody is asked",
    body: {
      extends: "workspace",
      permission_mode: "dontAsk",
      tools: ["Bash", "Read"],
      allowed_tools: ["Bash(echo:*)"],
    },
    cases: [
      bash("echo one", "allow"),
      bash("make all", "deny"),
      bash("echo one > out.txt", "deny"),
      { tool: "Write", input: { file_path: "src/c.txt", content: "x" }, effect: "deny" },
      { tool: "Glob", input: { pattern: "*" }, effect: "deny" },
      { tool: "MultiEdit", input: { file_path: "src/a.txt", edits: oneEdit }, effect: "deny" },
      { tool: "NotebookEdit", input: { notebook_path: "src/a.ipynb", new_source: "x" }, effect: "deny" },
      { tool: "LS", input: { path: "src" }, effect: "deny" },
    ],
  },
  {
    name: "only a plan",
    body: { extends: "workspace", permission_mode: "plan" },
    cases: [bash("echo one", "deny"), { tool: "Read", input: { file_path: "src/a.txt" }, effect: "deny" }],
  },
];
