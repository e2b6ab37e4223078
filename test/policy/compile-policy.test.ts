import { describe, expect, test } from "vitest";
import { compilePolicy } from "../../src/policy/index.ts";
import { readRuleCommand, readScript } from "../../src/shell/index.ts";
import { context, decideText, policyOf } from "./policy-of.ts";
import { decide } from "../../src/policy/index.ts";

const unreadable = [
  "Bash(git add && git commit)",
  "Bash(echo $(x))",
  "Read(!x)",
  "Read(../x)",
  "Edit(a/../b)",
  "TodoWrite(x)",
  "WebFetch(example.com)",
];

describe("compiling rules", () => {
  test("names every rule that can't be understood", () => {
    const source = { file: "p.json", pointer: "/allowed_tools/0" };
    const { profile } = policyOf({});
    const rules = unreadable.map((text) => ({ text, effect: "allow" as const, source }));
    const compiled = compilePolicy({ ...profile, rules }, readRuleCommand);
    const issues = compiled.ok ? [] : compiled.issues;
    expect(issues.map(({ code, pointer }) => [code, pointer])).toEqual(
      unreadable.map(() => ["SchemaValidationError", "/allowed_tools/0"]),
    );
  });

  test("ten thousand rules that can't match cost at most twice as much", () => {
    const many = (rule: (index: number) => string): string[] =>
      Array.from({ length: 10_000 }, (_, index) => rule(index));
    const few = { allowed_tools: ["Bash(git:*)", "Bash(npm:*)"], disallowed_tools: ["Bash(git push --force:*)"] };
    const lots = {
      allowed_tools: [
        ...few.allowed_tools,
        ...many((index) => `Bash(npm run task${index})`),
        ...many((index) => `Read(./d${index}/**)`),
      ],
      disallowed_tools: [
        ...few.disallowed_tools,
        ...many((index) => `Bash(git push origin b${index})`),
        ...many((index) => `Bash(rm --o${index})`),
      ],
    };
    const timed = (body: Parameters<typeof policyOf>[0]): number => {
      const policy = policyOf(body);
      const command = "cd src && git push origin main; npm test | head; rm -rf build";
      const request = { id: "1", session: "s", tool: "Bash", input: { command }, cwd: context.cwd };
      const reading = readScript(command);
      const rounds = Array.from({ length: 15 }, () => {
        const started = performance.now();
        for (let round = 0; round < 200; round += 1) decide(request, reading, policy, context);
        return performance.now() - started;
      });
      return Math.min(...rounds);
    };
    timed(few);
    expect(timed(lots)).toBeLessThan(timed(few) * 2);
  });

  test("a hostile text is judged in bounded time", () => {
    const started = performance.now();
    const body = {
      allowed_tools: ["Bash"],
      disallowed_tools: ["Bash(a * b * c * d:*)", "Bash(rm -rf /)", "Read(**/*a*a*a*a*b)"],
    };
    decideText(`cat ${"a".repeat(4000)} ${"/a".repeat(3000)}; a ${"b c ".repeat(5000)}`, body);
    decideText(`rm ${"x ".repeat(20_000)}`, body);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
