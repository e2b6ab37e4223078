import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Decision, Effect } from "../../src/base/index.ts";
import { rewriteRequest, withWalledRules } from "../../src/policy/index.ts";
import { context, decideTool, policyOf, type ProfileBody } from "./policy-of.ts";

const as = (agents: readonly string[], body: ProfileBody): ProfileBody => ({ ...body, "+agents": agents });

const reviewer = { description: "Reviews", prompt: "Review.", model: "haiku", tools: ["Read", "Grep", "Glob"] };
const profile = {
  permission_mode: "default",
  allowed_tools: [
    "Read",
    "Edit(./src/**)",
    "Bash(git:*)",
    "Bash(npm:*)",
    "mcp__shop",
    "Task",
    "WebFetch(domain:example.com)",
  ],
  disallowed_tools: ["Bash(git push:*)"],
  agents: {
    reviewer,
    committer: { tools: ["Bash(git:*)", "Read(./src/**)"], disallowedTools: ["Bash(git commit:*)"] },
    builder: { allowed_tools: ["Bash(npm:*)", "Bash(make:*)", "Edit(./src/a/**)"], ask_tools: ["Bash(npm publish:*)"] },
    bold: { permissionMode: "bypassPermissions" },
    careful: { permission_mode: "dontAsk" },
    planner: { permission_mode: "plan" },
  },
};

const bash = (command: string): readonly [string, object] => ["Bash", { command }];
const file = (tool: string, path: string): readonly [string, object] => [
  tool,
  { file_path: path, content: "", old_string: "a", new_string: "b" },
];
const task = (name: string): readonly [string, object] => [
  "Task",
  { subagent_type: name, prompt: "p", description: "d" },
];

type Row = readonly [agents: readonly string[], use: readonly [string, object], effect: Effect];

const rows: readonly Row[] = [
  [["reviewer"], file("Read", "src/a.ts"), "allow"],
  [["reviewer"], bash("git status"), "deny"],
  [["reviewer"], file("Edit", "src/a.ts"), "deny"],
  [["reviewer"], ["mcp__shop__find", {}], "deny"],
  [["reviewer"], ["Frobnicate", {}], "deny"],
  [["committer"], bash("git add ."), "allow"],
  [["committer"], bash("git commit -m x"), "deny"],
  [["committer"], bash("git push"), "deny"],
  [["committer"], bash("npm test"), "deny"],
  [["committer"], bash("git add . && npm test"), "deny"],
  [["committer"], file("Read", "src/a.ts"), "allow"],
  [["committer"], file("Read", "docs/a.md"), "deny"],
  [["builder"], bash("npm test"), "allow"],
  [["builder"], bash("npm publish"), "ask"],
  [["builder"], bash("make"), "ask"],
  [["builder"], bash("git add ."), "ask"],
  [["builder"], file("Edit", "src/a/b.ts"), "allow"],
  [["builder"], file("Edit", "src/b.ts"), "ask"],
  [["bold"], bash("make"), "ask"],
  [["bold"], bash("npm test"), "allow"],
  [["careful"], bash("make"), "deny"],
  [["planner"], bash("npm test"), "deny"],
  [["builder", "committer"], bash("npm test"), "deny"],
  [["builder", "committer"], bash("git add ."), "ask"],
  [["committer", "reviewer"], file("Read", "src/a.ts"), "allow"],
  [["committer", "reviewer"], file("Read", "docs/a.ts"), "deny"],
  [[], bash("npm publish"), "allow"],
  [[], task("reviewer"), "allow"],
  [[], task("nobody"), "deny"],
  [[], ["Task", { prompt: "p", description: "d" }], "deny"],
];

const decideAs = (agents: readonly string[], [tool, input]: readonly [string, object], body: ProfileBody): Decision =>
  decideTool(tool, { ...input }, as(agents, body));

describe("agents", () => {
  test.for(rows)("%j: %j is %s", ([agents, use, effect]) => {
    expect(decideAs(agents, use, profile).effect).toBe(effect);
  });

  test("an agent that a rule names need not be defined, and where none is defined the rules alone decide", () => {
    const named = { ...profile, allowed_tools: ["Task(general-purpose)"] };
    expect(decideAs([], task("general-purpose"), named).effect).toBe("allow");
    expect(decideAs([], task("nobody"), named).reasons[0].code).toBe("agent/not-defined");
    expect(decideAs([], task("nobody"), { allowed_tools: ["Task"] }).effect).toBe("allow");
    expect(decideAs([], task("reviewer"), { ...profile, disallowed_tools: ["Task(rev*)"] }).effect).toBe("deny");
  });

  test("an agent that nobody defines is a mistake of whoever starts as it", () => {
    expect(() => policyOf(as(["nobody"], profile))).toThrow(/no profile has an agent/u);
  });

  test("the walls open nothing for an agent that its own lists do not", () => {
    const walled = (agents: readonly string[]): readonly string[] => {
      const { profile: found } = policyOf(as(agents, profile));
      return withWalledRules(found, context).files.allowed.map(({ path }) => path);
    };
    expect(walled([])).toEqual(["/home/ann/shop/src"]);
    expect(walled(["builder"])).toEqual(["/home/ann/shop/src/a"]);
    expect(walled(["committer"])).toEqual([]);
    expect(policyOf(as(["committer"], profile)).allowedHosts.exact.size).toBe(0);
    expect(policyOf(as([], profile)).allowedHosts.exact.size).toBe(1);
  });
});

