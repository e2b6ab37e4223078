import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ToolInput, ToolOutput } from "../../src/files/index.ts";
import { fileTypes } from "../../src/files/grep/file-types.ts";
import { findRipgrep } from "../../src/run/index.ts";
import { cpuMs } from "../base/cpu-time.ts";
import { createFolder, type Folder } from "./bench-desk.ts";

const ripgrep = findRipgrep();
let folder: Folder;
/** Without ripgrep. */
let alone: Folder;
const hidden = "private";
beforeEach(() => {
  const visible = (path: string) => (path.split("/").includes(hidden) ? "hidden" : "shown");
  folder = createFolder({ visible, ripgrep });
  alone = folder.withDesk({ visible });
});
afterEach(() => folder[Symbol.dispose]());

const put = (name: string, content: string | Buffer): void => {
  mkdirSync(dirname(folder.at(name)), { recursive: true });
  writeFileSync(folder.at(name), content);
};

/** What both ways to search give, which must be the same. */
function grep(input: ToolInput): ToolOutput | string {
  const [one, other] = [folder.use("Grep", input), alone.use("Grep", input)];
  expect(one).toEqual(other);
  return one;
}

const contentOf = (input: ToolInput): readonly string[] | string => {
  const found = grep({ output_mode: "content", ...input });
  if (typeof found === "string") return found;
  const content = String(found.output["content"]).replaceAll(`${folder.path}/`, "");
  return content === "" ? [] : content.split("\n");
};

const patterns: readonly string[] = [
  "foo",
  "^foo",
  "foo$",
  "^$",
  "^",
  "x*",
  "\\bfoo\\b",
  "f.o",
  "o{2,}",
  "foo|bar",
  "[a-f]+\\d",
  "\\s+$",
  "\\S+\\s\\S+",
  "[^a-z\\s]",
  "é",
  "\\w+é",
  "É",
  "\\p{Lu}",
  "\\bcaf",
  "straße",
  "(?i)FOO",
  "(?x) f o o # blanks",
  "\\.",
  "a.c",
  "(foo|foobar)bar",
  "\\d{4}-\\d\\d",
  "\\\\",
  "\\tb",
  "[\\n]foo",
  "日本",
  ".+",
  "[[:upper:]]+",
  "[a-z&&[^aeiou]]{3}",
  "(a+)+b",
  "\\x66oo",
  "-foo",
  "--",
  "#",
  "!x",
];
const texts: readonly (readonly [name: string, content: string | Buffer])[] = [
  ["plain", "foo\nbar\nfoobar\n\nlast foo"],
  ["crlf", "foo\r\nbar\r\n\r\nfoo bar\r\n"],
  ["unicode", "café É straße 日本語\nfoo\tbar\n\u0130 ſ K\n"],
  ["marked", "\uFEFFfoo first\nfoo second\n"],
  ["wide", Buffer.from("\uFEFFfoo wide é\r\nbar\n日本\n", "utf16le")],
  ["wide-big", Buffer.from("\uFEFFfoo wide é\nbar\n", "utf16le").swap16()],
  ["blank", "\n\n \n\t\n"],
  ["numbers", "a1\nb22\n2024-01-02\nFOO 3\n-foo --x\n#c !x\n\\n\n"],
  ["deep/er/file", "aaaaaaaaaaaaaaaaaaaaaaaaac\nabc a.c\n\tb\n"],
  ["one", "x"],
  ["binary", Buffer.from("foo\n\0foo\n")],
];

/** What ripgrep itself prints in the folder. */
const plain = (...words: readonly string[]): readonly string[] => {
  const all = ["--no-config", "--no-heading", "--hidden", "--sort=path", "--glob=!.git", ...words, "."];
  const { stdout } = spawnSync("rg", all, { cwd: folder.path, encoding: "utf8" });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^\.\//u, "").replace(/\r$/u, ""));
};

