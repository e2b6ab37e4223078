import fc from "fast-check";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { noteEntry, openAuditLog, queryAudit, verifyAudit } from "../../src/observe/index.ts";
import { auditFolder, entry, logFiles, writtenLog } from "./audit-fixtures.ts";

const observe = new URL("../../src/observe/index.ts", import.meta.url).href;

/** Appends records and prints each one's id once it is acknowledged. */
const writer = `
  import { openAuditLog } from ${JSON.stringify(observe)};
  import { writeSync } from "node:fs";
  const [folder, name, count] = process.argv.slice(1);
  const entry = JSON.parse(process.env.ENTRY);
  const log = openAuditLog(folder, { rotateBytes: 100_000 });
  for (let index = 0; index < Number(count); index += 1) {
    const id = name + "-" + index;
    log.append({ ...entry, time: new Date(), request: { ...entry.request, id } });
    writeSync(1, id + "\\n");
  }
`;

function startWriter(folder: string, name: string, count: number) {
  const child = spawn(
    process.execPath,
    ["--input-type=module-typescript", "--eval", writer, folder, name, String(count)],
    {
      env: { ...process.env, ENTRY: JSON.stringify(entry()) },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const ended = once(child, "close").then(() => ({
    acknowledged: Buffer.concat(output).toString().split("\n").slice(0, -1),
    errors: Buffer.concat(errors).toString(),
  }));
  return { child, ended };
}

describe("several writers", () => {
  test("eight processes, three of them killed: nothing acknowledged is lost and the chain holds", async () => {
    const folder = auditFolder();
    const writers = Array.from({ length: 8 }, (_, index) => startWriter(folder, `w${index}`, 200));
    for (const [index, { child }] of writers.slice(0, 3).entries()) {
      child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), 3 + index * 5));
    }
    const ended = await Promise.all(writers.map(({ ended }) => ended));
    expect(ended.slice(3).map(({ errors }) => errors)).toEqual(["", "", "", "", ""]);
    const acknowledged = ended.flatMap((writer) => writer.acknowledged);
    const kept = new Set(Array.from(queryAudit(folder), ({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(1000);
    expect(verifyAudit(folder).state).not.toBe("tampered");
    using log = openAuditLog(folder);
    log.append(entry());
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", problems: [] });
  }, 60_000);

  test("two logs in one process take turns", () => {
    const folder = auditFolder();
    using one = openAuditLog(folder);
    using two = openAuditLog(folder);
    for (let index = 0; index < 20; index += 1) (index % 2 === 0 ? one : two).append(entry());
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 20 });
  });

  test("several records at once stand one after the other in the chain, also where others write in between", () => {
    const folder = auditFolder();
    using one = openAuditLog(folder, { rotateBytes: 2000 });
    using two = openAuditLog(folder, { rotateBytes: 2000 });
    const named = (...ids: readonly string[]) => ids.map((id) => entry({ id }));
    expect(one.append(...named("a", "b", "c")).seq).toBe(3);
    expect(two.append(...named("d")).seq).toBe(4);
    expect(one.append(...named("e", "f")).seq).toBe(6);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 6 });
    expect(Array.from(queryAudit(folder), ({ id }) => id).toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  test("what is only noted is not written, and what it hides is hidden in the record too", () => {
    const folder = auditFolder();
    using log = openAuditLog(folder);
    const asked = entry({ command: "PASSWORD=hunter2hunter ls -l" });
    expect(noteEntry(asked)).not.toContain("hunter2");
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 0 });
    log.append(asked);
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 1 });
    expect(readFileSync(logFiles(folder)[0] ?? "", "utf8")).not.toContain("hunter2");
    const [kept] = queryAudit(folder);
    expect(kept?.input).toEqual({ command: "PASSWORD=[redacted:named] ls -l" });
  });

  test("a file moved away is made again, and shows", () => {
    const folder = writtenLog(2);
    using log = openAuditLog(folder);
    log.append(entry());
    unlinkSync(logFiles(folder)[0] ?? "");
    log.append(entry());
    expect(verifyAudit(folder).problems.map(({ code }) => code)).toEqual(["missing"]);
  });
});

