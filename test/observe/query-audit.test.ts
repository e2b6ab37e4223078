import { appendFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AuditRecord, formatAuditText, openAuditLog, queryAudit, tailAudit } from "../../src/observe/index.ts";
import { auditFolder, entry, logFiles, writtenLog } from "./audit-fixtures.ts";
import { queryCases, queryEntries } from "./query-audit.cases.ts";

async function ids(records: AsyncIterable<AuditRecord>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { id } of records) found.push(id);
  return found;
}

describe("queryAudit", () => {
  test.for(queryCases)("$name", ({ query, ids }) => {
    const folder = auditFolder();
    using log = openAuditLog(folder);
    for (const shape of queryEntries) log.append(entry(shape));
    expect(Array.from(queryAudit(folder, query), ({ id }) => id).join("")).toBe(ids);
  });

  test("a folder that does not exist holds nothing", () => {
    expect([...queryAudit(auditFolder())]).toEqual([]);
  });

  test("lines that are no records are passed over", () => {
    const folder = writtenLog(2);
    appendFileSync(logFiles(folder)[0] ?? "", "rubbish\n");
    expect([...queryAudit(folder)]).toHaveLength(2);
  });
});

describe("tailAudit", () => {
  test.for([0, 1, 5, 39, 40, 41, 1000])("the last %d of forty in several files", async (count) => {
    const folder = writtenLog(40, 4096);
    const expected = Array.from({ length: 40 }, (_, index) => `r${index + 1}`).slice(40 - Math.min(40, count));
    expect(await ids(tailAudit(folder, { count }))).toEqual(expected);
  });

  test("follow shows what comes, across files, and ends on its signal", async () => {
    const folder = writtenLog(3);
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const { id } of tailAudit(folder, { count: 1, follow: true, signal: stop.signal })) seen.push(id);
    })();
    using log = openAuditLog(folder, { rotateBytes: 1000 });
    log.append(entry({ id: "new1" }));
    log.append(entry({ id: "new2" }));
    await expect.poll(() => seen).toContain("new2");
    stop.abort();
    await following;
    expect(seen.slice(-3)).toEqual(["r3", "new1", "new2"]);
  });

  test("a folder that does not exist yet can be followed", async () => {
    const folder = auditFolder();
    const stop = new AbortController();
    const first = tailAudit(folder, { count: 5, follow: true, signal: stop.signal }).next();
    using log = openAuditLog(folder);
    log.append(entry({ id: "first" }));
    expect((await first).value).toMatchObject({ id: "first" });
    stop.abort();
  });
});

describe("formatAuditText", () => {
  test.for([
    { effect: "allow", result: "ALLOWED" },
    { effect: "ask", result: "ASKED (permission_required)" },
    { effect: "deny", result: "DENIED (permission_error)" },
  ] as const)("four lines for $effect", ({ effect, result }) => {
    const folder = auditFolder();
    using log = openAuditLog(folder);
    log.append({ ...entry({ effect }), key: "team-a" });
    const [record] = queryAudit(folder);
    expect(record && formatAuditText(record)).toBe(
      `[2026-01-30 12:00:00] Permission check: team-a\n  Tool requested: Bash\n  Key allows: ["Read", "Grep"]\n  Result: ${result}`,
    );
  });

  test("text of the agent's cannot forge a line", () => {
    const folder = auditFolder();
    using log = openAuditLog(folder);
    log.append(entry({ tool: "Bash\n  Result: ALLOWED", session: "\u001b[2J" }));
    const [record] = queryAudit(folder);
    expect(record && formatAuditText(record).split("\n")).toHaveLength(4);
  });
});
