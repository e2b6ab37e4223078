import { execFileSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFolder, type Folder } from "./bench-desk.ts";

let folder: Folder;
beforeEach(() => {
  folder = createFolder();
});
afterEach(() => folder[Symbol.dispose]());

const put = (name: string, content: string | Buffer): void => writeFileSync(folder.at(name), content);
const text = (name: string): string => readFileSync(folder.at(name), "utf8");

describe("Read", () => {
  test("text has numbered lines, as many as were asked for", () => {
    put("a", "one\ntwo\nthree\n");
    expect(folder.use("Read", { file_path: "a" })).toEqual({
      output: {
        type: "text",
        file: { filePath: "a", content: "one\ntwo\nthree", numLines: 3, startLine: 1, totalLines: 3 },
      },
      text: "1\tone\n2\ttwo\n3\tthree",
    });
    expect(folder.use("Read", { file_path: "a", offset: 2, limit: 1 })).toEqual({
      output: { type: "text", file: { filePath: "a", content: "two", numLines: 1, startLine: 2, totalLines: 3 } },
      text: "2\ttwo",
    });
  });

  test("nothing there is said", () => {
    put("empty", "");
    put("short", "one");
    expect(folder.use("Read", { file_path: "empty" })).toMatchObject({ text: expect.stringContaining("empty") });
    expect(folder.use("Read", { file_path: "short", offset: 9 })).toMatchObject({
      text: expect.stringContaining("only 1"),
    });
  });

  test("a long file is read in parts, in the memory of one part", () => {
    const line = `${"x".repeat(99)}\n`;
    put("long", line.repeat(100_000));
    expect(folder.use("Read", { file_path: "long", limit: 100_000 })).toBe("file/too-large");
    expect(folder.use("Read", { file_path: "long", offset: 99_999, limit: 5 })).toMatchObject({
      output: { file: { numLines: 2, totalLines: 100_000 } },
    });
  });

  test("a file of ten gigabytes is refused at once", () => {
    put("huge", "");
    truncateSync(folder.at("huge"), 10 * 1024 ** 3);
    expect(folder.use("Read", { file_path: "huge" })).toBe("file/too-large");
  });

  test("a very long line is cut", () => {
    put("wide", "y".repeat(5000));
    expect(folder.use("Read", { file_path: "wide" })).toMatchObject({
      text: expect.stringMatching(/^1\ty{2000}… \(3000 more/u),
    });
  });

  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==",
    "base64",
  );
  test("images and PDFs are told by their first bytes", () => {
    put("picture", png);
    put("paper", "%PDF-1.7\n…");
    expect(folder.use("Read", { file_path: "picture" })).toMatchObject({
      output: { type: "image", file: { type: "image/png", base64: png.toString("base64"), originalSize: png.length } },
    });
    expect(folder.use("Read", { file_path: "paper" })).toMatchObject({ output: { type: "pdf" } });
    expect(folder.use("Read", { file_path: "paper", pages: "2-3" })).toMatchObject({
      output: { type: "pdf", file: { filePath: "paper", originalSize: 12 } },
      text: "(PDF, 12 bytes; all of it, pages 2-3 among them)",
    });
    for (const pages of ["", "0", "a", "1,2", "3-", "1-5; x"])
      expect(folder.use("Read", { file_path: "paper", pages })).toBe("file/bad-input");
  });

  test("a notebook is read by its cells", () => {
    put("n.ipynb", JSON.stringify(notebook()));
    expect(folder.use("Read", { file_path: "n.ipynb" })).toMatchObject({
      output: {
        type: "notebook",
        file: {
          cells: [
            { cellType: "markdown", source: "# Title", cell_id: "a" },
            { cellType: "code", source: "print(1)\n2", cell_id: "b", language: "python", outputs: ["1\n"] },
          ],
        },
      },
    });
  });

  test.for([
    ["missing", "file/not-found"],
    ["folder", "file/is-a-folder"],
    ["pipe", "file/not-a-file"],
    ["/dev/zero", "file/not-a-file"],
    ["binary", "file/binary"],
    ["latin1", "file/not-text"],
    ["circle", "file/link-circle"],
    ["text/below", "file/not-a-folder"],
    ["x".repeat(300), "file/name-too-long"],
    ["", "file/bad-input"],
    ["a\0b", "file/bad-input"],
  ] as const)("%s: %s", ([path, code]) => {
    mkdirSync(folder.at("folder"));
    execFileSync("mkfifo", [folder.at("pipe")]);
    put("binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]));
    put("latin1", Buffer.from("caf\xe9\n", "latin1"));
    put("text", "x");
    symlinkSync("circle", folder.at("circle"));
    expect(folder.use("Read", { file_path: path })).toBe(code);
  });

  test("links lead where they lead, from the folder they stand in", () => {
    mkdirSync(folder.at("a/b"), { recursive: true });
    put("target", "reached\n");
    symlinkSync("../../target", folder.at("a/b/up"));
    symlinkSync(folder.at("a"), folder.at("over"));
    symlinkSync("over/b/up", folder.at("chain"));
    for (const path of ["a/b/up", "over/b/up", "chain", "./over//b/up"])
      expect(folder.use("Read", { file_path: path })).toMatchObject({ text: "1\treached" });
  });

  test("UTF-16 is read by its lines, wherever one begins", () => {
    put("wide", Buffer.from("\uFEFFone\r\ntwo\r\nthr\u0a0aee\r\n", "utf16le"));
    expect(folder.use("Read", { file_path: "wide" })).toMatchObject({
      output: { file: { totalLines: 3, numLines: 3 } },
    });
    expect(folder.use("Read", { file_path: "wide", offset: 3 })).toMatchObject({ text: "3\tthr\u0a0aee" });
    expect(folder.use("Read", { file_path: "wide", offset: 2, limit: 1 })).toMatchObject({ text: "2\ttwo" });
  });

  test("a name that is no UTF-8 can be read", () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0x66, 0xff])]), "odd\n");
    expect(folder.use("Read", { file_path: "f\uDCFF" })).toMatchObject({ text: "1\todd" });
  });
});

