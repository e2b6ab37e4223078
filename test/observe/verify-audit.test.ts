import { appendFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openAuditLog, repairAudit, verifyAudit } from "../../src/observe/index.ts";
import { entry, logFiles, tamper, writtenLog } from "./audit-fixtures.ts";
import { tamperCases } from "./verify-audit.cases.ts";

const codes = (folder: string) => verifyAudit(folder).problems.map(({ code, line }) => [code, line]);
const onlyFile = (folder: string): string => logFiles(folder)[0] ?? "";

describe("verifyAudit", () => {
  test.for(tamperCases)("$name", ({ change, state, problems }) => {
    const folder = writtenLog(5);
    tamper(onlyFile(folder), change);
    expect(verifyAudit(folder).state).toBe(state);
    expect(codes(folder)).toEqual(problems);
  });

  test("a noted place must still be there", () => {
    const folder = writtenLog(5);
    const expected = verifyAudit(folder).last;
    using log = openAuditLog(folder);
    log.append(entry());
    expect(verifyAudit(folder, { expect: expected }).state).toBe("intact");
    const problems = verifyAudit(folder, { expect: { ...expected, hash: "0".repeat(64) } }).problems;
    expect(problems.map(({ code }) => code)).toEqual(["not-as-expected"]);
  });

  test("the chain goes on across files, and a file taken away shows", () => {
    const folder = writtenLog(40, 4096);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 40 });
    const files = logFiles(folder);
    expect(files.length).toBeGreaterThan(5);
    rmSync(files[2] ?? "");
    expect(verifyAudit(folder).problems.map(({ code }) => code)).toEqual(["missing"]);
  });

  test("old files may be pruned when the operator says so", () => {
    const folder = writtenLog(40, 4096);
    rmSync(onlyFile(folder));
    expect(verifyAudit(folder).state).toBe("tampered");
    expect(verifyAudit(folder, { pruned: true }).state).toBe("intact");
  });

  test("an empty folder is intact", () => {
    expect(verifyAudit(writtenLog(0))).toMatchObject({ state: "intact", records: 0 });
  });

  test("a log cut by somebody stays tampered, whatever is written or repaired later", () => {
    const folder = writtenLog(5);
    truncateSync(onlyFile(folder), statSync(onlyFile(folder)).size - 40);
    expect(codes(folder)).toEqual([
      ["torn", 5],
      ["truncated", 5],
    ]);
    using log = openAuditLog(folder);
    log.append(entry());
    expect(verifyAudit(folder).state).toBe("tampered");
    expect(repairAudit(folder).verdict.state).toBe("tampered");
    expect(verifyAudit(folder).last.seq).toBe(6);
  });
});

describe("a writer that died", () => {
  const half = '{"seq":6,"time":"2026-01-30T12:00:00.123Z","id":"r';

  test("half a record is torn, and repair sets it aside", () => {
    const folder = writtenLog(5);
    appendFileSync(onlyFile(folder), half);
    expect(verifyAudit(folder).state).toBe("torn");
    const { done, verdict } = repairAudit(folder);
    expect(done).toHaveLength(1);
    expect(verdict).toMatchObject({ state: "intact", records: 5 });
    expect(repairAudit(folder).done).toEqual([]);
  });

  test("half a record is set aside by the next writer", () => {
    const folder = writtenLog(5);
    appendFileSync(onlyFile(folder), half);
    using log = openAuditLog(folder);
    expect(log.append(entry()).seq).toBe(6);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 6 });
  });

  test("a record that the head has not heard of counts", () => {
    const folder = writtenLog(5);
    const head = `${verifyAudit(writtenLog(0)).last.seq} ${"0".repeat(64)} 1 0`.padEnd(255).concat("\n");
    writeFileSync(join(folder, "head"), head);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 5 });
    using log = openAuditLog(folder);
    expect(log.append(entry()).seq).toBe(6);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 6 });
  });

  test("a lost head is reported, and made anew", () => {
    const folder = writtenLog(5);
    writeFileSync(join(folder, "head"), "");
    expect(codes(folder)).toEqual([["head-missing", 5]]);
    expect(repairAudit(folder).verdict.state).toBe("intact");
    using log = openAuditLog(folder);
    expect(log.append(entry()).seq).toBe(6);
  });
});
