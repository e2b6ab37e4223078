import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Adds rules as fast as it can, and takes every second one back; prints those that are to stay. */
const change = `
  const { localRules } = await import(process.env.RULE_STORE);
  const store = localRules({ host: { places: { userFile: process.env.USER_FILE } } });
  const kept = [];
  for (let nth = 0; nth < 40; nth += 1) {
    const id = process.pid + "-" + nth;
    store.add([{ id, rule: "Bash(make " + id + ")", project: "/p", by: "anna", at: "2026-01-01T00:00:00Z", files: [] }]);
    if (nth % 2 === 0) kept.push(id);
    else store.revoke([id]);
  }
  console.log(JSON.stringify(kept));
  if (process.env.LIST) console.log(JSON.stringify(store.list().map(({ id }) => id)));
`;

test("what one process adds or revokes, another one that writes meanwhile does not undo", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-rules-"));
  const store = new URL("../../src/consult/approvals/rule-store.ts", import.meta.url).href;
  const env = { ...process.env, RULE_STORE: store, USER_FILE: join(folder, "profile.json") };
  const run = async (more: Record<string, string> = {}): Promise<string[][]> => {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", change], {
      env: { ...env, ...more },
    });
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as string[]);
  };
  try {
    const [first, second] = await Promise.all([run(), run()]);
    const [third = [], all = []] = await run({ LIST: "1" });
    expect(all.toSorted()).toEqual([...first, ...second].flat().concat(third).toSorted());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
