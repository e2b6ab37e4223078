import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { judgeTool, openSession, runJudged, type Session } from "../../src/engine/index.ts";
import { answeringNetwork } from "../run/answering-network.ts";
import { sandboxMissing } from "../run/workbench.ts";

let home: string;
let session: Session;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-bug-")));
  mkdirSync(join(home, "project/.git"), { recursive: true });
  session = openSession(
    {
      env: new Map([
        ["HOME", home],
        ["PATH", "/usr/bin:/bin"],
      ]),
      cwd: join(home, "project"),
      packageRoot: new URL("../..", import.meta.url).pathname,
      user: { uid: process.getuid?.() ?? 0, home },
      // The one of the tests answers until a bug in it comes to light.
      openNetwork: async ({ failed }) => {
        const { credentials: _, ...network } = answeringNetwork();
        setTimeout(() => failed(new TypeError("a bug of the filter")), 300);
        await Promise.resolve();
        return { ...network, [Symbol.asyncDispose]: () => Promise.resolve() };
      },
    },
    { allowDomains: ["example.com"] },
  );
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe.skipIf(sandboxMissing() !== undefined)("a bug in the filter", () => {
  test("ends the command, which is written down", async () => {
    const judgement = judgeTool(session, "Bash", { command: "sleep 60" });
    const running = runJudged(session, judgement, { argv: ["bash", "-c", "sleep 60"], timeoutSeconds: undefined });
    await expect(running).rejects.toThrow("a bug of the filter");
    const folder = join(home, ".local/state/sallyport/audit");
    const records = readdirSync(folder)
      .filter((name) => name.endsWith(".jsonl"))
      .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
      .map((line) => JSON.parse(line));
    expect(records.map(({ tool, error }) => [tool, error])).toEqual([["Bash", "internal/broken-invariant"]]);
  });
});
