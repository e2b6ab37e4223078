import { expect, test } from "vitest";
import { noteEntry, openAuditLog, queryAudit, verifyAudit } from "../../src/observe/index.ts";
import { auditFolder, entry } from "./audit-fixtures.ts";

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
