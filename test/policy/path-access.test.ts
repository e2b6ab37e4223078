import { describe, expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { pathAccess } from "../../src/policy/index.ts";
import { accessCases } from "./path-access.cases.ts";
import { context, policyOf } from "./policy-of.ts";

describe("path access", () => {
  test.for(accessCases)("$name", ({ lists, path, access }) => {
    const { files } = policyOf({ permissions: { file_access: lists } });
    expect(pathAccess(files, parseAbsolutePath(path), context)).toBe(access);
  });
});
