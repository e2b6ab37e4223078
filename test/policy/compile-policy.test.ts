import { describe, expect, test } from "vitest";
import { compilePolicy } from "../../src/policy/index.ts";
import { readRuleCommand } from "../../src/shell/index.ts";
import { cpuMs } from "../base/cpu-time.ts";
import { decideText, policyOf } from "./policy-of.ts";

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

  test("a hostile text is judged in bounded time", () => {
    const body = {
      allowed_tools: ["Bash"],
      disallowed_tools: ["Bash(a * b * c * d:*)", "Bash(rm -rf /)", "Read(**/*a*a*a*a*b)"],
    };
    const spent = cpuMs(() => {
      decideText(`cat ${"a".repeat(4000)} ${"/a".repeat(3000)}; a ${"b c ".repeat(5000)}`, body);
      decideText(`rm ${"x ".repeat(20_000)}`, body);
    });
    expect(spent).toBeLessThan(5000);
  });
});
