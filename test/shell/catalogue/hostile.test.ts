import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuMs } from "../../base/cpu-time.ts";
import type { Word } from "../../../src/base/index.ts";
import { readCommand } from "../../../src/shell/catalogue/read-command.ts";
import { allRows } from "../../../src/shell/catalogue/find-row.ts";

const rows = allRows();

const at = { start: 0, end: 0 };
const fixed = (value: string): Word => ({ kind: "static", value, at });
const repeated = (name: string, words: readonly string[], count: number): readonly Word[] => [
  fixed(name),
  ...Array.from({ length: count }, () => words.map(fixed)).flat(),
];

const names = rows.flatMap((row) => row.names.split(" "));
const pieces = fc.constantFrom(
  "-",
  "--",
  "-x",
  "-abc",
  "-c",
  "-e",
  "-i",
  "-o",
  "-f",
  "--force",
  "--output",
  "--output=f",
  "--no-x",
  "x",
  "/a/b",
  "a=b",
  "+m",
  "{}",
  ";",
  ":::",
  "-exec",
  "s/a/b/",
  "w f",
  '{print > "f"}',
  "$ENV",
  "push",
  "config",
  "run",
  "exec",
  "",
  "-9",
  "@f",
  "http://h/",
  "h:p",
  "=",
  "--=",
);
const word: fc.Arbitrary<Word> = fc.oneof(
  pieces.map(fixed),
  fc.string().map(fixed),
  fc.record({
    kind: fc.constant("opaque" as const),
    text: fc.string(),
    prefix: pieces,
    splits: fc.boolean(),
    glob: fc.boolean(),
    at: fc.constant(at),
  }),
);

describe("hostile words", () => {
  test("never throw, whatever the program", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(word, { maxLength: 8 }), (name, words) => {
        const { form } = readCommand([fixed(name), ...words]);
        expect(form.known).toBe(true);
        expect(form.readOnly && form.hidesOption).toBe(false);
      }),
      { numRuns: 4_000, seed: 7 },
    );
  });

  test("any opaque unquoted word keeps a dangerous program from being read-only", () => {
    const free: Word = { kind: "opaque", text: "$x", prefix: "", splits: true, glob: false, at };
    for (const name of ["find", "sort", "sed", "awk", "rg", "tree", "uniq", "xxd", "date", "jq"]) {
      expect(readCommand([fixed(name), free]).form.readOnly, name).toBe(false);
    }
  });

  const long = "x".repeat(200_000);
  const hostile: readonly (readonly [string, readonly Word[]])[] = [
    ["many operands", repeated("timeout", ["5"], 200_000)],
    ["many options", repeated("git", ["--nosuch"], 100_000)],
    ["many late globals", repeated("git", ["log", "-C", "x"], 60_000)],
    ["a long cluster", [fixed("ls"), fixed(`-${"l".repeat(300_000)}`)]],
    ["many commands of find", repeated("find", ["-exec", "a", ";"], 60_000)],
    ["many commands of find without an end", repeated("find", ["-exec", "a"], 60_000)],
    ["many addresses of socat", repeated("socat", ["EXEC:a"], 200_000)],
    ["brackets in sed", [fixed("sed"), fixed(`s/${"[:".repeat(100_000)}/`)]],
    ["brackets in a sed script of the longest length", [fixed("sed"), fixed(`s/${"[[:".repeat(2_600)}/`)]],
    ["slashes in awk", [fixed("awk"), fixed(`{${"a/b[".repeat(1_900)}}`)]],
    ["classes in awk", [fixed("awk"), fixed(`/[${"[:a:]".repeat(1_500)}`)]],
    ["strings in jq", [fixed("jq"), fixed('"\\('.repeat(100_000))]],
    ["a long word everywhere", [fixed("curl"), fixed(long), fixed(`-F${long}`), fixed(`--${long}`)]],
    ["a long -S", [fixed("env"), fixed("-S"), fixed("a'".repeat(100_000))]],
    ["a long setting", [fixed("git"), fixed("-c"), fixed(`${"pager.cmd".repeat(20_000)}=x`), fixed("log")]],
    ["many roots", repeated("rm", ["/./"], 100_000)],
  ];
  test.for(hostile)("%s in bounded time", ([, words]) => {
    const spent = cpuMs(() => expect(readCommand(words).form.readOnly).toBeTypeOf("boolean"));
    expect(spent).toBeLessThan(5000);
  });
});
