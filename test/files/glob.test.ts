import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expandBraces } from "../../src/files/glob-pattern.ts";
import { createFolder, type Folder } from "./bench-desk.ts";

let folder: Folder;
const hidden = "private";
beforeEach(() => {
  folder = createFolder({ visible: (path) => (path.split("/").includes(hidden) ? "hidden" : "shown") });
});
afterEach(() => folder[Symbol.dispose]());

const put = (names: readonly string[], text = "x\n"): void => {
  for (const name of names) {
    mkdirSync(dirname(folder.at(name)), { recursive: true });
    writeFileSync(folder.at(name), text);
  }
};
const glob = (pattern: string, path?: string): readonly string[] | string => {
  const found = folder.use("Glob", { pattern, ...(path !== undefined && { path }) });
  if (typeof found === "string") return found;
  const names = found.output["filenames"] as readonly string[];
  return names.map((name) => name.slice(folder.path.length + 1)).toSorted();
};

const tree = ["a.ts", "b.js", "src/c.ts", "src/deep/d.ts", "src/deep/e.test.ts", ".hidden/f.ts", "docs/[x].md", "G.TS"];
const rows: readonly (readonly [pattern: string, names: readonly string[]])[] = [
  ["*.ts", [".hidden/f.ts", "a.ts", "src/c.ts", "src/deep/d.ts", "src/deep/e.test.ts"]],
  ["**/*.ts", [".hidden/f.ts", "a.ts", "src/c.ts", "src/deep/d.ts", "src/deep/e.test.ts"]],
  ["src/*.ts", ["src/c.ts"]],
  ["src/**/*.ts", ["src/c.ts", "src/deep/d.ts", "src/deep/e.test.ts"]],
  ["src/**", ["src/c.ts", "src/deep/d.ts", "src/deep/e.test.ts"]],
  ["**/deep/*", ["src/deep/d.ts", "src/deep/e.test.ts"]],
  ["{a,b}.{ts,js}", ["a.ts", "b.js"]],
  ["src/{deep/d,c}.ts", ["src/c.ts", "src/deep/d.ts"]],
  ["?.ts", [".hidden/f.ts", "a.ts", "src/c.ts", "src/deep/d.ts"]],
  ["[ab].*", ["a.ts", "b.js"]],
  ["docs/\\[x\\].md", ["docs/[x].md"]],
  ["a.ts", ["a.ts"]],
  ["nothing/*.ts", []],
  ["src", []],
];

describe("Glob", () => {
  test.for(rows)("%s", ([pattern, names]) => {
    put(tree);
    expect(glob(pattern)).toEqual([...names].toSorted());
  });

  test("below a folder, or from the root", () => {
    put(tree);
    expect(glob("*.ts", "src/deep")).toEqual(["src/deep/d.ts", "src/deep/e.test.ts"]);
    expect(glob(`${folder.path}/src/*.ts`)).toEqual(["src/c.ts"]);
  });

  test("the last changed comes first, and not more than can be read", () => {
    put(Array.from({ length: 120 }, (_, at) => `f${at}`));
    utimesSync(folder.at("f7"), 0, 4_000_000_000);
    const found = folder.use("Glob", { pattern: "f*" });
    expect(found).toMatchObject({ output: { numFiles: 100, truncated: true } });
    expect(found).toMatchObject({
      text: expect.stringMatching(new RegExp(`^${folder.at("f7")}\\n[^]*\\(there are more`, "u")),
    });
  });

  test("nothing hidden is entered or named, no link is followed", () => {
    put([`${hidden}/a.ts`, "open/b.ts"]);
    symlinkSync(hidden, folder.at("link"));
    symlinkSync(`../${hidden}/a.ts`, folder.at("open/way.ts"));
    expect(glob("**/*.ts")).toEqual(["open/b.ts"]);
    expect(glob("**")).toEqual(["open/b.ts"]);
  });

  test.for([
    [{ pattern: "" }, "file/bad-input"],
    [{ pattern: 1 }, "file/bad-input"],
    [{ pattern: "{a,b}".repeat(12) }, "file/bad-input"],
    [{ pattern: `${"{".repeat(3900)}{a,b}{a,b}` }, "file/bad-input"],
    [{ pattern: "*", path: "nowhere" }, "file/not-found"],
    [{ pattern: "*", path: "a.ts" }, "file/not-a-folder"],
  ] as const)("%j: %s", ([input, code]) => {
    put(["a.ts"]);
    expect(folder.use("Glob", input)).toBe(code);
  });

  test("a name can't look like two", () => {
    put(["a\nforged"]);
    expect(folder.use("Glob", { pattern: "a*" })).toMatchObject({ text: expect.not.stringContaining("\n") });
  });

  test("a hostile pattern costs no more than its length", () => {
    put(["a".repeat(200)]);
    expect(glob(`${"*a".repeat(90)}*b`)).toEqual([]);
  });
});

describe("what git does not look at", () => {
  const names = [
    "keep.log",
    "x.log",
    "build/out",
    "src/build/out",
    "src/gen/a",
    "src/gen/keep",
    "sub/x.tmp",
    "sub/important.tmp",
    "dir/file",
    "trail ",
    "#note",
    "deep/a/b/c.o",
    "doc/a.txt",
    "doc/sub/a.txt",
  ];
  const root =
    "*.log\n!keep.log\n/build/\nsrc/gen/*\n!src/gen/keep\n# a comment\n\\#note\ndir/\n**/b/*.o\ndoc/*.txt\ntrail\\ \n";
  test("is what ripgrep leaves out, too", () => {
    put(names);
    put([".gitignore"], root);
    put(["sub/.gitignore"], "*.tmp\n!important.tmp\n");
    execFileSync("git", ["init", "-q", folder.path]);
    const listed = execFileSync("rg", ["--files", "--hidden", "--glob", "!.git"], {
      cwd: folder.path,
      encoding: "utf8",
    });
    expect(glob("**")).toEqual(listed.trimEnd().split("\n").toSorted());
    expect(glob("**", "src/gen")).toEqual(["src/gen/keep"]);
    expect(glob("**", "src/build")).toEqual(["src/build/out"]);
  });
});

test("braces expand as in bash", () => {
  for (const text of ["a{b,c}d", "{a,b}{c,d}", "a{b,{c,d}e}f", "a{b}c", "{,a}b", "a{b,c", "x"]) {
    const bash = execFileSync("bash", ["-c", `printf '%s\\n' ${text}`], { encoding: "utf8" });
    expect(expandBraces(text)).toEqual(bash.trimEnd().split("\n"));
  }
});
