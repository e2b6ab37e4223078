import { expect, test } from "vitest";
import { type Approve, consult, rulesFor } from "../../src/consult/index.ts";
import { stayUnder } from "./session.ts";

type Use = readonly [tool: string, input: Readonly<Record<string, unknown>>];

const write = (path: string): Use => ["Write", { file_path: path, content: "" }];
const bash = (command: string): Use => ["Bash", { command }];
const fetching = (url: string): Use => ["WebFetch", { url, prompt: "" }];

/** What somebody says `always` to, and what that must not let pass. */
const rows: readonly (readonly [name: string, approved: Use, others: readonly Use[], kept: boolean])[] = [
  ["a star in a file's name", write("src/*"), [write("src/a"), write("src/b/c")], true],
  ["two stars for a folder", write("**"), [write("a"), write("src/a/b")], true],
  ["a set in a folder's name", write("app/[id]/page.tsx"), [write("app/i/page.tsx"), write("app/d/page.tsx")], true],
  ["a question mark", write("a?"), [write("ab")], true],
  ["a backslash", write("a\\*"), [write("a*"), write("ab")], true],
  ["a choice", write("{a,b}"), [write("a"), write("b")], false],
  ["a redirect to a star", bash("echo x > '*'"), [bash("echo x > a")], true],
  ["a star among the words", bash("make '*'"), [bash("make all"), bash("make")], false],
  ["a colon and a star at the end", bash("make ':*'"), [bash("make"), bash("make all")], false],
  ["parentheses", bash("make 'a) Bash(rm:*'"), [bash("rm a"), bash("make")], false],
  ["words in parentheses", bash("make 'a (b)'"), [bash("make a"), bash("make"), bash("make '(b)'")], true],
  ["a parenthesis in the way", bash("make 'a) Bash(rm'"), [bash("rm a"), bash("make a"), bash("make")], true],
  ["a comma", bash("make 'a, Bash'"), [bash("make a"), bash("npm test")], true],
  ["words on two lines", bash("make 'a\nb'"), [bash("make a"), bash("make 'a b'"), bash("b")], false],
  ["a line of its own", bash("make 'a\nBash(*)'"), [bash("make a"), bash("npm test")], false],
  ["what another machine does", bash("ssh host make all"), [bash("make all")], true],
  ["what a container does", bash("docker run image make all"), [bash("make all"), bash("docker run image")], true],
  ["what runs under a lock", bash("flock lock make all"), [bash("make all")], true],
  [
    "what a wrapper starts that decides nothing",
    bash("timeout 5 make"),
    [bash("make all"), bash("timeout 5 ls /x; npm")],
    true,
  ],
  ["what a shell is told", bash("bash -c 'make; npm ci'"), [bash("bash -c npm"), bash("bash")], true],
  [
    "an agent that is called like all of them",
    ["Task", { subagent_type: "*", prompt: "" }],
    [["Task", { subagent_type: "other", prompt: "" }]],
    false,
  ],
  ["an agent without a name", ["Agent", { prompt: "" }], [["Agent", { subagent_type: "other", prompt: "" }]], false],
  ["a skill that is called like many", ["Skill", { skill: "a*" }], [["Skill", { skill: "ab" }]], false],
  ["a tool that is called like many", ["mcp__git__*", {}], [["mcp__git__push", {}]], false],
  ["a server in place of its tool", ["mcp__git", {}], [["mcp__git__push", {}]], false],
  ["a host that is called like many", fetching("http://*.example.com/"), [fetching("http://a.example.com/")], false],
];

test.for(rows)("a yes for good holds for nothing else: %s", async ([, approved, others, kept]) => {
  using stay = stayUnder({ permission_mode: "default", allowed_tools: ["Bash(echo:*)"], tools: ["*"] });
  const approve: Approve = () => Promise.resolve({ answer: "always", by: "anna" });
  const effect = async ([tool, input]: Use, means = {}): Promise<string> =>
    (await consult(stay.session, tool, input, means)).decision.effect;
  const before = await Promise.all(others.map((other) => effect(other)));
  const first = await effect(approved, { approve });
  expect(await effect(approved)).toBe(kept ? "allow" : first === "allow" ? "ask" : first);
  expect(await Promise.all(others.map((other) => effect(other)))).toEqual(before);
  expect(before).not.toContain("allow");
});

test.for([
  ["find d -name '*.o' -delete", ["Bash(find d -name \\*.o -delete)"]],
  ["make 'a b'", ["Bash(make 'a b')"]],
  ["make '*' all; touch $X b", ["Bash(make \\* all)", "Bash(touch:*)"]],
  ["rm -f d/$X/a", ["Bash(rm -f:*)"]],
  ["make 'a\n*'", ["Bash(make:*)"]],
  ["find d $X -delete", []],
] as const)("what is learnt of %s is as narrow as a rule can be", ([command, rules]) => {
  const lists = { permission_mode: "dontAsk", allowed_tools: ["Bash(echo:*)"] } as const;
  const permissions = { file_access: { allowed_paths: ["${project_root}"] } };
  using stay = stayUnder({ ...lists, permissions });
  expect(rulesFor(stay.session, "Bash", { command })).toEqual(rules);
  if (rules.length === 0) return;
  using after = stayUnder({ ...lists, permissions, allowed_tools: [...lists.allowed_tools, ...rules] });
  expect(rulesFor(after.session, "Bash", { command })).toEqual([]);
});
