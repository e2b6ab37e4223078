import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isTrusted, recordTrust } from "../../src/engine/trust.ts";

let folder = "";
const at = (name: string): string => join(folder, name);
const write = (name: string, body: object): void => writeFileSync(at(name), JSON.stringify({ name: "x", ...body }));
const trusted = (): boolean => isTrusted(at(".sallyport.json"), at("state"));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-trust-"));
  mkdirSync(at("profiles"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("trust is in the bytes of the project's file, at its place", () => {
  write(".sallyport.json", { extends: "workspace" });
  expect(trusted()).toBe(false);
  recordTrust(at(".sallyport.json"), at("state"));
  expect(trusted()).toBe(true);
  write(".sallyport.json", { extends: "trusted" });
  expect(trusted()).toBe(false);
});

test("and in those of the files that it extends", () => {
  write(".sallyport.json", { extends: "./profiles/near.json" });
  write("profiles/near.json", { extends: "./far.json" });
  write("profiles/far.json", { level: "standard" });
  recordTrust(at(".sallyport.json"), at("state"));
  expect(trusted()).toBe(true);
  write("profiles/far.json", { level: "trusted" });
  expect(trusted()).toBe(false);
  write("profiles/far.json", { level: "standard" });
  expect(trusted()).toBe(true);
  rmSync(at("profiles/far.json"));
  expect(trusted()).toBe(false);
  write("profiles/near.json", { extends: "../.sallyport.json" });
  expect(trusted()).toBe(false);
});