describe("the folder", () => {
  test("it and its files are for their owner alone", () => {
    const folder = writtenLog(1);
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    for (const name of ["audit-000001.jsonl", "head", "lock"]) {
      expect([name, lstatSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  test("one that others can enter is closed", () => {
    const folder = auditFolder();
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    openAuditLog(folder)[Symbol.dispose]();
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
  });

  const refused = { code: "internal/audit-failed" };

  test("a link is refused", () => {
    const folder = auditFolder();
    symlinkSync(writtenLog(1), folder);
    expect(() => openAuditLog(folder)).toThrow(expect.objectContaining(refused));
  });

  test.for(["audit-000001.jsonl", "head", "lock"])("a link in the place of %s is refused", (name) => {
    const folder = auditFolder();
    mkdirSync(folder, { mode: 0o700 });
    symlinkSync(join(dirname(folder), "elsewhere"), join(folder, name));
    expect(() => openAuditLog(folder).append(entry())).toThrow(expect.objectContaining(refused));
  });

  test.runIf(process.geteuid?.() === 0)("another user's is refused", async () => {
    const { chownSync } = await import("node:fs");
    const folder = writtenLog(1);
    chownSync(folder, 65_534, 65_534);
    expect(() => openAuditLog(folder)).toThrow(expect.objectContaining(refused));
  });
});

describe("a record", () => {
  test("is this line", async () => {
    const folder = writtenLog(1);
    await expect(readFileSync(logFiles(folder)[0] ?? "", "utf8")).toMatchFileSnapshot("golden/record.jsonl");
  });

  test("a mebibyte of command is cut, and told by length and digest", () => {
    const folder = auditFolder();
    using log = openAuditLog(folder);
    log.append(entry({ command: "x".repeat(2 ** 20) }));
    const [record] = queryAudit(folder);
    expect(record?.input).toMatchObject({
      command: { length: 2 ** 20, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
    });
    expect(readFileSync(logFiles(folder)[0] ?? "").length).toBeLessThan(32 * 1024);
  });

  test("no secret reaches the disk, at whatever place of a long text it stands", () => {
    const secret = `ghp_${"aB3dE5gH7j".repeat(4)}`;
    const folder = auditFolder();
    using log = openAuditLog(folder);
    fc.assert(
      fc.property(fc.nat(30_000), fc.nat(8), (before, after) => {
        const command = `${"a ".repeat(before / 2)}${secret} ${"b ".repeat(after * 2000)}`;
        log.append({ ...entry({ command, id: secret, session: secret, rule: secret }), rewritten: command });
      }),
      { seed: 3, numRuns: 60 },
    );
    expect(readFileSync(logFiles(folder)[0] ?? "", "utf8")).not.toContain("ghp_");
  });

  test("any input is kept as one bounded line that reads back", () => {
    const folder = auditFolder();
    using log = openAuditLog(folder);
    let count = 0;
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.anything({ maxDepth: 4 })),
        fc.string({ unit: "binary" }),
        (input, tool) => {
          const plain = entry({ tool });
          log.append({ ...plain, request: { ...plain.request, input } });
          count += 1;
        },
      ),
      { seed: 5, numRuns: 300 },
    );
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: count });
  });

  test("a hostile record stays below a mebibyte", () => {
    const folder = auditFolder();
    using log = openAuditLog(folder);
    const nasty = "\u0000".repeat(20_000);
    const plain = entry({ id: nasty, tool: nasty, session: nasty, command: nasty, rule: nasty });
    const [reason] = plain.decision.reasons;
    log.append({
      ...plain,
      request: { ...plain.request, input: { list: Array.from({ length: 500 }, () => nasty), deep: nested(5000) } },
      actions: Array.from({ length: 5000 }, () => ({
        kind: "opaque",
        what: "text",
        text: nasty,
        at: { start: 0, end: 1 },
        via: [],
      })),
      decision: {
        effect: "deny",
        reasons: [reason, ...Array.from({ length: 5000 }, () => ({ ...reason, message: nasty }))],
      },
      allows: Array.from({ length: 10_000 }, () => nasty),
      rewritten: nasty,
    });
    expect(verifyAudit(folder)).toMatchObject({ state: "intact", records: 1 });
    expect(readFileSync(logFiles(folder)[0] ?? "").length).toBeLessThan(2 ** 20);
  });

  function nested(depth: number): unknown {
    let value: unknown = "deep";
    for (let index = 0; index < depth; index += 1) value = { value };
    return value;
  }
});
