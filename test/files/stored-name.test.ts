import { expect, test } from "vitest";
import { type NamedFolder, storedName } from "../../src/files/stored-name.ts";

/** A folder that takes for one another what a key makes equal. */
function folderOf(names: readonly string[], key: (name: string) => string): NamedFolder {
  const byKey = new Map(names.map((name) => [key(name), name]));
  return { identityOf: (name) => byKey.get(key(name)), names: () => names };
}

const same = (name: string): string => name;
const byCase = (name: string): string => name.toLowerCase();
const byForm = (name: string): string => name.normalize("NFD");
const byBoth = (name: string): string => byForm(byCase(name));

test.for([
  ["plain", same, ["Private"], "Private", "Private"],
  ["plain", same, ["private", "PRIVATE"], "PRIVATE", "PRIVATE"],
  ["plain", same, ["private"], "PRIVATE", "PRIVATE"],
  ["case", byCase, ["Private"], "private", "Private"],
  ["case", byCase, ["Private"], "PRIVATE", "Private"],
  ["case", byCase, ["Private"], "Private", "Private"],
  ["case", byCase, [".env", "É"], ".ENV", ".env"],
  ["case", byCase, ["123"], "123", "123"],
  ["form", byForm, ["caf\u00e9"], "cafe\u0301", "caf\u00e9"],
  ["form", byForm, ["cafe\u0301"], "caf\u00e9", "cafe\u0301"],
  ["form", byForm, ["caf\u00e9"], "CAF\u00c9", "CAF\u00c9"],
  ["both", byBoth, ["Caf\u00e9.Key"], "CAFE\u0301.KEY", "Caf\u00e9.Key"],
  ["both", byBoth, [], "new", "new"],
] as const)("%s folder with %j: %j", ([, key, names, asked, stored]) => {
  expect(storedName(folderOf(names, key), asked)).toBe(stored);
});

test("two names of one file stay two names", () => {
  const folder: NamedFolder = { identityOf: () => "1 2", names: () => ["foo", "FOO"] };
  expect(storedName(folder, "foo")).toBe("foo");
  expect(storedName(folder, "FOO")).toBe("FOO");
});
