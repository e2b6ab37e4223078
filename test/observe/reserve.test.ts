import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openAuditLog, queryAudit, verifyAudit } from "../../src/observe/index.ts";
import { auditFolder, entry, logFiles, writtenLog } from "./audit-fixtures.ts";

const observe = new URL("../../src/observe/index.ts", import.meta.url).href;

/** Does one thing to the log with each of its ids, and says how that went. */
const writer = `
  import { openAuditLog } from ${JSON.stringify(observe)};
  const [folder, how, ...ids] = process.argv.slice(1);
  const entry = JSON.parse(process.env.ENTRY);
  const attempt = (work) => {
    try {
      work();
      console.log("kept");
    } catch ({ code }) {
      console.log(code);
    }
  };
  attempt(() => {
    const log = openAuditLog(folder, { reserved: how === "reserved" });
    const append = how === "append" ? log.append : log.appendReserved;
    for (const id of ids) attempt(() => append({ ...entry, time: new Date(), request: { ...entry.request, id } }));
  });
`;

/** In a process whose files may not grow beyond so many KiB, as none does on a full disk. */
function write(kibibytes: number, ...args: readonly string[]): readonly string[] {
  const limited = `ulimit -f ${kibibytes}; exec "$0" --input-type=module-typescript --eval "$@"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", limited, process.execPath, writer, ...args], {
    encoding: "utf8",
    env: { ...process.env, ENTRY: JSON.stringify(entry()) },
  });
  expect(stderr).toBe("");
  return stdout.trim().split("\n");
}

/** A log that is longer than those processes may make a file. */
function longLog(): string {
  const folder = auditFolder();
  using log = openAuditLog(folder, { reserved: true });
  const ids = Array.from({ length: 3000 }, (_, index) => entry({ id: `r${index}` }));
  for (let done = 0; done < ids.length; done += 100) log.append(...ids.slice(done, done + 100));
  return folder;
}

const limit = 1100;

describe("room for a record", () => {
  test("without any it is not kept, and shows", () => {
    const folder = longLog();
    expect(write(limit, folder, "append", "a")).toEqual(["internal/audit-failed", "kept"]);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 3000 });
  });

  test("what was set aside takes it, as the log's next file", () => {
    const folder = longLog();
    expect(write(limit, folder, "over", "a")).toEqual(["kept", "kept"]);
    expect(logFiles(folder)).toHaveLength(2);
    using log = openAuditLog(folder);
    log.append(entry({ id: "b" }));
    const ids = Array.from(queryAudit(folder), ({ id }) => id);
    expect([ids.includes("a"), ids.includes("b"), ids.length]).toEqual([true, true, 3002]);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 3002 });
  });

  test.for([
    { name: "before it had a file", hasFile: false, records: 3001 },
    { name: "before it was acknowledged", hasFile: true, records: 3002 },
  ])("a writer killed $name leaves a whole log", ({ hasFile, records }) => {
    const folder = longLog();
    const [seq, hash] = readFileSync(join(folder, "head"), "latin1").split(" ");
    expect(write(limit, folder, "over", "a")).toEqual(["kept", "kept"]);
    writeFileSync(join(folder, "head"), `${seq} ${hash} 2 0`.padEnd(255).concat("\n"));
    if (!hasFile) renameSync(join(folder, "audit-000002.jsonl"), join(folder, "reserve"));
    using log = openAuditLog(folder, { reserved: true });
    log.append(entry({ id: "b" }));
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records });
  });

  test("nothing begins without it", () => {
    const folder = writtenLog(3);
    expect(write(1000, folder, "reserved", "a")).toEqual(["internal/audit-failed"]);
    expect(write(limit, folder, "reserved", "a")).toEqual(["kept", "kept"]);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 4 });
  });
});
