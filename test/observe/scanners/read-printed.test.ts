import { describe, expect, test } from "vitest";
import { findingsFrom, readPrinted, type Scanner, scanners } from "../../../src/observe/index.ts";
import { reports } from "./reports.ts";

function scanner(tool: string): readonly [string, Scanner] {
  const found = scanners.get(tool);
  if (found === undefined) throw new Error(`no scanner ${tool}`);
  return [tool, found];
}

const read = (tool: string, report: unknown, status = 1): ReturnType<typeof readPrinted> =>
  readPrinted(scanner(tool), {
    text: typeof report === "string" ? report : JSON.stringify(report),
    status,
    file: "/p/manifest",
  });

const told = (tool: string, report: unknown, status = 1): readonly string[] =>
  read(tool, report, status).findings.map(
    ({ severity, file, line, id }) => `${severity} ${file}${line === undefined ? "" : `:${line}`} ${id}`,
  );

const oldSafety = [["django", "<1.11", "1.8", "An advisory.", "33074", null, null]];

test.for([
  ["npm-audit", reports.npm, 1, ["high /p/manifest GHSA-35jh-r3h4-6jhm", "medium /p/manifest GHSA-29mw-wpgm-hmr9"]],
  ["npm-audit", reports.npm6, 1, ["low /p/manifest 1523"]],
  ["safety", reports.safety, 64, ["high /p/manifest CVE-2022-28346", "critical /p/manifest 44742"]],
  ["safety", oldSafety, 255, ["high /p/manifest 33074"]],
  [
    "safety",
    `+== DEPRECATED: \`check\` [1] ==+\n${JSON.stringify(reports.safety, null, 4)}\n+== see scan ==+\n`,
    64,
    ["high /p/manifest CVE-2022-28346", "critical /p/manifest 44742"],
  ],
  ["bandit", reports.bandit, 1, ["high /p/app.py:2 B602"]],
  ["eslint", reports.eslint, 1, ["medium /p/app.js:3 security/detect-eval-with-expression"]],
  ["semgrep", reports.semgrep, 0, ["medium /p/app.py:7 python.lang.security.audit.eval-detected"]],
] as const)("reads what %s prints", ([tool, report, status, expected]) => {
  expect(told(tool, report, status)).toEqual(expected);
  expect(read(tool, report, status).unread).toBeUndefined();
});

describe("what could not be read", () => {
  test.for([...scanners.keys()])("of %s is said", (tool) => {
    for (const text of ["", "no JSON", "null", "{}", "[1]", '{"results": 1}', '"x"', "[".repeat(5000)])
      expect(read(tool, text), text.slice(0, 20)).toMatchObject({ findings: [], unread: expect.any(String) });
  });

  test.for([
    ["npm-audit", { message: "x", error: { code: "ENOLOCK", summary: "needs a lockfile", detail: "" } }],
    ["bandit", { errors: [{ filename: "/p/a.py", reason: "syntax error" }], results: [] }],
    ["eslint", [{ filePath: "/p/a.js", messages: [{ ruleId: null, fatal: true, severity: 2, message: "Parsing" }] }]],
    [
      "eslint",
      [
        {
          filePath: "/p/a.ts",
          messages: [
            { ruleId: null, severity: 1, message: "File ignored because no matching configuration was supplied." },
          ],
        },
      ],
    ],
    ["semgrep", { results: [], errors: [{ code: 3, level: "warn", message: "Syntax error at line 1" }] }],
  ] as const)("by %s itself is said", ([tool, report]) => {
    expect(read(tool, report)).toEqual({ findings: [], unread: expect.any(String) });
  });

  test("after a crash is said beside what was found", () => {
    expect(read("bandit", reports.bandit, 2)).toMatchObject({ findings: [{ id: "B602" }], unread: expect.any(String) });
  });
});

test("what is less severe is left out, and the worst comes first", () => {
  const { findings } = read("safety", reports.safety, 64);
  expect(findingsFrom("high", findings).map(({ severity }) => severity)).toEqual(["critical", "high"]);
  expect(findingsFrom("critical", findings)).toHaveLength(1);
  expect(findingsFrom("high", read("npm-audit", reports.npm).findings)).toHaveLength(1);
});
