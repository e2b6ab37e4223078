import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ExecEntry, type ExecTrace, formatAuditText, openAuditLog, queryAudit } from "../../src/observe/index.ts";
import { auditFolder, entry, logFiles } from "./audit-fixtures.ts";

function exec(verdict: "allow" | "deny", argv: readonly string[], times = 1): ExecEntry {
  const rule = { text: "Bash(curl:*)", source: { file: "profile.json", pointer: "/disallowed_tools/0" } };
  const why =
    verdict === "allow"
      ? ({ code: "exec/not-denied", rule: undefined } as const)
      : ({ code: "rule/denied", rule } as const);
  return { argv, words: argv.length, file: `/usr/bin/${argv[0]}`, chain: ["bash", "make"], verdict, ...why, times };
}

function recorded(execs: ExecTrace): string {
  const folder = auditFolder();
  using log = openAuditLog(folder);
  log.append({ ...entry({ id: "quiet" }), execs: { allow: 1, deny: 0, listed: [exec("allow", ["ls"])] } });
  log.append({ ...entry({ id: "told" }), execs });
  return folder;
}

const refusedOnce: ExecTrace = {
  allow: 7,
  deny: 3,
  listed: [exec("allow", ["ls"], 7), exec("deny", ["curl", "x"], 3)],
};

describe("what ran, in the record", () => {
  test("is listed with the way to it, refused programs first", () => {
    const [, record] = queryAudit(recorded(refusedOnce));
    expect(record?.exec_counts).toEqual({ allowed: 7, refused: 3, omitted: 0 });
    expect(record?.execs).toEqual([
      {
        argv: ["curl", "x"],
        file: "/usr/bin/curl",
        chain: ["bash", "make"],
        verdict: "deny",
        code: "rule/denied",
        rule: "Bash(curl:*)",
        times: 3,
      },
      {
        argv: ["ls"],
        file: "/usr/bin/ls",
        chain: ["bash", "make"],
        verdict: "allow",
        code: "exec/not-denied",
        times: 7,
      },
    ]);
  });

  test.for([{ verdict: "deny" }, { rule: "Bash(curl:*)" }, { text: "curl" }] as const)("is found by %o", (query) => {
    expect(Array.from(queryAudit(recorded(refusedOnce), query), ({ id }) => id)).toEqual(["told"]);
  });

  test("is told to people where something was refused", () => {
    const [quiet, told] = Array.from(queryAudit(recorded(refusedOnce)), formatAuditText);
    expect(quiet).not.toContain("Refused");
    expect(told).toMatch(/\n {2}Refused: bash → make → curl x \(3 times\): Bash\(curl:\*\)$/u);
  });

  test("holds no secrets", () => {
    const secret = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
    const argv = ["curl", "-H", `Authorization: Bearer ${secret}`, "--password", "hunter2hunter2"];
    const folder = recorded({ allow: 0, deny: 1, listed: [exec("deny", argv)] });
    const text = logFiles(folder)
      .map((file) => readFileSync(file, "utf8"))
      .join("");
    expect(text).not.toContain(secret);
    expect(text).not.toContain("hunter2");
  });

  test("stays within its bytes, whatever the words are, and counts the rest", () => {
    const words = Array.from({ length: 64 }, () => "\u0001".repeat(512));
    const listed = Array.from({ length: 300 }, (_, index) => exec(index < 100 ? "deny" : "allow", ["x", ...words]));
    const [, record] = queryAudit(recorded({ allow: 5000, deny: 100, listed }));
    const kept = record?.execs?.length ?? 0;
    expect(kept).toBeGreaterThan(5);
    expect(record?.exec_counts).toEqual({ allowed: 5000, refused: 100, omitted: 5100 - kept });
    expect(JSON.stringify(record?.execs).length).toBeLessThan(100_000);
  });
});
