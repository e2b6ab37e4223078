import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  admitOutside,
  agentSeconds,
  endAgents,
  judgeTool,
  openSession,
  recordUsed,
  stopAgent,
} from "../../../src/engine/index.ts";
import type { Session } from "../../../src/engine/index.ts";

const home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-agents-")));
const project = join(home, "project");
mkdirSync(join(project, ".git"), { recursive: true });
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => vi.useRealTimers());

const two = { max_concurrent_agents: 2, timeout_seconds: 60 };

function open(session: string, parallel: object | "none" = two, more: object = {}): Session {
  const agent_permissions = { ...more, ...(parallel !== "none" && { parallel_execution: parallel }) };
  const body = { name: "test", permissions: { agent_permissions }, security_policies: { audit_logging: false } };
  writeFileSync(join(home, "profile.json"), JSON.stringify(body));
  const user = { uid: process.getuid?.() ?? 0, home };
  const packageRoot = fileURLToPath(new URL("../../..", import.meta.url));
  const surroundings = { env: new Map([["HOME", home]]), cwd: project, packageRoot, user };
  return openSession(surroundings, { profile: join(home, "profile.json"), session });
}

const task = { description: "d", prompt: "p", subagent_type: "general-purpose" };

/** As a client's hook would ask. */
function ask(session: Session, tool: string, caller: { toolUseId?: string; agentId?: string }): string {
  const judgement = judgeTool(session, tool, tool === "Bash" ? { command: "true" } : task);
  const { effect, reasons } = admitOutside(session, { ...judgement, caller });
  return effect === "allow" ? effect : reasons[0].code;
}

const start = (session: Session, toolUseId: string): string => ask(session, "Task", { toolUseId });
const end = (session: Session, toolUseId: string, input: object = task): object =>
  recordUsed(session, { tool: "Agent", input: { ...input }, output: {}, context: { toolUseId } });

test("agents cost what the profile allows in a day and in a month, and no more", () => {
  const spend = (usd: unknown): object =>
    recordUsed(session, { tool: "Task", input: task, output: { result: "r", total_cost_usd: usd } });
  const model_selection = {
    allowed_models: ["small"],
    default_model: "small",
    cost_limits: { daily_budget_usd: 1, monthly_budget_usd: 1.5 },
  };
  const session = open("f", "none", { model_selection });
  vi.setSystemTime(new Date("2026-03-02T12:00:00Z"));
  for (const usd of [0.6, "1", -5, Number.NaN, undefined]) spend(usd);
  expect(start(session, "1")).toBe("allow");
  spend(0.4);
  expect(start(session, "2")).toBe("agent/over-budget");
  expect(ask(session, "Bash", {})).toBe("allow");
  vi.setSystemTime(new Date("2026-03-03T00:00:00Z"));
  expect(start(session, "3")).toBe("allow");
  spend(0.5);
  expect(start(session, "4")).toBe("agent/over-budget");
  vi.setSystemTime(new Date("2026-04-01T00:00:00Z"));
  expect(start(session, "5")).toBe("allow");
  writeFileSync(join(home, ".local/state/sallyport/costs/days.json"), "{");
  expect(() => start(session, "6")).toThrow(/costs\/days\.json.*damaged/u);
});

describe("agents at the same time", () => {
  test("are counted for whoever uses the session's name, until their tool has been used", () => {
    expect([start(open("a"), "1"), start(open("a"), "2"), start(open("a"), "3")]).toEqual([
      "allow",
      "allow",
      "agent/too-many",
    ]);
    // Asked once more about the same use.
    expect([start(open("a"), "2"), start(open("b"), "3")]).toEqual(["allow", "allow"]);
    end(open("a"), "1");
    expect([start(open("a"), "3"), start(open("a"), "4")]).toEqual(["allow", "agent/too-many"]);
    endAgents(open("a"));
    expect([start(open("a"), "4"), start(open("a"), "5")]).toEqual(["allow", "allow"]);
  });

  test("give their place back when their time is over, if the client does not", () => {
    const session = open("c");
    expect([start(session, "1"), start(session, "2"), start(session, "3")]).toContain("agent/too-many");
    end(session, "1", { ...task, run_in_background: true });
    expect(start(session, "3")).toBe("agent/too-many");
    vi.setSystemTime(Date.now() + 60_001);
    expect(start(session, "3")).toBe("allow");
  });

  test("in the background keep their place until it is told that they have ended", () => {
    const session = open("g");
    const leave = (toolUseId: string, input: object, output: object): object =>
      recordUsed(session, { tool: "Agent", input: { ...task, ...input }, output, context: { toolUseId } });
    expect([start(session, "1"), start(session, "2")]).toEqual(["allow", "allow"]);
    leave("1", {}, { status: "async_launched", agentId: "one" });
    leave("2", { run_in_background: true }, { agentId: "two" });
    stopAgent(session, "other");
    stopAgent(session, undefined);
    expect(start(session, "3")).toBe("agent/too-many");
    stopAgent(open("g"), "one");
    expect([start(session, "3"), start(session, "4")]).toEqual(["allow", "agent/too-many"]);
    recordUsed(session, { tool: "TaskStop", input: { task_id: "two" }, output: {} });
    expect([start(session, "4"), start(session, "5")]).toEqual(["allow", "agent/too-many"]);
    leave("3", {}, { status: "completed", agentId: "three" });
    expect(start(session, "5")).toBe("allow");
  });

  test("have their time, and commands what is left of it", () => {
    const session = open("d");
    const use = (): string => ask(session, "Bash", { toolUseId: "x", agentId: "worker" });
    expect([use(), agentSeconds(session, "worker"), agentSeconds(session, undefined)]).toEqual([
      "allow",
      60,
      undefined,
    ]);
    vi.setSystemTime(Date.now() + 45_000);
    expect([use(), agentSeconds(session, "worker")]).toEqual(["allow", 15]);
    vi.setSystemTime(Date.now() + 15_001);
    expect(use()).toBe("agent/over");
    expect(ask(session, "Bash", { agentId: "other" })).toBe("allow");
    expect(ask(session, "Bash", {})).toBe("allow");
  });

  test("are not counted where the profile limits nothing", () => {
    const session = open("e", "none");
    for (const id of ["1", "2", "3", "4"]) expect(start(session, id)).toBe("allow");
    expect(agentSeconds(session, "worker")).toBeUndefined();
  });
});
