import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FileSession, openFileSession } from "./file-session.ts";

let session: FileSession;
let root: string;
let outside: string;
beforeEach(() => {
  session = openFileSession({ sandbox: { root: "${project_root}" }, allowed_tools: ["Read", "Write", "Grep", "Glob"] });
  root = session.project;
  outside = join(session.home, "outside");
  for (const folder of ["outside/inner", `project${outside}/inner`])
    mkdirSync(join(session.home, folder), { recursive: true });
  writeFileSync(join(outside, "file"), "the host's\n");
  writeFileSync(join(outside, "inner/file"), "the host's\n");
  writeFileSync(join(root, outside, "file"), "ours\n");
  writeFileSync(join(root, outside, "inner/file"), "ours\n");
});
afterEach(() => session[Symbol.dispose]());

describe("where a folder stands in for /, links lead where they lead for commands", () => {
  test.for([
    ["a file by its whole name", (at: string) => join(at, "file")],
    ["a folder by its whole name", (at: string) => at],
    ["a climb past the top", (at: string) => `../../../../../../../../../..${at}/file`],
  ] as const)("%s", ([, target]) => {
    symlinkSync(target(outside), join(root, "way"));
    const name = readFileSync(join(root, "way").concat(target(outside).endsWith("file") ? "" : "/file"), "utf8");
    expect(name).toBe("the host's\n");
    const path = target(outside).endsWith("file") ? "way" : "way/file";
    for (const file_path of [path, `/${path}`, join(root, path)])
      expect(session.use("Read", { file_path })).toBe("1\tours");
    expect(session.use("Grep", { pattern: "host", path })).toBe("No files found");
    session.use("Write", { file_path: path, content: "changed\n" });
    expect(readFileSync(join(root, outside, "file"), "utf8")).toBe("changed\n");
    expect(readFileSync(join(outside, "file"), "utf8")).toBe("the host's\n");
  });

  test("what decides outside of the sandbox is closed in what a rule opens, unless a rule names it", () => {
    const allowed_tools = ["Write", "Edit(//**)", "Edit(./.envrc)"];
    using opened = openFileSession({ sandbox: { root: "${home}" }, allowed_tools });
    const write = (file_path: string): string => opened.use("Write", { file_path, content: "x" });
    for (const file of [
      ".mcp.json",
      "/project/.git/hooks/x",
      join(opened.home, ".bashrc"),
      "/.bashrc",
      "/profile.json",
    ])
      expect([file, write(file)]).toEqual([file, "deny path/read-only"]);
    for (const file of ["other.json", ".envrc", "/notes"]) expect(write(file)).toContain("created");
  });

  test("a whole name is one inside", () => {
    expect(session.use("Read", { file_path: join(outside, "inner/file") })).toBe("1\tours");
    expect(session.use("Read", { file_path: join(outside, "../outside/inner/file") })).toBe("1\tours");
  });

  test("a pattern that starts with a whole name counts from the root", () => {
    expect(session.use("Glob", { pattern: `${outside}/*` })).toBe(join(root, outside, "file"));
    expect(session.use("Glob", { pattern: join(root, outside, "*") })).toBe(join(root, outside, "file"));
  });

  test("system folders are the host's own, and lead back into the root", () => {
    symlinkSync("/etc/hostname", join(root, "name"));
    symlinkSync(`/usr/..${outside}/file`, join(root, "around"));
    const host = readFileSync("/etc/hostname", "utf8").trimEnd();
    expect(session.use("Read", { file_path: "name" })).toBe(`1\t${host}`);
    expect(session.use("Read", { file_path: "around" })).toBe("1\tours");
  });

  test("what is moved is a plain file where it is one in there", () => {
    const ask_tools = ["Edit(./conf/**)"];
    using opened = openFileSession({ sandbox: { root: "${project_root}" }, permission_mode: "acceptEdits", ask_tools });
    const { home, project: top, put } = opened;
    const hostFile = join(home, "here");
    for (const name of ["plain", "conf/file", join(hostFile, "file"), "folder/file"]) put(name, "");
    writeFileSync(hostFile, "a folder in there\n");
    symlinkSync("plain", join(top, "link"));
    symlinkSync("folder", join(top, "way"));
    const moved = (from: string): string => opened.effectOf(`mv ${from} moved`);
    for (const file of ["plain", "/plain", join(top, "plain"), join(hostFile, "file"), "folder/file"])
      expect([file, moved(file)]).toEqual([file, "allow"]);
    for (const other of ["folder", "link", "way/file", "missing", hostFile, "conf/file", "plain folder"])
      expect([other, moved(other)]).toEqual([other, "ask"]);
  });
});
