import type { ProfileBody } from "./policy-of.ts";

/** The modes in the order of the letters of every cell below. */
export const modes = ["default", "manual", "acceptEdits", "plan", "dontAsk", "bypassPermissions"] as const;

/** One letter a mode: allow, ask (`k`), deny. */
type Cells = string;

/** What a mode makes of a use of a tool for which no rule speaks (semantics 2 and 27). */
const silence = {
  /** Known to be read-only, or to touch nothing outside the session. */
  free: "aaadaa",
  /** The same, and part of planning. */
  planning: "aaaaaa",
  open: "kkkdda",
  edit: "kkadda",
  /** What the profile's lists show to nobody: no mode opens it. */
  walled: "kkkddd",
} as const satisfies Record<string, Cells>;

type Kind = keyof typeof silence;

/** What a rule that matches makes of it (semantics 1): deny before ask before the mode before allow. */
const spoken = {
  allow: { most: "aaadaa", planning: "aaaaaa" },
  ask: { most: "kkkddk", planning: "kkkkdk" },
  deny: { most: "dddddd", planning: "dddddd" },
} as const satisfies Record<string, Record<"most" | "planning", Cells>>;

/** No confirmation opens a wall. */
const askedOfWalls: Cells = "kkkddd";

const lists = { allow: "allowed_tools", ask: "ask_tools", deny: "disallowed_tools" } as const;

interface Use {
  readonly name: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly kind: Kind;
  /** Rules that match it: the bare tool, exact ones, prefixes and wildcards. */
  readonly rules: readonly string[];
  readonly profile?: ProfileBody;
}

const text = { content: "x", old_string: "a", new_string: "b", new_source: "x" };
const shop = { permissions: { file_access: { allowed_paths: ["${project_root}"] } }, allowed_tools: [] };
const bash = (command: string): Use["input"] => ({ command });

const commands: readonly Use[] = [
  ["read-only", "git status", "free", ["Bash(git status)", "Bash(git:*)", "Bash(git *)", "Bash(* status)"]],
  ["writing", "npm run test", "open", ["Bash(npm run test)", "Bash(npm run:*)", "Bash(npm *)", "Bash(npm * test)"]],
  ["unknown", "frobnicate", "open", ["Bash(frobnicate)", "Bash(frobnicate:*)"]],
  ["opaque", "$TOOL --now", "open", []],
  ["a harmless change of files", "mkdir -p src/new", "edit", ["Bash(mkdir -p src/new)", "Bash(mkdir:*)"]],
  ["the same outside of the workspace", "mkdir /home/bob/new", "open", ["Bash(mkdir:*)"]],
].map(([name, command, kind, rules]) => ({
  name: `Bash, ${String(name)}`,
  tool: "Bash",
  input: bash(String(command)),
  kind: kind as Kind,
  rules: ["Bash", "Bash(*)", ...(rules as readonly string[])],
}));

const files: readonly Use[] = [
  {
    name: "Edit inside",
    tool: "Edit",
    input: { ...text, file_path: "src/a.ts" },
    kind: "edit",
    rules: ["Edit", "Edit(./src/a.ts)", "Edit(./src/**)", "Edit(*.ts)", "Write(./src/**)"],
  },
  {
    name: "Edit outside",
    tool: "Edit",
    input: { ...text, file_path: "/home/bob/a.ts" },
    kind: "open",
    rules: ["Edit", "Edit(//home/bob/a.ts)", "Edit(//home/bob/**)"],
  },
  {
    name: "Edit outside of the lists",
    tool: "Edit",
    input: { ...text, file_path: "/home/bob/a.ts" },
    kind: "walled",
    rules: ["Edit(//home/bob/a.ts)"],
    profile: shop,
  },
  {
    name: "Write inside",
    tool: "Write",
    input: { ...text, file_path: "src/new.ts" },
    kind: "edit",
    rules: ["Write", "Write(./src/new.ts)", "Edit(./src/**)", "Write(*.ts)"],
  },
  {
    name: "MultiEdit inside",
    tool: "MultiEdit",
    input: { file_path: "src/a.ts", edits: [] },
    kind: "edit",
    rules: ["MultiEdit", "Edit(./src/**)"],
  },
  {
    name: "NotebookEdit inside",
    tool: "NotebookEdit",
    input: { ...text, notebook_path: "src/a.ipynb" },
    kind: "edit",
    rules: ["NotebookEdit", "Edit(./src/**)", "NotebookEdit(*.ipynb)"],
  },
  {
    name: "Read",
    tool: "Read",
    input: { file_path: "src/a.ts" },
    kind: "open",
    rules: ["Read", "Read(./src/a.ts)", "Read(./src/**)", "Read(*.ts)"],
  },
  {
    name: "Read outside of the lists",
    tool: "Read",
    input: { file_path: "/home/bob/notes" },
    kind: "walled",
    rules: ["Read(//home/bob/**)"],
    profile: shop,
  },
  { name: "Glob", tool: "Glob", input: { pattern: "*.ts" }, kind: "open", rules: ["Glob"] },
  { name: "Grep", tool: "Grep", input: { pattern: "x", path: "src" }, kind: "open", rules: ["Grep", "Read(./src)"] },
];

