import { describe, expect, test } from "vitest";
import type { Request } from "../../src/base/index.ts";
import { respell } from "../../src/engine/respell.ts";
import { rewriteRequest } from "../../src/policy/index.ts";
import { readScript } from "../../src/shell/index.ts";
import { context, type ProfileBody, policyOf } from "./policy-of.ts";
import { rewrittenTexts } from "./rewrite.cases.ts";

const rooted: ProfileBody = { sandbox: { root: "${home}/box" } };

function rewrite(tool: string, input: Request["input"], body: ProfileBody): Request["input"] | undefined {
  const { command } = input;
  const reading = typeof command === "string" ? readScript(command) : { actions: [], problems: [] };
  const request: Request = { id: "1", session: "s", tool, input, cwd: context.cwd };
  return respell(request, rewriteRequest(request, reading, policyOf(body), context))?.updatedInput;
}

const rows: readonly (readonly [
  tool: string,
  input: Request["input"],
  body: ProfileBody,
  output: Request["input"] | undefined,
])[] = [
  ["Write", { file_path: "/data/x", content: "y" }, rooted, { file_path: "/home/ann/box/data/x", content: "y" }],
  ["Write", { file_path: "/home/ann/box/x", content: "y" }, rooted, undefined],
  [
    "Write",
    { file_path: "/home/ann/box/../x", content: "y" },
    rooted,
    { file_path: "/home/ann/box/home/ann/x", content: "y" },
  ],
  ["Read", { file_path: "/etc/hosts" }, rooted, undefined],
  ["Read", { file_path: "/data/x" }, {}, undefined],
  [
    "NotebookEdit",
    { notebook_path: "/n.ipynb", new_source: "" },
    rooted,
    { notebook_path: "/home/ann/box/n.ipynb", new_source: "" },
  ],
  ["mcp__x__y", { path: "/data/x" }, rooted, undefined],
  ["Read", { file_path: "../notes" }, rooted, { file_path: "/home/ann/box/home/ann/notes" }],
  ["Read", { file_path: "~/notes" }, rooted, { file_path: "/home/ann/box/home/ann/notes" }],
  ["Read", { file_path: "/dev/null" }, rooted, undefined],
  ["LS", { path: "/" }, rooted, { path: "/home/ann/box" }],
  ["Grep", { pattern: "x" }, rooted, { pattern: "x", path: "/home/ann/box/home/ann/shop" }],
  ["Grep", { pattern: "/x", path: "/data" }, rooted, { pattern: "/x", path: "/home/ann/box/data" }],
  ["Glob", { pattern: "*.c", path: "/home/ann/box/src" }, rooted, undefined],
  [
    "Glob",
    { pattern: "/data/**/*.c", path: "/data" },
    rooted,
    { pattern: "/home/ann/box/data/**/*.c", path: "/home/ann/box/data" },
  ],
  ["Glob", { pattern: "/usr/*", path: "/usr" }, rooted, undefined],
  [
    "Bash",
    { command: "ls", timeout: 600_000 },
    { permissions: { tool_permissions: { bash: { timeout_seconds: 60 } } } },
    { command: "ls", timeout: 60_000 },
  ],
  [
    "Bash",
    { command: "ls", timeout: 5_000 },
    { permissions: { tool_permissions: { bash: { timeout_seconds: 60 } } } },
    undefined,
  ],
];

describe("rewrite", () => {
  test.for(rows)("%s %j", ([tool, input, body, output]) => {
    const once = rewrite(tool, input, body);
    expect(once).toEqual(output);
    // INVARIANT I3: what was rewritten stays as it is.
    if (once !== undefined) expect(rewrite(tool, once, body)).toBeUndefined();
  });

  test.for(rewrittenTexts)("the text %j", ([command, wanted]) => {
    expect(rewrite("Bash", { command }, rooted)?.["command"]).toBe(wanted);
    if (wanted !== undefined) expect(rewrite("Bash", { command: wanted }, rooted)).toBeUndefined();
  });
});