describe("models", () => {
  const body = {
    allowed_tools: ["Task"],
    permission_mode: "default",
    permissions: {
      agent_permissions: {
        model_selection: {
          allowed_models: ["sonnet", "opus", "local-7b"],
          default_model: "sonnet",
          require_approval_for_opus: true,
        },
      },
    },
    agents: { a: {}, big: { model: "opus" }, odd: { model: "haiku" } },
  };
  const rows: readonly (readonly [agent: string, model: unknown, effect: Effect, code: string])[] = [
    ["a", undefined, "allow", "rule/allowed"],
    ["a", "sonnet", "allow", "rule/allowed"],
    ["a", "claude-sonnet-4-5-20250929", "allow", "rule/allowed"],
    ["a", "inherit", "allow", "rule/allowed"],
    ["a", "local-7b", "allow", "rule/allowed"],
    ["a", "local-7b-other", "deny", "agent/model-not-allowed"],
    ["a", "opus", "ask", "agent/model-asked"],
    ["a", "claude-opus-4-1", "ask", "agent/model-asked"],
    ["a", "haiku", "deny", "agent/model-not-allowed"],
    ["a", "Sonnet", "deny", "agent/model-not-allowed"],
    ["a", 7, "deny", "tool/bad-input"],
    ["big", undefined, "ask", "agent/model-asked"],
    ["big", "sonnet", "allow", "rule/allowed"],
    ["odd", undefined, "deny", "agent/model-not-allowed"],
  ];
  test.for(rows)("%s with %s is %s", ([agent, model, effect, code]) => {
    for (const tool of ["Task", "Agent"]) {
      const decision = decideTool(tool, { subagent_type: agent, prompt: "p", description: "d", model }, body);
      expect([decision.effect, decision.reasons[0].code]).toEqual([effect, code]);
    }
  });

  test("the default is put in where nobody names one", () => {
    const policy = policyOf(body);
    const rewritten = (input: object): unknown => {
      const request = { id: "1", session: "s", tool: "Task", input: { ...input }, cwd: context.cwd };
      return rewriteRequest(request, { actions: [], problems: [] }, policy, context)?.input;
    };
    expect(rewritten({ subagent_type: "a", prompt: "p" })).toEqual({
      subagent_type: "a",
      prompt: "p",
      model: "sonnet",
    });
    expect(rewritten({ prompt: "p" })).toEqual({ prompt: "p", model: "sonnet" });
    expect(rewritten({ subagent_type: "a", model: "opus" })).toBeUndefined();
    expect(rewritten({ subagent_type: "big" })).toBeUndefined();
  });
});

describe("a subagent", { timeout: 300_000 }, () => {
  const strictness = { allow: 0, ask: 1, deny: 2 } as const;
  const rule = fc.constantFrom(
    "Bash",
    "Bash(git:*)",
    "Bash(git push:*)",
    "Bash(npm run *)",
    "Read",
    "Read(./src/**)",
    "Edit",
    "Edit(./src/**)",
    "Write(//tmp/x)",
    "WebFetch",
    "WebFetch(domain:example.com)",
    "mcp__shop",
    "mcp__shop__find",
    "Task",
    "Task(a)",
    "*",
  );
  const list = fc.array(rule, { maxLength: 4 });
  const mode = fc.constantFrom("default", "acceptEdits", "plan", "dontAsk", "bypassPermissions");
  const lists = { allowed_tools: list, ask_tools: list, disallowed_tools: list, permission_mode: mode };
  const agent = fc.record({ tools: list, ...lists }, { requiredKeys: [] });
  const parent = fc.record({ allowed_tools: list, ask_tools: list, permission_mode: mode }, { requiredKeys: [] });
  const uses = [
    bash("git push"),
    bash("npm run x && git status"),
    bash("$X"),
    bash("touch a > src/b"),
    file("Read", "src/a"),
    file("Edit", "src/a"),
    file("Write", "/tmp/x"),
    ["WebFetch", { url: "https://example.com", prompt: "" }] as const,
    ["mcp__shop__find", {}] as const,
    task("a"),
    ["TodoWrite", { todos: [] }] as const,
    ["ExitPlanMode", {}] as const,
  ];

  test("never gets more than its parent", () => {
    fc.assert(
      fc.property(parent, agent, agent, (body, a, b) => {
        const agents = { a, b };
        for (const use of uses) {
          const [own, one, two] = [[], ["a"], ["a", "b"]].map((names) => decideAs(names, use, { ...body, agents }));
          const at = (decision: Decision | undefined): number => strictness[decision?.effect ?? "allow"];
          expect(at(one)).toBeGreaterThanOrEqual(at(own));
          expect(at(two)).toBeGreaterThanOrEqual(at(one));
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
