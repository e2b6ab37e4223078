import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { callTool } from "../../src/doors/mcp/call-tool.ts";
import { takeTurns } from "../../src/doors/take-turns.ts";
import { openAgentShells, openSession } from "../../src/engine/index.ts";

test.for([
  ["bash", { command: "touch made" }],
  ["bash", { command: "touch made", run_in_background: true }],
  ["write", { file_path: "made", content: "" }],
] as const)(
  "a call to %s that was cancelled before it began does nothing, and has its record",
  async ([name, given]) => {
    const home = mkdtempSync(join(tmpdir(), "sallyport-mcp-"));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    mkdirSync(join(home, "project"));
    const session = openSession(
      {
        env: new Map([
          ["HOME", home],
          ["XDG_RUNTIME_DIR", home],
        ]),
        cwd: join(home, "project"),
        packageRoot: fileURLToPath(new URL("../..", import.meta.url)),
        user: { uid: process.getuid?.() ?? 0, home: homedir() },
      },
      { allowedTools: ["Bash", "Write"], served: true },
    );
    await using shells = openAgentShells();
    const workplace = {
      shells,
      fetchPage: () => Promise.reject(new Error("nothing is fetched")),
      turns: takeTurns({ atOnce: 1, waiting: 0, asked: 0 }),
    };
    const call = { session, name, given, signal: AbortSignal.abort(), progress: () => undefined, person: {} };
    expect(await callTool(call, workplace)).toMatchObject({ isError: true });
    expect(existsSync(join(home, "project/made"))).toBe(false);
    const log = readFileSync(join(home, ".local/state/sallyport/audit/audit-000001.jsonl"), "utf8");
    expect(
      log
        .trim()
        .split("\n")
        .map((line): unknown => JSON.parse(line)),
    ).toMatchObject([{ verdict: "deny" }]);
  },
);
