import { describe, expect, test } from "vitest";
import type { AbsolutePath } from "../../src/base/index.ts";
import { compileFileLists, pathAccess, type PathAccess, withWalledRules } from "../../src/policy/index.ts";
import { context, type ProfileBody, policyOf } from "./policy-of.ts";
import { parseAbsolutePath } from "../../src/base/index.ts";

const project = { permissions: { file_access: { allowed_paths: ["${project_root}"] } } };
const path = (text: string): AbsolutePath => parseAbsolutePath(text);

const rows: readonly (readonly [body: ProfileBody, path: string, access: PathAccess])[] = [
  [{ ...project, disallowed_tools: ["Read(./secrets/**)"] }, "/home/ann/shop/secrets/a", "denied"],
  [{ ...project, disallowed_tools: ["Read(.env)"] }, "/home/ann/shop/x/.env", "denied"],
  [{ ...project, disallowed_tools: ["Edit(./vendor/**)"] }, "/home/ann/shop/vendor/a", "read-only"],
  [{ ...project, allowed_tools: ["Edit(~/notes/**)"] }, "/home/ann/notes/a", "writable"],
  [{ ...project, allowed_tools: ["Read(//data/**)"] }, "/data/a", "read-only"],
  [{ ...project, allowed_tools: ["Read(./src/**)"] }, "/home/ann/shop/src/a", "writable"],
  [{ ...project, disallowed_tools: ["Bash(rm:*)"] }, "/home/ann/shop/a", "writable"],
];

describe("path rules as walls", () => {
  test("what is guarded stays so in what a rule opens, by either of its names", () => {
    const sandbox = { root: "/home" };
    for (const rule of ["Edit(~/**)", "Edit(//ann/**)"]) {
      const lists = compileFileLists(withWalledRules(policyOf({ allowed_tools: [rule], sandbox }).profile, context));
      expect(["/ann/.bashrc", "/ann/notes"].map((name) => pathAccess(lists, path(name), context))).toEqual([
        "read-only",
        "writable",
      ]);
    }
  });

  test.for(rows)("%j: %s is %s", ([body, text, access]) => {
    const profile = withWalledRules(policyOf(body).profile, context);
    expect(pathAccess(compileFileLists(profile), path(text), context)).toBe(access);
  });
});
