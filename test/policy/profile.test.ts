import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { parseProfile, parseShippedProfile, profileJsonSchema } from "../../src/policy/index.ts";
import { validDocuments } from "./profile-documents.cases.ts";
import { issueRows } from "./profile-issues.cases.ts";
import { enforcementRows } from "./resolve-profile.cases.ts";

const shipped = join(import.meta.dirname, "../../sandbox-profiles");

describe("a document with mistakes", () => {
  test("has a name of its own in the table", () => {
    expect(new Set(issueRows.map(({ name }) => name)).size).toBe(issueRows.length);
  });

  test.for(issueRows)("$name", ({ text, issues, wanted }) => {
    const parsed = parseProfile(text, "profile.json");
    const found = parsed.ok ? [] : parsed.issues;
    expect(found.map(({ line, column, code, pointer }) => `${line}:${column} ${code} ${pointer}`)).toEqual(issues);
    expect(found.every((issue) => issue.file === "profile.json" && issue.message !== "" && issue.wanted !== "")).toBe(
      true,
    );
    if (wanted !== undefined) expect(found[0]?.wanted).toBe(wanted);
  });
});

describe("a valid document", () => {
  test.for(validDocuments)("%s", ([, text]) => {
    expect(parseProfile(text, "profile.json")).toMatchObject({ ok: true });
  });

  test("may deny what it allows when the overlap comes from flags", () => {
    const text = '{"allowed_tools": ["Bash"], "disallowed_tools": ["Bash"]}';
    expect(parseProfile(text, "flags")).toMatchObject({ ok: false });
    expect(parseProfile(text, "flags", { overlap: "deny-wins" })).toMatchObject({ ok: true });
  });
});

describe("the JSON Schema", () => {
  const schema = z.fromJSONSchema(structuredClone(profileJsonSchema()) as Parameters<typeof z.fromJSONSchema>[0]);
  const accepts = (text: string): boolean => schema.safeParse(JSON.parse(text)).success;

  test.for(issueRows.filter(({ shape }) => shape))("refuses $name", ({ text }) => {
    expect(accepts(text)).toBe(false);
  });

  const plain = validDocuments.filter(([, text]) => !text.includes("/*") && !text.startsWith("\uFEFF"));
  test.for(plain)("accepts %s", ([, text]) => {
    expect(accepts(text)).toBe(true);
  });

  test("describes every key", () => {
    const undescribed: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== "object" || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        if (key === "properties") {
          for (const [name, value] of Object.entries(child as object))
            if (!("description" in (value as object))) undescribed.push(`${path}/${name}`);
        }
        visit(child, `${path}/${key}`);
      }
    };
    visit(profileJsonSchema(), "");
    expect(undescribed).toEqual([]);
  });
});

describe("a flood of mistakes", () => {
  const many = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join(",");

  test.for([
    ["entries", `{"permissions": {"file_access": {"allowed_paths": [${many(45_000, () => '"a"')}]}}}`],
    ["keys", `{${many(45_000, (index) => `"k${index}": 1`)}}`],
    ["doubled keys", `{${many(45_000, () => '"name": "a"')}}`],
  ] as const)("of %s is reported in bounded number", ([, text]) => {
    const parsed = parseProfile(text, "profile.json");
    expect(parsed.ok ? 0 : parsed.issues.length).toBe(1000);
  });
});

describe("any text", () => {
  const fragment = fc.constantFrom(
    ...validDocuments.map(([, text]) => text),
    ...issueRows.map(({ text }) => text.slice(0, 2000)),
  );

  test("never makes the parser throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.json(), fragment),
        fc.nat(),
        fc.string(),
        (text, at, noise) => {
          const cut = at % (text.length + 1);
          for (const source of [text, text.slice(0, cut), `${text.slice(0, cut)}${noise}${text.slice(cut)}`]) {
            const parsed = parseProfile(source, "any");
            expect(parsed.ok || parsed.issues.length > 0).toBe(true);
          }
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  }, 30_000);
});

describe("the shipped profiles", () => {
  const files = readdirSync(shipped);

  test("are those that the documentation names", () => {
    expect(files.toSorted()).toEqual(
      [
        "ci",
        "development",
        "egress-only",
        "extended",
        "production",
        "readonly",
        "research",
        "restricted",
        "standard",
        "testing",
        "trusted",
        "workspace",
      ].map((name) => `${name}.json`),
    );
  });

  test.for(files)("%s is valid, named and described, and read alike without the schema", (file) => {
    const text = readFileSync(join(shipped, file), "utf8");
    const parsed = parseProfile(text, file);
    expect(parsed).toMatchObject({ ok: true, value: { body: { version: 1, name: file.replace(".json", "") } } });
    const quick = parseShippedProfile(text, file);
    if (!parsed.ok || !quick.ok) return;
    expect(quick.value.body).toEqual(parsed.value.body);
    expect(parsed.value.body.description).toMatch(/^[^\n]{10,100}$/u);
    expect(text).not.toMatch(/\/home\/|\/root\//u);
  });
});

describe("the documentation", () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/profiles.md"), "utf8");
  const examples = [...text.matchAll(/```json\n(.*?)```/gsu)].map(([, example]) => example ?? "");

  test("has examples, and they are valid", () => {
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) expect(parseProfile(example, "docs/profiles.md")).toMatchObject({ ok: true });
  });

  test("names every key of the schema", () => {
    const keys = new Set<string>();
    const visit = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      for (const [name, child] of Object.entries(node)) {
        if (name === "properties") for (const key of Object.keys(child as object)) keys.add(key);
        visit(child);
      }
    };
    visit(profileJsonSchema());
    expect(keys.size).toBeGreaterThan(80);
    expect([...keys].filter((key) => !text.includes(key))).toEqual([]);
  });

  test("names everything that is not enforced yet", () => {
    const pointers = enforcementRows.flatMap(({ unenforced }) => unenforced.map(([pointer]) => pointer));
    expect(pointers.filter((pointer) => !text.includes(`\`${pointer}\``))).toEqual([]);
  });

  test("names every shipped profile", () => {
    for (const file of readdirSync(shipped)) expect(text).toContain(`\`${file.replace(".json", "")}\``);
  });
});
