import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { profileSchema, schemaFor } from "../../src/policy/profile-schema.ts";

const shipped = globSync(new URL("../../sandbox-profiles/*.json", import.meta.url).pathname);

const refused: readonly unknown[] = [
  { permissions: { file_access: { allowed: [] } } },
  { permissions: { network: {} } },
  { permissions: [] },
  { name: 3 },
  { nmae: "x" },
  { sandbox: { exec: "loose" } },
  [],
  null,
];

describe("as much of the schema as a document needs", () => {
  test("there are profiles to try it with", () => expect(shipped.length).toBeGreaterThan(5));

  test.for(shipped)("reads %s as the whole does", (file) => {
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    const read = schemaFor(document).safeParse(document);
    expect(read.success).toBe(true);
    expect(read.data).toEqual(profileSchema().safeParse(document).data);
  });

  test.for(refused)("refuses %j", (document) => {
    expect(schemaFor(document).safeParse(document).success).toBe(false);
    expect(profileSchema().safeParse(document).success).toBe(false);
  });
});