describe("the same with ripgrep, without it, and as it says it by itself", () => {
  test("it is asked", () => {
    put("a", "foo\n");
    const run = vi.fn(ripgrep);
    folder.withDesk({ ripgrep: run }).use("Grep", { pattern: "foo" });
    expect(run.mock.results).toMatchObject([{ type: "return", value: expect.any(Buffer) }]);
  });

  test.for(patterns)("%j", (pattern) => {
    for (const [name, content] of texts) put(name, content);
    expect(contentOf({ pattern, "-C": 1 })).toEqual(plain("-g!binary", "-n", "-C1", "-e", pattern));
    expect(contentOf({ pattern, "-i": true, "-n": false })).toEqual(plain("-g!binary", "-N", "-i", "-e", pattern));
    expect(contentOf({ pattern, output_mode: "count" })).toEqual(plain("-g!binary", "-c", "-e", pattern));
    grep({ output_mode: "content", pattern, "-o": true });
  });

  test.for([
    "foo\\nbar",
    "foo.*bar",
    "(?-s)foo.*bar",
    "\\n\\n",
    "o\\s+l",
    "^bar$",
    "a.c",
    "foo",
    "\\r\\n",
    "z*last",
    "bar\\z",
  ])("over several lines: %j", (pattern) => {
    for (const [name, content] of texts) put(name, content);
    for (const more of [{ "-C": 1 }, { "-o": true }, { output_mode: "count" }, { output_mode: "files_with_matches" }])
      grep({ output_mode: "content", multiline: true, pattern, ...more });
  });

  test("in a text that is read in parts", () => {
    const line = (at: number): string => `${"x".repeat(at % 300)} ${at % 977 === 0 ? "needle é" : "hay"} ${at}`;
    put("long", Array.from({ length: 20_000 }, (_, at) => line(at)).join("\n"));
    expect(contentOf({ pattern: "needle" })).toHaveLength(21);
    expect(contentOf({ pattern: "needle", "-C": 3, head_limit: 0 })).toHaveLength(21 + 20 * 6 + 3 + 20);
  });

  test("the syntax of newer releases of ripgrep is known, whichever is installed", () => {
    put("a", "foobar\n");
    expect(contentOf({ pattern: "(?<name>foo)bar" })).toEqual(["a:1:foobar"]);
    expect(contentOf({ pattern: "\\<foobar\\>" })).toEqual(["a:1:foobar"]);
  });

  test.for(["a(b", "a\\1", "(?=a)", "[z-a]", "*a", "(a{1000}){1000}", "\\p{Nothing}"])(
    "%j is no pattern",
    (pattern) => {
      expect(grep({ pattern })).toBe("file/bad-input");
      put("a", "x\n");
      expect(grep({ pattern })).toBe("file/bad-input");
      expect(grep({ pattern, path: "a" })).toBe("file/bad-input");
    },
  );
});

