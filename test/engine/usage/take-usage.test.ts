import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { judgeTool, openSession, runFileTool, type Session } from "../../../src/engine/index.ts";
import { pathsUsed } from "../../../src/engine/usage/paths-used.ts";
import type { Amounts, Countable } from "../../../src/engine/usage/usage.ts";
import type { Spending, Step } from "./spender.ts";

const home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-usage-")));
const project = join(home, "project");
const kept = join(home, ".local/state/sallyport/sessions");
const profile = join(home, "profile.json");
mkdirSync(join(project, ".git"), { recursive: true });
writeFileSync(join(project, "a"), "one\n");
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => rmSync(kept, { recursive: true, force: true }));

function limit(limits: Readonly<Record<string, number>> | undefined): void {
  const agent_permissions = limits === undefined ? {} : { agent_permissions: { resource_limits: limits } };
  const permissions = { file_access: { allowed_paths: ["${project_root}"] }, ...agent_permissions };
  const body = { name: "test", permissions, security_policies: { audit_logging: false } };
  writeFileSync(profile, JSON.stringify(body));
}

function open(session?: string): Session {
  return openSession(
    {
      env: new Map([["HOME", home]]),
      cwd: project,
      packageRoot: fileURLToPath(new URL("../../..", import.meta.url)),
      user: { uid: process.getuid?.() ?? 0, home },
    },
    { profile, ...(session !== undefined && { session }) },
  );
}

/** Done, or why not. */
function use(session: Session, tool: string, input: Readonly<Record<string, unknown>>): string {
  const { decision, result } = runFileTool(session, judgeTool(session, tool, input));
  return result === undefined ? decision.reasons[0].code : result.ok ? "done" : result.fault.code;
}

const read = (session: Session): string => use(session, "Read", { file_path: "a" });
const write = (session: Session): string => use(session, "Write", { file_path: "b", content: "x" });

describe("the files of a session", () => {
  test("are counted together, for whoever uses its name", () => {
    limit({ max_file_reads_per_session: 2, max_file_writes_per_session: 1 });
    expect([read(open("one")), write(open("one")), read(open("one"))]).toEqual(["done", "done", "done"]);
    expect([read(open("one")), write(open("one"))]).toEqual(["session/too-many-reads", "session/too-many-writes"]);
    expect(read(open("other"))).toBe("done");
  });

  test("count for each process by itself where the session has no name", () => {
    limit({ max_file_reads_per_session: 1 });
    const session = open();
    expect([read(session), read(session), read(open())]).toEqual(["done", "session/too-many-reads", "done"]);
    expect(existsSync(kept)).toBe(false);
  });

  test("are not counted, and nothing is kept, where the profile limits nothing", () => {
    limit(undefined);
    expect(read(open("one"))).toBe("done");
    expect(existsSync(kept)).toBe(false);
  });

  test("are not counted where the policy refuses", () => {
    limit({ max_file_writes_per_session: 1 });
    const session = open("one");
    expect(use(session, "Write", { file_path: "/etc/x", content: "" })).toBe("ask/nobody");
    expect(write(session)).toBe("done");
  });

  test("the refusal says how many there were, which rule it is and what would help", () => {
    limit({ max_file_reads_per_session: 1 });
    const session = open("one");
    read(session);
    const [reason] = runFileTool(session, judgeTool(session, "Read", { file_path: "a" })).decision.reasons;
    expect(reason).toMatchObject({
      effect: "deny",
      rule: {
        text: "max_file_reads_per_session: 1",
        source: { file: profile, pointer: "/permissions/agent_permissions/resource_limits/max_file_reads_per_session" },
      },
    });
    expect(reason.message).toMatch(/: 1 of 1 file reads .* 1 more: .*; start a new session, or raise it$/u);
  });
});

describe("what a request uses", () => {
  const rows: readonly (readonly [tool: string, input: Readonly<Record<string, unknown>>, used: Amounts])[] = [
    ["Read", { file_path: "a" }, { reads: 1 }],
    ["Glob", { pattern: "**" }, { reads: 1 }],
    ["Grep", { pattern: "x" }, { reads: 1 }],
    ["LS", { path: project }, { reads: 1 }],
    ["Write", { file_path: "b", content: "" }, { writes: 1 }],
    ["MultiEdit", { file_path: "b", edits: [] }, { writes: 1 }],
    ["NotebookEdit", { notebook_path: "n.ipynb", new_source: "" }, { writes: 1 }],
    ["Bash", { command: "cat a ./a ../project/a b" }, { reads: 2, writes: 0 }],
    ["Bash", { command: "cat < a > /dev/null 2>&1; echo x > b; echo y >> b" }, { reads: 1, writes: 1 }],
    ["Bash", { command: "cat $X; cat *.txt" }, { reads: 2, writes: 0 }],
    ["Bash", { command: "true" }, { reads: 0, writes: 0 }],
  ];
  test.for(rows)("%s %j", ([tool, input, used]) => {
    limit(undefined);
    expect(pathsUsed(judgeTool(open(), tool, input))).toEqual(used);
  });
});