describe("Write", () => {
  test("a new file, with the folders on the way", () => {
    expect(folder.use("Write", { file_path: "x/y/z", content: "new\n" })).toEqual({
      output: { type: "create", filePath: "x/y/z", content: "new\n", structuredPatch: [], originalFile: null },
      text: "File created at x/y/z",
    });
    expect(text("x/y/z")).toBe("new\n");
  });

  test("an old file keeps its mode, and other names of it what it was", () => {
    put("a", "old\n");
    chmodSync(folder.at("a"), 0o750);
    linkSync(folder.at("a"), folder.at("b"));
    expect(folder.use("Write", { file_path: "a", content: "new\n" })).toMatchObject({
      output: {
        type: "update",
        originalFile: "old\n",
        structuredPatch: [{ oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, lines: ["-old", "+new"] }],
      },
    });
    expect(text("a")).toBe("new\n");
    expect(text("b")).toBe("old\n");
    expect(statSync(folder.at("a")).mode & 0o777).toBe(0o750);
  });

  test("bits that give a program its owner's rights go", () => {
    put("a", "old");
    chmodSync(folder.at("a"), 0o6755);
    folder.use("Write", { file_path: "a", content: "new" });
    expect(statSync(folder.at("a")).mode & 0o7777).toBe(0o755);
  });

  test("line ends and byte order marks stay", () => {
    put("dos", "\uFEFFa\r\nb\r\n");
    folder.use("Write", { file_path: "dos", content: "c\nd\n" });
    expect(text("dos")).toBe("\uFEFFc\r\nd\r\n");
    put("wide", Buffer.from("\uFEFFa\n", "utf16le"));
    folder.use("Write", { file_path: "wide", content: "b\n" });
    expect(readFileSync(folder.at("wide"), "utf16le")).toBe("\uFEFFb\n");
  });

  test("through a link the file behind it changes, and the link stays", () => {
    put("real", "old");
    symlinkSync("real", folder.at("link"));
    symlinkSync("not-yet", folder.at("dangling"));
    folder.use("Write", { file_path: "link", content: "new" });
    folder.use("Write", { file_path: "dangling", content: "made" });
    expect(text("real")).toBe("new");
    expect(text("not-yet")).toBe("made");
    expect(statSync(folder.at("link")).isFile()).toBe(true);
  });

  test.for([
    ["folder", "file/is-a-folder"],
    ["pipe", "file/not-a-file"],
    ["text/below", "file/not-a-folder"],
    ["/proc/nothing", "file/not-found"],
  ] as const)("%s: %s", ([path, code]) => {
    mkdirSync(folder.at("folder"));
    execFileSync("mkfifo", [folder.at("pipe")]);
    put("text", "x");
    expect(folder.use("Write", { file_path: path, content: "x" })).toBe(code);
    expect(text("text")).toBe("x");
  });

  test("nothing else is left in the folder", () => {
    put("a", "old");
    folder.use("Write", { file_path: "a", content: "new" });
    folder.use("Edit", { file_path: "a", old_string: "nothing", new_string: "x" });
    expect(folder.use("LS", { path: "." })).toMatchObject({ output: { entries: [{ name: "a", type: "file" }] } });
  });
});

