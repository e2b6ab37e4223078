import { describe, expect, test } from "vitest";
import { type Context, type EnvChange, parseAbsolutePath, type Request } from "../../src/base/index.ts";
import { decideExec, type ExecVerdict, gateEnvNames, policyAtExec, readExec } from "../../src/policy/index.ts";
import { isBuiltin, isShell, readArgv, readClosedArgv, runsElsewhere, usualWords } from "../../src/shell/index.ts";
import { type ExecRow, execRows } from "./decide-exec.cases.ts";
import { context, policyOf } from "./policy-of.ts";

const reader = { read: readArgv, readClosed: readClosedArgv, isShell, isBuiltin, runsElsewhere, usualWords };
const at = { start: 0, end: 0 };

function judge(row: ExecRow): ExecVerdict {
  const { path, argv, mode, real = row.path, cwd = context.cwd } = row;
  const policy = policyAtExec(policyOf(row.profile), row.standIns);
  const here: Context = { ...context, cwd: parseAbsolutePath(cwd) };
  const identity = { loader: row.loader ?? false, copyOf: row.copyOf ?? [], toldByWords: false };
  const place = real.startsWith("/") ? real : parseAbsolutePath(real, here.cwd);
  const file = { path: place, device: "1", inode: "2", size: 3, interpreter: undefined };
  const exec = readExec({ path, argv, file: real === "none" ? undefined : file }, identity, policy.rules, here);
  const env = Object.entries(row.env ?? {}).map(([name, value]): EnvChange => ({
    name,
    value: { kind: "static", value, at },
    at,
  }));
  const request: Request = { id: "1", session: "s", tool: "Bash", input: { command: "x" }, cwd: context.cwd };
  return decideExec({ mode, exec, family: row.family, env, request, context: () => here }, policy, reader);
}

describe("decideExec", () => {
  test.for(execRows)("$name", (row) => {
    const { decision, next } = judge(row);
    expect([decision.effect, decision.reasons[0].code]).toEqual([row.effect, row.code]);
    if (row.next !== undefined) expect(next).toBe(row.next);
  });

  test("names are unique", () => {
    expect(new Set(execRows.map(({ name }) => name)).size).toBe(execRows.length);
  });

  test("words beyond what one reading takes are all judged", () => {
    const words = Array.from({ length: 60_000 }, (_, index) => `f${index}`);
    const row = execRows.find(({ name }) => name === "guarded: words that no rule denies");
    if (row === undefined) throw new Error("no such row");
    const many = { ...row, argv: ["rm", "-r", ...words, "-f"] };
    expect(judge(many).decision.effect).toBe("allow");
    expect(judge({ ...many, argv: [...many.argv, "/"] }).decision.effect).toBe("deny");
  });

  test("the variables that are told never are all of them", () => {
    expect(gateEnvNames().filter((name) => !/^[A-Za-z_][A-Za-z0-9_]*\*?$/u.test(name))).toEqual([]);
    expect(gateEnvNames()).toContain("LD_*");
    expect(gateEnvNames()).not.toContain("IFS");
  });
});