const others: readonly Use[] = [
  {
    name: "WebFetch",
    tool: "WebFetch",
    input: { url: "https://docs.example.com/a", prompt: "p" },
    kind: "open",
    rules: ["WebFetch", "WebFetch(domain:docs.example.com)", "WebFetch(domain:*.example.com)"],
  },
  {
    name: "WebFetch of a host that no list holds",
    tool: "WebFetch",
    input: { url: "https://docs.example.com/a", prompt: "p" },
    kind: "walled",
    rules: ["WebFetch(domain:docs.example.com)"],
    profile: { permissions: { network_access: { allowed_domains: ["example.org"] } }, allowed_tools: [] },
  },
  { name: "WebSearch", tool: "WebSearch", input: { query: "x" }, kind: "open", rules: ["WebSearch"] },
  {
    name: "Task",
    tool: "Task",
    input: { subagent_type: "code-reviewer", prompt: "p", description: "d" },
    kind: "open",
    rules: ["Task", "Task(code-reviewer)", "Task(code-*)", "Task(*)", "Agent(code-reviewer)"],
  },
  {
    name: "Agent, the newer name",
    tool: "Agent",
    input: { subagent_type: "code-reviewer", prompt: "p", description: "d" },
    kind: "open",
    rules: ["Task", "Agent", "Task(code-*)", "Agent(code-*)"],
  },
  {
    name: "Skill",
    tool: "Skill",
    input: { skill: "semantic-text-matcher" },
    kind: "open",
    rules: ["Skill", "Skill(semantic-text-matcher)", "Skill(semantic-*)", "Skill(semantic-:*)"],
  },
  { name: "TodoWrite", tool: "TodoWrite", input: { todos: [] }, kind: "planning", rules: ["TodoWrite"] },
  { name: "ExitPlanMode", tool: "ExitPlanMode", input: {}, kind: "planning", rules: ["ExitPlanMode"] },
  { name: "BashOutput", tool: "BashOutput", input: { bash_id: "1" }, kind: "free", rules: ["BashOutput"] },
  { name: "KillBash", tool: "KillBash", input: { shell_id: "1" }, kind: "free", rules: ["KillBash"] },
  {
    name: "an MCP tool",
    tool: "mcp__shop__find",
    input: { query: "x" },
    kind: "open",
    rules: ["mcp__shop__find", "mcp__shop__*", "mcp__shop", "mcp__shop__f*", "*"],
  },
  { name: "an unknown tool", tool: "Frobnicate", input: {}, kind: "open", rules: ["Frobnicate", "*"] },
];

const uses: readonly Use[] = [...commands, ...files, ...others];

export interface ModeCase {
  readonly name: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly profile: ProfileBody;
  readonly cells: Cells;
}

const mostOf = ({ kind }: Use): "most" | "planning" => (kind === "planning" ? kind : "most");

function cellsOf(use: Use, effect: keyof typeof lists): Cells {
  if (use.kind === "walled" && effect === "ask") return askedOfWalls;
  return spoken[effect][mostOf(use)];
}

