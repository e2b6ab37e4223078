import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FileSession, openFileSession } from "./file-session.ts";

let session: FileSession;
beforeEach(() => {
  session = openFileSession({
    permissions: {
      file_access: {
        allowed_paths: ["${project_root}"],
        denied_paths: ["${project_root}/private", "${project_root}/caf\u00e9"],
      },
    },
  });
  session.put("private/a", "secret\n");
  session.put("caf\u00e9/a", "secret\n");
  session.put("open/a", "ours\n");
  symlinkSync(session.project, join(session.home, "other"));
});
afterEach(() => session[Symbol.dispose]());

const tools = (file_path: string): readonly string[] => [
  session.use("Read", { file_path }),
  session.use("Write", { file_path, content: "x" }),
  session.use("Edit", { file_path, old_string: "secret", new_string: "x" }),
  session.use("NotebookEdit", { notebook_path: file_path, new_source: "", cell_id: "a" }),
  session.use("Grep", { pattern: "secret", path: file_path }),
];

describe("a denied file is denied however it is spelled", () => {
  test.for([
    "private/a",
    "./private//a",
    "private/./a",
    "private/a/",
    "private/a/.",
    "open/../private/a",
    "nothing/../private/a",
    "private/b/../a",
    "caf\u00e9/a",
    "PROJECT/private/a",
    "HOME/other/private/a",
    "/proc/self/rootPROJECT/private/a",
    "/proc/self/cwd/private/a",
    "/proc/thread-self/rootPROJECT/private/a",
    "/proc/PID/rootPROJECT/private/a",
    "/proc/../proc/self/rootPROJECT/private/a",
    "/dev/../PROJECT/private/a",
  ])("%s", (spelled) => {
    const { project, home } = session;
    const path = spelled.replace("PROJECT", project).replace("HOME", home).replace("PID", String(process.pid));
    for (const answer of tools(path)) expect(answer).toMatch(/^deny /u);
    expect(readFileSync(join(project, "private/a"), "utf8")).toBe("secret\n");
  });

  test("through links to it, to its folder, and to what the kernel tells of processes", () => {
    for (const [name, target] of [
      ["file", "private/a"],
      ["chain", "file"],
      ["magic", `/proc/self/root${session.project}/private/a`],
    ] as const) {
      symlinkSync(target, join(session.project, name));
      for (const answer of tools(name)) expect(answer).toMatch(/^deny /u);
    }
    symlinkSync("private", join(session.project, "folder"));
    expect(session.use("Read", { file_path: "folder/a" })).toBe("deny path/denied");
    expect(session.use("Write", { file_path: "folder/new", content: "x" })).toBe("deny path/denied");
    expect(session.use("LS", { path: "folder" })).toBe("deny path/denied");
  });
});

test("where another case or form is another file, it is another file", () => {
  for (const name of ["PRIVATE/a", "cafe\u0301/a"]) {
    session.put(name, "ours\n");
    expect(session.use("Read", { file_path: name })).toBe("1\tours");
    expect(session.use("Write", { file_path: name, content: "changed\n" })).toContain("replaced");
  }
  expect(readFileSync(join(session.project, "private/a"), "utf8")).toBe("secret\n");
});

describe("what is no file", () => {
  test.for([
    "/dev/fd/0",
    "/dev/stdin",
    "/proc/self/fd/0",
    "/dev/mem",
    "/dev/tty",
    "/dev/null",
    "/dev/zero",
    "/dev/random",
    "/proc/self/mem",
    "/proc/self/environ",
    "/proc/self/maps",
  ])("%s gives nothing", (path) => {
    for (const answer of tools(path)) expect(answer).toMatch(/^(?:deny |file\/)/u);
  });

  test("pipes, sockets and links to devices are neither read, written nor waited for", async () => {
    const at = (name: string): string => join(session.project, name);
    execFileSync("mkfifo", [at("pipe")]);
    symlinkSync("/dev/zero", at("endless"));
    const server = await new Promise<Server>((resolve) => {
      const made = createServer().listen(at("socket"), () => resolve(made));
    });
    for (const path of ["pipe", "socket", "endless"])
      for (const answer of tools(path)) expect(answer).toMatch(/^(?:deny \S+|file\/not-a-file)$/u);
    expect(session.use("Grep", { pattern: "ours" })).toBe(`Found 1 file\n${at("open/a")}`);
    await new Promise((resolve) => server.close(resolve));
  });

  test("a folder is none, nor is a file a folder", () => {
    mkdirSync(join(session.project, "empty"));
    expect(session.use("Read", { file_path: "empty" })).toBe("file/is-a-folder");
    expect(session.use("Write", { file_path: "empty/", content: "x" })).toBe("file/is-a-folder");
    expect(session.use("Read", { file_path: "open/a/b" })).toBe("file/not-a-folder");
    expect(session.use("Write", { file_path: "open/a/b", content: "x" })).toBe("file/not-a-folder");
    expect(session.use("Glob", { pattern: "*", path: "open/a" })).toBe("file/not-a-folder");
  });
});
