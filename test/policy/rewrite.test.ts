import { describe, expect, test } from "vitest";
import type { Request } from "../../src/base/index.ts";
import { rewriteRequest } from "../../src/policy/index.ts";
import { readScript, spliceText } from "../../src/shell/index.ts";
import { context, type ProfileBody, policyOf } from "./policy-of.ts";

const rooted: ProfileBody = { sandbox: { root: "${home}/box" } };

function rewrite(tool: string, input: Request["input"], body: ProfileBody): Request["input"] | undefined {
  const command = input["command"];
  const reading = typeof command === "string" ? readScript(command) : { actions: [], problems: [] };
  const request: Request = { id: "1", session: "s", tool, input, cwd: context.cwd };
  const rewritten = rewriteRequest(request, reading, policyOf(body), context);
  if (rewritten === undefined || typeof command !== "string") return rewritten?.input;
  return { ...rewritten.input, command: spliceText(command, rewritten.edits) };
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
  [
    "Bash",
    { command: "cat /data/x > /data/y" },
    rooted,
    { command: "cat /home/ann/box/data/x > /home/ann/box/data/y" },
  ],
  ["Bash", { command: "cat src/x >/dev/null" }, rooted, undefined],
  ["Bash", { command: "cat '/data/a b'" }, rooted, { command: "cat '/home/ann/box/data/a b'" }],
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
});