describe("which files", () => {
  test.for([
    ["*.ts", "-g*.ts"],
    ["*.{ts,tsx}", "-g*.{ts,tsx}"],
    ["src/**/*.ts", "-gsrc/**/*.ts"],
    ["!*.ts", "-g!*.ts"],
    ["*.ts,*.js", "-g*.ts", "-g*.js"],
    ["*.ts !src/deep", "-g*.ts", "-g!src/deep"],
    ["/*.ts", "-g/*.ts"],
    ["**/deep/**", "-g**/deep/**"],
    ["[ab].ts", "-g[ab].ts"],
  ] as const)("names by %j", ([glob, ...words]) => {
    for (const name of ["a.ts", "b.js", "c.tsx", ".d.ts", "src/e.ts", "src/deep/f.ts", "src/deep/g.tsx", "docs/h.md"])
      put(name, "x\n");
    expect(contentOf({ pattern: "x", glob })).toEqual(plain("-n", ...words, "x"));
  });

  test("names from the folder that is searched, however it is spelled", () => {
    for (const name of ["a.ts", "src/b.ts", "src/a.ts", "c.js"]) put(name, "x\n");
    expect(contentOf({ pattern: "x", glob: "./a.ts" })).toEqual(["a.ts:1:x"]);
    expect(contentOf({ pattern: "x", glob: folder.at("src/*.ts") })).toEqual(["src/a.ts:1:x", "src/b.ts:1:x"]);
    expect(contentOf({ pattern: "x", glob: `!${folder.at("src")}` })).toEqual(["a.ts:1:x", "c.js:1:x"]);
  });

  test("names by every type that it knows", () => {
    const types = new Map(
      spawnSync("rg", ["--no-config", "--type-list"], { encoding: "utf8" })
        .stdout.trim()
        .split("\n")
        .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2).split(", ")] as const),
    );
    const common = [...types].filter(([type]) => fileTypes.has(type));
    expect(common.length).toBeGreaterThan(150);
    for (const [type, globs] of common) expect(globs).toEqual(expect.arrayContaining([...(fileTypes.get(type) ?? [])]));
    for (const name of ["a.ts", "a.tsx", "a.py", "Makefile", "a.rs", "a.c", "a.h", "README.md", "Cargo.lock"])
      put(name, "x\n");
    for (const type of ["ts", "py", "make", "rust", "c", "md", "lock"])
      expect(contentOf({ pattern: "x", type })).toEqual(plain("-n", "-t", type, "x"));
  });

  test("what git does not look at is left out, by name too", () => {
    put(".gitignore", "build/\n*.log\n");
    mkdirSync(folder.at(".git"));
    for (const name of ["a.ts", "a.log", "build/b.ts", ".git/c.ts"]) put(name, "x\n");
    expect(contentOf({ pattern: "x" })).toEqual(["a.ts:1:x"]);
    expect(contentOf({ pattern: "x", glob: "*.log" })).toEqual([]);
    expect(contentOf({ pattern: "x", path: "build" })).toEqual(["build/b.ts:1:x"]);
    expect(contentOf({ pattern: "x", path: "a.log" })).toEqual(["1:x"]);
  });

  test("nothing hidden is opened or named, no link is followed, no pipe is waited for", () => {
    for (const name of ["open/a", `${hidden}/b`, `open/${hidden}`]) put(name, "x\n");
    symlinkSync(`../${hidden}/b`, folder.at("open/way"));
    symlinkSync(hidden, folder.at("link"));
    execFileSync("mkfifo", [folder.at("pipe")]);
    expect(contentOf({ pattern: "x" })).toEqual(["open/a:1:x"]);
    expect(contentOf({ pattern: "x", glob: `${hidden}/*` })).toEqual([]);
  });

  test("what may be named and not be shown is not searched", () => {
    for (const name of ["a.txt", "b.key"]) put(name, "x\n");
    const closed = folder.withDesk({ ripgrep, searchable: (path) => !path.endsWith(".key") });
    expect(closed.use("Grep", { pattern: "x" })).toMatchObject({ output: { filenames: [folder.at("a.txt")] } });
    expect(closed.use("Grep", { pattern: "x", path: "b.key" })).toBe("file/no-permission");
  });
});

describe("what is told", () => {
  test("names, the last changed first", () => {
    for (const name of ["a", "b", "c"]) put(name, "x\n");
    for (const [at, name] of ["b", "c", "a"].entries()) utimesSync(folder.at(name), 0, 1000 - at);
    const [b, c, a] = ["b", "c", "a"].map((name) => folder.at(name));
    expect(grep({ pattern: "x" })).toEqual({
      output: { mode: "files_with_matches", numFiles: 3, filenames: [b, c, a] },
      text: `Found 3 files\n${b}\n${c}\n${a}`,
    });
    expect(grep({ pattern: "x", head_limit: 1, offset: 1 })).toEqual({
      output: { mode: "files_with_matches", numFiles: 1, filenames: [c], appliedLimit: 1, appliedOffset: 1 },
      text: `Found 1 file limit: 1, offset: 1\n${c}`,
    });
    expect(grep({ pattern: "nothing" })).toMatchObject({ output: { numFiles: 0 }, text: "No files found" });
  });

  test("counts", () => {
    put("a", "x x\nx\n");
    put("b", "x\n");
    const [a, b] = [folder.at("a"), folder.at("b")];
    const content = `${a}:2\n${b}:1`;
    expect(grep({ pattern: "x", output_mode: "count" })).toEqual({
      output: { mode: "count", numFiles: 2, filenames: [a, b], content, numMatches: 3 },
      text: `${content}\n\nFound 3 total occurrences across 2 files.`,
    });
  });

  test("lines, as many as are asked for", () => {
    put("a", "1 x\n2\n3 x\n4 x\n");
    expect(grep({ pattern: "x", output_mode: "content", path: "a", head_limit: 1, offset: 1 })).toEqual({
      output: {
        mode: "content",
        numFiles: 1,
        filenames: [folder.at("a")],
        content: "3:3 x",
        numLines: 1,
        appliedLimit: 1,
        appliedOffset: 1,
      },
      text: "3:3 x\n\n[Showing results with pagination = limit: 1, offset: 1]",
    });
    expect(grep({ pattern: "y", output_mode: "content" })).toMatchObject({ text: "No matches found" });
    expect(contentOf({ pattern: "x", path: "a", "-A": 1, "-n": false })).toEqual(["1 x", "2", "3 x", "4 x"]);
  });

  test("a name can't look like two, a very long line is cut", () => {
    put("a\nforged", `${"y".repeat(3000)}x\n`);
    expect(grep({ pattern: "x" })).toMatchObject({ text: expect.not.stringContaining("\nforged") });
    expect(contentOf({ pattern: "x", path: "a\nforged" })).toEqual([`1:${"y".repeat(500)}… (2501 more characters)`]);
    expect(contentOf({ pattern: "x", "-o": true, path: "a\nforged" })).toEqual(["1:x"]);
  });

  test("no more than the profile says", () => {
    put("a", "x\n".repeat(10));
    const bounded = folder.withDesk({ ripgrep, search: { mostResults: 3, mostMs: undefined } });
    expect(bounded.use("Grep", { pattern: "x", output_mode: "content", head_limit: 0 })).toMatchObject({
      output: { numLines: 3, appliedLimit: 3 },
    });
  });
});