describe("Edit", () => {
  test("what is there once is replaced", () => {
    put("a", "one\ntwo\nthree\n");
    expect(folder.use("Edit", { file_path: "a", old_string: "two", new_string: "2 $& $1" })).toEqual({
      output: {
        filePath: "a",
        oldString: "two",
        newString: "2 $& $1",
        originalFile: "one\ntwo\nthree\n",
        structuredPatch: [
          { oldStart: 1, oldLines: 3, newStart: 1, newLines: 3, lines: [" one", "-two", "+2 $& $1", " three"] },
        ],
        replaceAll: false,
      },
      text: "The file a has been changed:\n1\tone\n2\t2 $& $1\n3\tthree",
    });
    expect(text("a")).toBe("one\n2 $& $1\nthree\n");
  });

  test.for([
    [{ old_string: "four", new_string: "4" }, "file/no-match"],
    [{ old_string: "x", new_string: "y" }, "file/many-matches"],
    [{ old_string: "x", new_string: "x" }, "file/no-change"],
    [{ old_string: "", new_string: "y" }, "file/bad-input"],
    [{ old_string: 1, new_string: "y" }, "file/bad-input"],
    [{ new_string: "y" }, "file/bad-input"],
  ] as const)("%j: %s", ([edit, code]) => {
    put("a", "x\nx\n");
    expect(folder.use("Edit", { file_path: "a", ...edit })).toBe(code);
    expect(text("a")).toBe("x\nx\n");
  });

  test("all of them, where that is asked for", () => {
    put("a", "x\nx\n");
    folder.use("Edit", { file_path: "a", old_string: "x", new_string: "y", replace_all: true });
    expect(text("a")).toBe("y\ny\n");
  });

  test("what grows without bound is refused before it has grown", () => {
    put("a", "a".repeat(64 * 1024));
    const edit = { old_string: "a", new_string: "b".repeat(20_000), replace_all: true };
    expect(folder.use("Edit", { file_path: "a", ...edit })).toBe("file/too-large");
    const edits = ["b", "c", "d"].map((letter, at) => ({
      old_string: "abc"[at],
      new_string: letter.repeat(100),
      replace_all: true,
    }));
    expect(folder.use("MultiEdit", { file_path: "a", edits })).toBe("file/too-large");
    expect(text("a")).toBe("a".repeat(64 * 1024));
  });

  test("mixed line ends stay where they are", () => {
    put("a", "one\r\ntwo\r\nthree\nfour\r\n");
    folder.use("Edit", { file_path: "a", old_string: "one\ntwo", new_string: "1\n2" });
    expect(text("a")).toBe("1\r\n2\r\nthree\nfour\r\n");
  });

  test("nothing that is not text is changed", () => {
    put("a", Buffer.from("caf\xe9 x\n", "latin1"));
    expect(folder.use("Edit", { file_path: "a", old_string: "x", new_string: "y" })).toBe("file/not-text");
    expect(readFileSync(folder.at("a"), "latin1")).toBe("caf\xe9 x\n");
  });

  test("an edit of nothing makes a file", () => {
    expect(folder.use("Edit", { file_path: "a", old_string: "", new_string: "new\n" })).toMatchObject({
      text: expect.stringContaining("created"),
    });
    expect(text("a")).toBe("new\n");
  });

  test("several edits are all made or none", () => {
    put("a", "one two\n");
    const edits = (last: string): unknown => [
      { old_string: "one", new_string: "two" },
      { old_string: "two two", new_string: "four" },
      { old_string: last, new_string: "4" },
    ];
    expect(folder.use("MultiEdit", { file_path: "a", edits: edits("five") })).toBe("file/no-match");
    expect(text("a")).toBe("one two\n");
    expect(folder.use("MultiEdit", { file_path: "a", edits: edits("four") })).toMatchObject({
      output: { originalFileContents: "one two\n" },
    });
    expect(text("a")).toBe("4\n");
    for (const bad of [[], "x", [1], [{ old_string: "4" }]])
      expect(folder.use("MultiEdit", { file_path: "a", edits: bad })).toBe("file/bad-input");
  });
});

