import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { NetworkEntry } from "../../src/base/index.ts";
import { openNetworkLog, openSession } from "../../src/engine/index.ts";
import { eventually } from "../egress/loopback-filter.ts";
import { verifyAudit } from "../../src/observe/index.ts";

function open(failed: (error: unknown) => void) {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-network-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = new Map([["XDG_STATE_HOME", folder]]);
  const user = { uid: process.getuid?.() ?? 0, home: folder };
  const session = openSession(
    { env, cwd: folder, packageRoot: fileURLToPath(new URL("../..", import.meta.url)), user },
    {},
  );
  return { log: openNetworkLog(session, failed), audit: join(folder, "sallyport/audit") };
}

function entry(host: string): NetworkEntry {
  return {
    time: new Date(),
    door: "http",
    client: undefined,
    method: "GET",
    host,
    port: 80,
    path: "/",
    address: "192.0.2.1",
    verdict: "allow",
    code: "net/allowed",
    rule: undefined,
    message: "",
    sent: 0,
    received: 1,
    durationMs: 1,
    status: 200,
  };
}

const unexpected = (error: unknown): never => {
  throw error;
};

test("records that come together are written together, each with an id of its own", async () => {
  const { log, audit } = open(unexpected);
  using _ = log;
  for (let at = 0; at < 50; at += 1) log.record(entry(`h${at}.test`));
  await eventually(() => verifyAudit(audit).records > 0);
  expect(verifyAudit(audit)).toMatchObject({ state: "intact", records: 50 });
  const lines = readFileSync(join(audit, "audit-000001.jsonl"), "utf8").trimEnd().split("\n");
  const records = lines.map((line): { id: string; input: { host: string } } => JSON.parse(line));
  expect(records.map(({ input }) => input.host)).toEqual(Array.from({ length: 50 }, (_value, at) => `h${at}.test`));
  expect(new Set(records.map(({ id }) => id)).size).toBe(50);
});

test("what was made just before the end is written at the end", () => {
  const { log, audit } = open(unexpected);
  log.record(entry("last.test"));
  log[Symbol.dispose]();
  expect(verifyAudit(audit)).toMatchObject({ state: "intact", records: 1 });
});

test("that nothing can be kept is told", async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const { log, audit } = open(resolve);
  using _ = log;
  symlinkSync("elsewhere", join(audit, "audit-000001.jsonl"));
  log.record(entry("lost.test"));
  expect(await promise).toMatchObject({ code: "internal/audit-failed" });
});