describe("the time of a session", () => {
  /** As if the session had been begun so long ago. */
  const age = (name: string, seconds: number): void => {
    const [file = ""] = readdirSync(kept).filter((entry) => entry.endsWith(".json"));
    const usage = { session: name, started: Date.now() - seconds * 1000, reads: 1, writes: 0, requests: 0 };
    writeFileSync(join(kept, file), JSON.stringify(usage));
  };

  test("counts from its first use, and nothing starts after it", () => {
    limit({ session_timeout_minutes: 1 });
    expect(read(open("one"))).toBe("done");
    age("one", 50);
    expect(read(open("one"))).toBe("done");
    age("one", 61);
    expect([read(open("one")), read(open("other"))]).toEqual(["session/over", "done"]);
  });

  test("a name of long ago is a new session, and its file goes", () => {
    limit({ max_file_reads_per_session: 1 });
    expect([read(open("one")), read(open("one"))]).toEqual(["done", "session/too-many-reads"]);
    const old = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    for (const name of readdirSync(kept)) utimesSync(join(kept, name), old, old);
    expect(read(open("other"))).toBe("done");
    expect(readdirSync(kept)).toHaveLength(2);
    expect(read(open("one"))).toBe("done");
  });
});

describe("what is kept of a session", () => {
  test.for([
    ["no JSON", "{"],
    ["nothing", ""],
    ["of another session", '{"session":"two","started":1,"reads":0,"writes":0,"requests":0}'],
    ["fewer than none", '{"session":"one","started":1,"reads":-1,"writes":0,"requests":0}'],
    ["huge", " ".repeat(100_000)],
  ] as const)("stops everything when it is damaged: %s", ([, text]) => {
    limit({ max_file_reads_per_session: 5 });
    read(open("one"));
    const [file = ""] = readdirSync(kept).filter((name) => name.endsWith(".json"));
    writeFileSync(join(kept, file), text);
    expect(() => read(open("one"))).toThrow(
      expect.objectContaining({
        code: "enforcement/session-unreadable",
        message: expect.stringContaining(join(kept, file)),
      }),
    );
  });

  test("is found by any name, and no name leads elsewhere", () => {
    limit({ max_file_reads_per_session: 1 });
    const names = ["../../x", "a/b", "a\u0000b", ".", "ünï\n", "x".repeat(256)];
    for (const name of names) expect([read(open(name)), read(open(name))]).toEqual(["done", "session/too-many-reads"]);
    expect(readdirSync(kept).filter((name) => /^[0-9a-f]{64}\.json$/u.test(name))).toHaveLength(names.length);
    for (const name of ["", "x".repeat(257)]) expect(() => open(name)).toThrow(/1 to 256 characters/u);
  });
});

describe("several processes at once", () => {
  const processes: ChildProcess[] = [];
  afterAll(async () => {
    await Promise.all(
      processes.map((child) => {
        child.disconnect();
        return once(child, "exit");
      }),
    );
  });

  const limits = { reads: 7, writes: 4, requests: 5 } as const satisfies Record<Countable, number>;
  const steps = fc.array(fc.constantFrom<Step>("read", "write", "command", "request"), { maxLength: 10 });

  test("never get more than the limit through, and no less", async () => {
    limit({
      max_file_reads_per_session: limits.reads,
      max_file_writes_per_session: limits.writes,
      max_network_requests_per_session: limits.requests,
    });
    const spender = fileURLToPath(new URL("spender.ts", import.meta.url));
    processes.push(...Array.from({ length: 3 }, () => fork(spender, { execArgv: [] })));
    let runs = 0;
    const ask = async (child: ChildProcess, spending: Spending): Promise<readonly Amounts[]> => {
      const answer = once(child, "message");
      child.send(spending);
      const [passed] = await answer;
      return passed;
    };
    await fc.assert(
      fc.asyncProperty(fc.tuple(steps, steps, steps), async (each) => {
        const session = `run ${(runs += 1)}`;
        const passed = await Promise.all(
          processes.map((child, at) => ask(child, { home, session, profile, steps: each[at] ?? [] })),
        );
        const used = (name: Countable): number => passed.flat().reduce((sum, amounts) => sum + (amounts[name] ?? 0), 0);
        for (const name of ["reads", "writes", "requests"] as const)
          expect(used(name)).toBeLessThanOrEqual(limits[name]);
        const asked = each.flat().filter((step) => step === "request").length;
        expect(used("requests")).toBe(Math.min(asked, limits.requests));
      }),
      { numRuns: 8 },
    );
  });
});