describe("what is hostile", () => {
  const both = (): readonly Folder[] => [folder, alone];

  test("lines without an end, and files that are too large, cost little", () => {
    put("line", "z".repeat(6 * 1024 * 1024));
    put("holes", "x\n");
    truncateSync(folder.at("holes"), 10 * 1024 ** 3);
    for (const each of both()) {
      const before = process.memoryUsage().rss;
      expect(each.use("Grep", { pattern: "z{5}", output_mode: "content", path: "line" })).toMatchObject({
        output: { numLines: 1 },
      });
      expect(each.use("Grep", { pattern: "x" })).toMatchObject({
        output: { numFiles: 0 },
        text: expect.stringContaining("too large"),
      });
      expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 ** 2);
    }
  });

  test("the time of a pattern grows with the text, and ends", () => {
    put("a", `${"a".repeat(100_000)}\n`.repeat(20));
    for (const each of both()) {
      const spent = cpuMs(() =>
        expect(each.use("Grep", { pattern: "(a|aa)*(a|aa)*b$" })).toMatchObject({ output: { numFiles: 0 } }),
      );
      expect(spent).toBeLessThan(15_000);
      const late = each.withDesk({ ripgrep: undefined, search: { mostResults: undefined, mostMs: 0 } });
      expect(late.use("Grep", { pattern: "a" })).toMatchObject({ text: expect.stringContaining("took too long") });
    }
  });

  test("names that are no text are searched, and can be used again", () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/caf`), Buffer.from([0xe9])]), "foo\n");
    const found = grep({ pattern: "foo" });
    const [name] = typeof found === "string" ? [] : (found.output["filenames"] as readonly string[]);
    expect(name).toBe(`${folder.path}/caf\udce9`);
    expect(contentOf({ pattern: "foo", path: name })).toEqual(["1:foo"]);
  });

  test("nobody's own settings matter", () => {
    put("a", "foo\n");
    put("settings", "--files-without-match\n");
    vi.stubEnv("RIPGREP_CONFIG_PATH", folder.at("settings"));
    expect(contentOf({ pattern: "foo" })).toEqual(["a:1:foo"]);
    vi.unstubAllEnvs();
  });

  test.for([
    [{}, "file/bad-input"],
    [{ pattern: "" }, "file/bad-input"],
    [{ pattern: "a\nb" }, "file/bad-input"],
    [{ pattern: "a\\nb" }, "file/bad-input"],
    [{ pattern: "a\0b" }, "file/bad-input"],
    [{ pattern: "x", output_mode: "all" }, "file/bad-input"],
    [{ pattern: "x", type: "nothing" }, "file/bad-input"],
    [{ pattern: "x", glob: "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}" }, "file/bad-input"],
    [{ pattern: "x", "-A": -1 }, "file/bad-input"],
    [{ pattern: "x", path: "nowhere" }, "file/not-found"],
    [{ pattern: "x", path: "pipe" }, "file/not-a-file"],
  ] as const)("%j: %s", ([input, code]) => {
    execFileSync("mkfifo", [folder.at("pipe")]);
    expect(grep(input)).toBe(code);
  });
});
