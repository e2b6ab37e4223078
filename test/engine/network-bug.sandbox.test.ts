import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { InternalError } from "../../src/base/index.ts";
import { judgeTool, openSession, runJudged, type Session } from "../../src/engine/index.ts";
import { answeringNetwork } from "../run/answering-network.ts";
import { sandboxMissing } from "../run/workbench.ts";

const failures = [
  { name: "a bug in the filter", failure: new TypeError("a bug of the filter"), error: "internal/broken-invariant" },
  {
    name: "a request that can't be recorded",
    failure: new InternalError("internal/audit-failed", "no room"),
    error: "internal/audit-failed",
  },
];

let home: string;
let session: Session;
let failure: unknown;
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
      // The one of the tests answers until something goes wrong with it.
      openNetwork: async ({ failed }) => {
        const { credentials: _, ...network } = answeringNetwork();
        setTimeout(() => failed(failure), 300);
        await Promise.resolve();
        return { ...network, [Symbol.asyncDispose]: () => Promise.resolve() };
      },
    },
    { allowDomains: ["example.com"] },
  );
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe.skipIf(sandboxMissing() !== undefined)("what goes wrong beside a command", () => {
  test.for(failures)("$name ends it, which is written down", async ({ failure: wrong, error }) => {
    failure = wrong;
    const judgement = judgeTool(session, "Bash", { command: "sleep 60" });
    const running = runJudged(session, judgement, { argv: ["bash", "-c", "sleep 60"], timeoutSeconds: undefined });
    await expect(running).rejects.toThrow(wrong.message);
    const folder = join(home, ".local/state/sallyport/audit");
    const records = readdirSync(folder)
      .filter((name) => name.endsWith(".jsonl"))
      .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
      .map((line) => JSON.parse(line));
    expect(records.map((record) => [record.tool, record.error])).toEqual([["Bash", error]]);
  });
});