function notebook(): unknown {
  return {
    cells: [
      { cell_type: "markdown", id: "a", metadata: {}, source: ["# Title"] },
      {
        cell_type: "code",
        id: "b",
        metadata: {},
        execution_count: 1,
        source: ["print(1)\n", "2"],
        outputs: [{ output_type: "stream", name: "stdout", text: ["1\n"] }],
      },
    ],
    metadata: { language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

describe("NotebookEdit", () => {
  const cells = (): readonly unknown[] => JSON.parse(text("n.ipynb")).cells;
  beforeEach(() => put("n.ipynb", `${JSON.stringify(notebook(), null, 1)}\n`));
  const use = (input: object): ReturnType<Folder["use"]> =>
    folder.use("NotebookEdit", { notebook_path: "n.ipynb", ...input });

  test("a cell is replaced, and what it printed goes", () => {
    expect(use({ cell_id: "b", new_source: "print(3)" })).toMatchObject({
      output: { cell_id: "b", edit_mode: "replace", language: "python" },
    });
    expect(cells()[1]).toEqual({
      cell_type: "code",
      id: "b",
      metadata: {},
      execution_count: null,
      source: ["print(3)"],
      outputs: [],
    });
    expect(text("n.ipynb")).toMatch(/^\{\n "cells": \[\n {2}\{/u);
  });

  test("a cell is inserted behind the one named, or first", () => {
    use({ cell_id: "a", new_source: "x\ny", cell_type: "code", edit_mode: "insert" });
    use({ new_source: "z", cell_type: "markdown", edit_mode: "insert" });
    expect(cells().map((cell) => (cell as { source: unknown }).source)).toEqual([
      ["z"],
      ["# Title"],
      ["x\n", "y"],
      ["print(1)\n", "2"],
    ]);
  });

  test("a cell is deleted", () => {
    use({ cell_id: "a", new_source: "", edit_mode: "delete" });
    expect(cells()).toHaveLength(1);
  });

  test.for([
    [{ cell_id: "zz", new_source: "" }, "file/no-match"],
    [{ new_source: "" }, "file/bad-input"],
    [{ new_source: "", edit_mode: "insert" }, "file/bad-input"],
    [{ new_source: "", edit_mode: "swap" }, "file/bad-input"],
    [{ cell_id: "a", new_source: "", cell_type: "raw" }, "file/bad-input"],
  ] as const)("%j: %s", ([input, code]) => expect(use(input)).toBe(code));

  test("what is no notebook stays as it is", () => {
    put("n.ipynb", "{}");
    expect(use({ cell_id: "a", new_source: "" })).toBe("file/bad-notebook");
    expect(text("n.ipynb")).toBe("{}");
  });
});

describe("LS", () => {
  test("of very many names some are shown, which is said", () => {
    for (let at = 0; at < 1100; at += 1) put(`f${at}`, "");
    const listed = folder.use("LS", { path: "." });
    expect(listed).toMatchObject({
      output: { entries: { length: 1000 }, truncated: true },
      text: expect.stringContaining("(there are more)"),
    });
  });

  test("names and kinds, without what is not to be seen", () => {
    using narrow = createFolder({ visible: (path) => (path.endsWith("secret") ? "hidden" : "shown") });
    for (const name of ["b", "secret"]) writeFileSync(narrow.at(name), "");
    mkdirSync(join(narrow.path, "a"));
    symlinkSync("b", narrow.at("c"));
    expect(narrow.use("LS", { path: "." })).toEqual({
      output: {
        path: narrow.path,
        entries: [
          { name: "a", type: "folder" },
          { name: "b", type: "file" },
          { name: "c", type: "link" },
        ],
        truncated: false,
      },
      text: `- ${narrow.path}/\n  - a/\n  - b\n  - c@`,
    });
    expect(narrow.use("LS", { path: "b" })).toBe("file/not-a-folder");
    expect(narrow.use("LS", { path: "nothing" })).toBe("file/not-found");
  });
});