/** Every use of a tool with no rule, with each rule alone in each list, and with the two that beat an allow rule. */
export const modeCases: readonly ModeCase[] = uses.flatMap((use) => {
  const row = (name: string, profile: ProfileBody, cells: Cells): ModeCase => ({
    name: `${use.name}: ${name}`,
    tool: use.tool,
    input: use.input,
    profile: { ...use.profile, ...profile },
    cells,
  });
  const effects = ["allow", "ask", "deny"] as const;
  const ruled = use.rules.flatMap((rule) => [
    ...effects.map((effect) => row(`${effect} ${rule}`, { [lists[effect]]: [rule] }, cellsOf(use, effect))),
    row(`${rule} allowed and asked`, { allowed_tools: [rule], ask_tools: [rule] }, spoken.ask[mostOf(use)]),
  ]);
  const [bare = use.tool] = use.rules;
  const narrow = use.rules.at(-1) ?? bare;
  const both = [bare, "Bash(*)"].includes(narrow)
    ? []
    : [row("allowed and denied", { allowed_tools: [bare], disallowed_tools: [narrow] }, "dddddd")];
  return [
    row("no rule", {}, silence[use.kind]),
    row("not in tools", { tools: ["Other"] }, "dddddd"),
    ...ruled,
    ...both,
  ];
});

/** Commands under `acceptEdits`, and whether the mode alone lets them run. */
export const editCommands: readonly (readonly [command: string, accepted: boolean])[] = [
  ["mkdir -p src/new && touch src/new/a.ts", true],
  ["mv src/a.ts src/b.ts", true],
  ["cp src/a.ts src/b.ts", true],
  ["cp -r src copy", true],
  ["rm src/a.ts src/b.ts", true],
  ["rm -f -- src/a.ts", true],
  ["rmdir src/empty", true],
  ["unlink src/a.ts", true],
  ["ln -s src/a.ts link", true],
  ["chmod 755 run.sh", true],
  ["chmod -R u+rwX,go-w src", true],
  ["cd src && touch a.ts", true],
  ["echo x > src/a.txt", true],
  ["cat src/a.ts >> src/b.ts", true],
  ["timeout 5 touch a", true],
  ['for f in a b; do touch "$f.ts"; done', false],
  ["rm -r src", false],
  ["rm -Rf src", false],
  ["rm --recursive src", false],
  ["rm *.o", false],
  ["rm $OLD", false],
  ["rmdir -p a/b", false],
  ["chmod u+s tool", false],
  ["chmod 4755 tool", false],
  ["chmod $MODE tool", false],
  ["chmod +4755 tool", false],
  ["chmod u+x,=2755 tool", false],
  ["chmod --reference=/usr/bin/passwd tool", false],
  ["touch ../other", false],
  ["touch /home/bob/x", false],
  ["cp src/a.ts /etc/a.ts", false],
  ["mv src/a.ts ~/a.ts", false],
  ["mv /home/bob/x src/x", false],
  ["ln /home/bob/x src/x", false],
  ["touch out/link", false],
  ["echo x > /home/bob/x", false],
  ["echo x > out/link", false],
  ["./touch a", false],
  ["/tmp/touch a", false],
  ["touch a && make", false],
  ["sed -i s/a/b/ src/a.ts", true],
  ["sed -E -i -e s/a/b/ -e /c/d src/a.ts src/b.ts", true],
  ["sed -i 's/a/b/w src/log' src/a.ts", true],
  ["sed -i s/a/b/ src/a.ts /home/bob/x", false],
  ["sed -i 's/a/b/w /home/bob/x' src/a.ts", false],
  ["sed -i s/a/b/ out/link", false],
  ["sed -i s/a/b/e src/a.ts", false],
  ["sed -i '1e make' src/a.ts", false],
  ['sed -i "$SCRIPT" src/a.ts', false],
  ["sed -i -f script.sed src/a.ts", false],
  ["sed -i --fil=script.sed src/a.ts", false],
  ["sed -ni -e p -f script.sed src/a.ts", false],
  [`sed -i '1e make\n#${"x".repeat(8000)}' src/a.ts`, false],
  ["sed -i 'w /home/bob/x\n}K' src/a.ts", false],
  ["sed -i.bak s/a/b/ src/a.ts", false],
  ["sed --in-place=.bak s/a/b/ src/a.ts", false],
  ["sed --follow-symlinks -i s/a/b/ src/a.ts", false],
  ["sed -i s/a/b/ src/*.ts", false],
  ["./sed -i s/a/b/ src/a.ts", false],
  ["tee src/a.ts", false],
  ["chown bob src/a.ts", false],
  ["npm run build", false],
];
