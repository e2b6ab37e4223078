import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { validateProfile } from "../../src/engine/index.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-validate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows: readonly (readonly [body: object, issues: readonly string[]])[] = [
  [{ roles: { viewer: {} }, role_by: { default: "viewer" } }, []],
  [{ roles: { viewer: {} }, role_by: { default: "owner" } }, ["/role_by/default 3"]],
  [{ extends: "./base.json", role_by: { default: "guest" } }, []],
  [{ extends: "./none.json" }, ["/extends 2"]],
  [{ allowed_tools: ["Bash(a; b)"] }, ["/allowed_tools/0 2"]],
  [{ rewrite: [{ match: "Bash", wrap: "xargs" }] }, ["/rewrite/0/wrap 2"]],
  [{ rewrite: [{ match: "Bash", wrap: "exec" }] }, ["/rewrite/0/wrap 2"]],
  [{ rewrite: [{ match: "Bash(a; b)", strip: ["-f"] }] }, ["/rewrite/0/match 2"]],
  [{ rewrite: [{ match: "Bash", wrap: "timeout 30" }] }, []],
];

test.for(rows)("%j", ([body, issues]) => {
  writeFileSync(join(folder, "base.json"), JSON.stringify({ roles: { guest: {} } }));
  const file = join(folder, "profile.json");
  const lines = Object.entries(body).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  writeFileSync(file, `{\n${lines.join(",\n")}\n}`);
  const surroundings = {
    env: new Map([["HOME", folder]]),
    cwd: folder,
    packageRoot: new URL("../..", import.meta.url).pathname,
    user: { uid: process.getuid?.() ?? 0, home: folder },
  };
  expect(validateProfile(surroundings, file).map(({ pointer, line }) => `${pointer} ${line}`)).toEqual(issues);
});
