import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { loadCached } from "../../scripts/load-cached.ts";

const folder = mkdtempSync(join(tmpdir(), "sallyport-parts-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The exports of the entry of a file with these parts. */
const load = (parts: string): Readonly<Record<string, unknown>> => {
  writeFileSync(join(folder, "parts.cjs"), `(function(__dirname,__bundleUrl){return{${parts}}})`);
  return loadCached(`${pathToFileURL(folder).href}/`, "./parts.cjs#entry");
};

test("what can't be loaded fails each time that it is asked for", () => {
  const { need } = load(`
    entry(exports, require) { exports.need = require; },
    broken(exports) { exports.half = 1; throw new Error("broken"); }
  `);
  for (const [name, message] of [
    ["./gone.cjs#any", /ENOENT.*gone\.cjs/u],
    ["./parts.cjs#unknown", /has no part unknown/u],
    ["./parts.cjs#broken", /^broken$/u],
  ] as const)
    for (const _ of [1, 2]) expect(() => (need as NodeJS.Require)(name), name).toThrow(message);
});

test("parts may need each other", () => {
  const { first } = load(`
    entry(exports, require) { exports.own = 1; exports.first = require("./parts.cjs#other").seen; },
    other(exports, require) { exports.seen = require("./parts.cjs#entry").own; }
  `);
  expect(first).toBe(1);
});
