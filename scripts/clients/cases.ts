/** What the real clients are tried with. Each refusal has its control: the same without Sallyport. */
import type { ClientName } from "./start-client.ts";

/** What was written: `made` in the project (its text), and `outside` in the home folder. */
export interface Files {
  readonly inside: string | undefined;
  readonly outside: boolean;
}

export interface Case {
  readonly name: string;
  readonly client: ClientName;
  /** How Sallyport was installed; not at all when absent. */
  readonly way?: string;
  readonly options?: readonly string[];
  /** Of the client's shell. `$HOME` and `$PROJECT` are filled in. */
  readonly command?: string;
  /** Another tool, by its names, with its input. */
  readonly tools?: readonly string[];
  readonly input?: Readonly<Record<string, unknown>>;
  /** More words for the client. */
  readonly args?: readonly string[];
  /** Run as a user whose account has no shell. */
  readonly asOther?: true;
  readonly expected: Files;
}

const both = { inside: "yes", outside: true } as const;
const none = { inside: undefined, outside: false } as const;
const inside = { inside: "yes", outside: false } as const;

/** Nothing in the text says where it writes. */
const hidden = `p=out; echo yes > made; touch $HOME/"\${p}"side`;
/** The text says it all. */
const plain = "echo yes > made; touch $HOME/outside";
/** Denied by name, deep inside. */
const denied = "echo yes > made; env -i bash -c 'mkfs --help; touch $HOME/outside'";

interface Way {
  readonly client: ClientName;
  readonly way: string;
  readonly asOther?: true;
}

const wayRows: readonly Way[] = [
  { client: "claude", way: "hook" },
  { client: "claude", way: "shell" },
  { client: "claude", way: "hook,shell" },
  { client: "codex", way: "hook" },
  { client: "codex", way: "shell", asOther: true },
  { client: "opencode", way: "shell" },
  { client: "gemini", way: "shell" },
  { client: "sdk", way: "canUseTool" },
];

/** By the server alone: the client's own shell is off, so that there is nothing to compare with but the client without it. */
const servers: readonly Case[] = (
  [
    ["claude", "mcp__sallyport__bash"],
    ["opencode", "sallyport_bash"],
    ["gemini", "mcp_sallyport_bash"],
    ["codex", "mcp__sallyport/bash"],
  ] as const
).flatMap(([client, tool]) => [
  { client, way: "mcp", name: "mcp: what the walls hold", tools: [tool], input: { command: hidden }, expected: inside },
  {
    client,
    way: "mcp",
    name: "mcp: what the text says is refused",
    tools: [tool],
    input: { command: denied },
    expected: none,
  },
  ...(client === "codex"
    ? []
    : [{ client, way: "mcp", name: "mcp: its own shell is off", command: plain, expected: none }]),
]);

const controls: readonly Case[] = wayRows
  .filter(
    ({ client, asOther }, index) =>
      wayRows.findIndex((row) => row.client === client && row.asOther === asOther) === index,
  )
  .map(({ client, asOther }) => ({
    name: `alone writes where it is told${asOther === true ? ", as a user without a shell" : ""}`,
    client,
    command: plain,
    ...(asOther && { asOther }),
    expected: both,
  }));

const guarded: readonly Case[] = wayRows.flatMap(({ way, ...row }) => [
  { ...row, way, name: `${way}: what the walls hold`, command: hidden, expected: inside },
  { ...row, way, name: `${way}: what the text says is refused as a whole`, command: denied, expected: none },
]);

const write = { tools: ["Write"], input: { file_path: "$HOME/outside", content: "yes" } } as const;
const writeInside = { tools: ["Write"], input: { file_path: "$PROJECT/made", content: "yes" } } as const;

export const cases: readonly Case[] = [
  ...controls,
  ...guarded,
  ...servers,
  { client: "claude", way: "hook", name: "hook: its own tool writes in the project", ...writeInside, expected: inside },
  {
    client: "claude",
    way: "hook",
    name: "hook: its own tool writes nowhere else",
    ...write,
    args: ["--add-dir", "/tmp"],
    expected: none,
  },
  {
    client: "claude",
    name: "alone its own tool writes there",
    ...write,
    args: ["--dangerously-skip-permissions"],
    asOther: true,
    expected: { inside: undefined, outside: true },
  },
  {
    client: "claude",
    way: "hook",
    name: "hook: nor when the client skips its own questions",
    ...write,
    args: ["--dangerously-skip-permissions"],
    asOther: true,
    expected: none,
  },
  {
    client: "codex",
    way: "hook",
    name: "hook: what is to be confirmed does not run",
    options: ["--ask-tools", "Bash(echo:*)"],
    command: "echo yes > made",
    expected: none,
  },
];
