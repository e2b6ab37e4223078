import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { noteRequest, recordKilled } from "../../src/engine/noted-requests.ts";
import { noteEntry, queryAudit } from "../../src/observe/index.ts";
import { entry } from "../observe/audit-fixtures.ts";

const source = new URL("../../src/engine/noted-requests.ts", import.meta.url).href;

function places(): { readonly state: ReturnType<typeof parseAbsolutePath>; readonly audit: string } {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-noted-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { state: parseAbsolutePath(folder), audit: join(folder, "audit") };
}

/** Notes it in a process that is killed then. */
async function killedWith(state: string, noted: string): Promise<void> {
  const code = `
    import { noteRequest } from ${JSON.stringify(source)};
    noteRequest({ state: process.argv[1] }, process.argv[2]);
    console.log("noted");
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", code, state, noted], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("what a killed process had under way is recorded by the next one, what is still under way is not", async () => {
  const { state, audit } = places();
  const ids = (): readonly unknown[] =>
    existsSync(audit) ? [...queryAudit(audit)].map(({ id, error }) => [id, error]) : [];
  await killedWith(state, noteEntry(entry({ id: "killed" })));
  await killedWith(state, noteEntry(entry({ id: "half" })).slice(0, 50));
  const noted = noteRequest({ state }, noteEntry(entry({ id: "running" })));
  expect(readdirSync(join(state, "running"))).toHaveLength(3);
  recordKilled({ state }, audit);
  recordKilled({ state }, audit);
  expect(ids()).toEqual([["killed", "internal/killed"]]);
  expect(readdirSync(join(state, "running"))).toHaveLength(1);
  noted[Symbol.dispose]();
  recordKilled({ state }, audit);
  expect([ids().length, readdirSync(join(state, "running"))]).toEqual([1, []]);
});

test("where there is no room for a note, or for the record, nobody else fails", async () => {
  const { state, audit } = places();
  await killedWith(state, noteEntry(entry({ id: "killed" })));
  writeFileSync(audit, "");
  recordKilled({ state }, audit);
  expect(readdirSync(join(state, "running"))).toHaveLength(1);
  rmSync(audit);
  recordKilled({ state }, audit);
  expect([...queryAudit(audit)]).toHaveLength(1);
  rmSync(join(state, "running"), { recursive: true });
  writeFileSync(join(state, "running"), "");
  using _ = noteRequest({ state }, noteEntry(entry()));
  recordKilled({ state }, audit);
});
