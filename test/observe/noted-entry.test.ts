import { mkdirSync, rmSync, utimesSync } from "node:fs";
import { expect, test } from "vitest";
import { noteEntry, openAuditLog, queryAudit, verifyAudit } from "../../src/observe/index.ts";
import { auditFolder, entry, logFiles } from "./audit-fixtures.ts";

test("what was only noted is recorded once, and not beside its own record", () => {
  const folder = auditFolder();
  const noted = (id: string): string => noteEntry(entry({ id }));
  using log = openAuditLog(folder);
  log.append(entry({ id: "whole" }), {
    ...entry({ id: "lost" }),
    request: { ...entry({ id: "lost" }).request, tool: "Network" },
  });
  const texts = [noted("whole"), noted("lost"), noted("lost"), noted("half").slice(0, -20), "", "null", "{}", "[]"];
  for (const text of texts) log.appendNoted(() => text, "internal/killed");
  expect([...queryAudit(folder)].map(({ id, tool, error }) => [id, tool, error])).toEqual([
    ["whole", entry().request.tool, undefined],
    ["lost", "Network", undefined],
    ["lost", entry().request.tool, "internal/killed"],
  ]);
  expect(verifyAudit(folder)).toMatchObject({ problems: [] });
});

test("what was written to long before is not looked through for it", () => {
  const folder = auditFolder();
  using log = openAuditLog(folder, { rotateBytes: 1 });
  for (const id of ["a", "b"]) log.append(entry({ id }));
  const [oldest = ""] = logFiles(folder);
  rmSync(oldest);
  mkdirSync(oldest);
  const note = (id: string): void =>
    log.appendNoted(() => noteEntry({ ...entry({ id }), time: new Date() }), "internal/killed");
  expect(() => note("c")).toThrow();
  utimesSync(oldest, new Date(0), new Date(0));
  for (const id of ["b", "c"]) note(id);
  rmSync(oldest, { recursive: true });
  expect([...queryAudit(folder)].map(({ id, error }) => [id, error])).toEqual([
    ["b", undefined],
    ["c", "internal/killed"],
  ]);
});
