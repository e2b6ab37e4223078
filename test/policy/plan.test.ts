import { describe, expect, test } from "vitest";
import { type Plan, reasonCodes } from "../../src/base/index.ts";
import { planLines } from "../../src/engine/plan-lines.ts";
import { decide } from "../../src/policy/index.ts";
import { readArgv } from "../../src/shell/index.ts";
import { context, decideText, decideTool, policyOf } from "./policy-of.ts";

const profile = {
  permission_mode: "plan",
  permissions: { network_access: { allowed_domains: ["example.com"] } },
  allowed_tools: ["Bash(npm:*)", "Bash(curl:*)", "Write(./src/**)"],
  ask_tools: ["Bash(npm publish:*)"],
  disallowed_tools: ["Bash(rm:*)"],
};

const planOf = (command: string): Plan => {
  const { effect, reasons, plan } = decideText(command, profile);
  expect(effect).toBe("deny");
  if (plan === undefined) throw new Error(`no plan: ${reasons[0].code}`);
  return plan;
};

describe("the plan", () => {
  test("holds every action with its verdict, the files and the hosts", () => {
    const command = "npm ci && curl https://example.com/a -o dist/a; npm publish > src/log; make; rm -r out";
    const { effect, steps, files, hosts } = planOf(command);
    expect(effect).toBe("deny");
    expect(steps.filter(({ kind }) => kind === "exec").map((step) => [step.effect, step.what, step.code])).toEqual([
      ["allow", "npm ci", "rule/allowed"],
      ["allow", "curl https://example.com/a -o dist/a", "rule/allowed"],
      ["ask", "npm publish", "rule/asked"],
      ["ask", "make", "rule/no-match"],
      ["deny", "rm -r out", "rule/denied"],
    ]);
    expect(files).toEqual(["/home/ann/shop/dist/a", "/home/ann/shop/src/log", "/home/ann/shop/out"]);
    expect(hosts).toEqual(["example.com"]);
  });

  test.for([
    [{}, "curl https://example.com/", ["connect", "allow", "net/allowed"]],
    [{ permissions: {} }, "curl https://example.com/", ["connect", "deny", "net/host-not-allowed"]],
    [{ permissions: {}, sandbox: { backend: "none" } }, "curl https://example.com/", ["connect", "allow", undefined]],
    [{ permissions: {} }, "curl http://localhost:3000/", ["connect", "allow", "net/allowed"]],
  ] as const)("says what the walls keep from a program that is allowed: %j, %s", ([more, command, step]) => {
    const { steps } = decideText(command, { ...profile, ...more }).plan ?? { steps: [] };
    expect(
      steps.filter(({ kind }) => kind === "connect").map(({ kind, effect, code }) => [kind, effect, code]),
    ).toEqual([step]);
  });

  test("is of one effect where all is allowed, and nothing runs all the same", () => {
    expect(planOf("npm ci && git status").effect).toBe("allow");
    expect(decideText("npm ci", profile).reasons[0].code).toBe("mode/plan");
  });

  test("stands for the tools too", () => {
    const edit = decideTool("Write", { file_path: "src/a", content: "" }, profile).plan;
    expect(edit).toEqual({
      effect: "allow",
      steps: [{ kind: "Write", what: "src/a", effect: "allow", code: "rule/allowed" }],
      files: ["/home/ann/shop/src/a"],
      hosts: [],
    });
    const fetched = decideTool("WebFetch", { url: "https://example.org/x", prompt: "" }, profile).plan;
    expect([fetched?.effect, fetched?.hosts]).toEqual(["ask", ["example.org"]]);
  });

  test("names a program that is started without a text", () => {
    const argv = ["touch", "a b"];
    const request = { id: "1", session: "s", tool: "Bash", input: { command: "touch 'a b'" }, cwd: context.cwd };
    const { plan } = decide(request, readArgv(argv), policyOf(profile), context);
    expect(plan?.steps.map(({ kind, what }) => [kind, what])).toEqual([
      ["exec", "touch a b"],
      ["write", "a b"],
    ]);
  });

  test("is nothing outside of its mode, nor for what only plans", () => {
    expect(decideText("npm ci", { ...profile, permission_mode: "default" }).plan).toBeUndefined();
    expect(decideTool("ExitPlanMode", {}, profile)).toMatchObject({ effect: "allow" });
    expect(decideTool("TodoWrite", { todos: [] }, profile).plan).toBeUndefined();
  });

  test("can be read, whatever the text holds", () => {
    const lines = planLines(planOf("npm publish $'\\e[31m'; touch 'a\u001b[0mb'"));
    expect(lines.join("")).not.toContain("\u001b");
    expect(lines.some((line) => line.includes(reasonCodes["rule/asked"]))).toBe(true);
    expect(planLines(planOf("npm ci")).slice(-2)).toEqual([
      "  files that would change: none",
      "  hosts that would be reached: none",
    ]);
  });
});
