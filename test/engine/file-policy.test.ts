import { linkSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openFileSession } from "./file-session.ts";

const paths = { allowed_paths: ["${project_root}"] };

test("what is denied is neither entered nor named, whatever looks around", () => {
  using session = openFileSession({
    permissions: { file_access: { ...paths, denied_paths: ["${project_root}/private", "**/*.key"] } },
  });
  for (const name of ["a.txt", "private/b.txt", "deep/private.txt", "deep/c.key"]) session.put(name, "x\n");
  symlinkSync("private", join(session.project, "way"));
  const seen = [join(session.project, "a.txt"), join(session.project, "deep/private.txt")];
  for (const [tool, input] of [
    ["Grep", { pattern: "x" }],
    ["Grep", { pattern: "x", glob: "**/*" }],
    ["Glob", { pattern: "**/*" }],
  ] as const)
    expect(
      session
        .use(tool, input)
        .split("\n")
        .filter((line) => line.startsWith("/"))
        .toSorted(),
    ).toEqual(seen);
  for (const [name, target] of [
    ["loop", "loop"],
    ["fine", "a.txt"],
    ["dangling", "nothing"],
    ["trap", "deep/c.key"],
    ["through", "way/none"],
  ] as const)
    symlinkSync(target, join(session.project, name));
  expect(session.use("LS", { path: "." }).split("\n").slice(1)).toEqual([
    "  - .git/",
    "  - a.txt",
    "  - dangling@",
    "  - deep/",
    "  - fine@",
    "  - loop@",
  ]);
  for (const path of ["private", "private/b.txt", "way", "deep/c.key", "deep/../private"]) {
    expect(session.use("Grep", { pattern: "x", path })).toBe("deny path/denied");
    expect(session.use("Glob", { pattern: "*", path })).toBe("deny path/denied");
  }
  expect(session.use("Grep", { pattern: "x", glob: "private/*" })).toBe("deny path/denied");
});

test("a pattern may start with a link to a folder, and is judged by where that leads", () => {
  using session = openFileSession({
    permissions: { file_access: { ...paths, denied_paths: ["${project_root}/private"] } },
  });
  for (const name of ["open/a.txt", "private/b.txt"]) session.put(name, "x\n");
  symlinkSync("open", join(session.project, "way"));
  symlinkSync("private", join(session.project, "trap"));
  for (const pattern of ["way/*.txt", "way/a.txt"])
    expect(session.use("Glob", { pattern })).toBe(join(session.project, "open/a.txt"));
  for (const pattern of ["trap/*.txt", "trap/b.txt"]) {
    expect(session.use("Glob", { pattern })).toBe("deny path/denied");
    expect(session.use("Grep", { pattern: "x", glob: pattern })).toBe("deny path/denied");
  }
});

test("extensions bound what is shown of a file, by whatever tool", () => {
  using session = openFileSession({
    permissions: { file_access: paths, tool_permissions: { read: { allowed_extensions: [".txt"] } } },
  });
  for (const name of ["a.txt", "b.bin", "folder.d/c.txt"]) session.put(name, "x\n");
  symlinkSync("b.bin", join(session.project, "way.txt"));
  expect(session.use("Read", { file_path: "a.txt" })).toBe("1\tx");
  for (const path of ["b.bin", "way.txt"]) {
    expect(session.use("Read", { file_path: path })).toBe("deny path/extension");
    expect(session.use("Edit", { file_path: path, old_string: "x", new_string: "y" })).toBe("deny path/extension");
  }
  expect(session.use("Grep", { pattern: "x" })).not.toContain("b.bin");
  expect(session.use("Grep", { pattern: "x", path: "b.bin" })).toBe("file/no-permission");
  expect(session.use("Grep", { pattern: "x", path: "folder.d", output_mode: "content" })).toContain("c.txt:1:x");
  expect(session.use("Glob", { pattern: "*.bin" })).toContain("b.bin");
});

test("sizes bound what is read, searched and edited", () => {
  using session = openFileSession({
    permissions: {
      file_access: { ...paths, max_file_size_mb: 2 },
      tool_permissions: { read: { max_file_size_mb: 1 } },
    },
  });
  session.put("large", `${"x".repeat(1023)}\n`.repeat(1025));
  session.put("small", "x\n");
  expect(session.use("Read", { file_path: "large", limit: 1 })).toBe("file/too-large");
  expect(session.use("Edit", { file_path: "large", old_string: "xx", new_string: "y", replace_all: true })).toBe(
    "file/too-large",
  );
  expect(session.use("Grep", { pattern: "x" })).toBe(
    `Found 1 file\n${join(session.project, "small")}\n(1 of the files is too large to be searched)`,
  );
});

test("sizes bound what an edit makes of a file", () => {
  using session = openFileSession({
    permissions: { file_access: paths, tool_permissions: { write: { max_file_size_mb: 1 } } },
  });
  const text = "x\n".repeat(300_000);
  session.put("grows", text);
  const grow = { file_path: "grows", old_string: "x", new_string: "xxx", replace_all: true };
  expect(session.use("Edit", grow)).toBe("file/too-large");
  const { file_path, ...edit } = grow;
  expect(session.use("MultiEdit", { file_path, edits: [edit] })).toBe("file/too-large");
  expect(readFileSync(join(session.project, "grows"), "utf8")).toBe(text);
  expect(session.use("Edit", { ...grow, new_string: "y" })).toContain("has been changed");
});

test("searches have names, results and time of their own", () => {
  using session = openFileSession({
    permissions: {
      file_access: paths,
      tool_permissions: { search: { blocked_patterns: ["*.min.js", "vendor"], max_results: 2 } },
    },
  });
  for (const name of ["a.js", "a.min.js", "vendor/b.js", "c.js", "d.js"]) session.put(name, "x\n");
  expect(session.use("Read", { file_path: "vendor/b.js" })).toBe("1\tx");
  for (const tool of ["Grep", "Glob"]) {
    const found = session.use(tool, { pattern: tool === "Grep" ? "x" : "*.js" });
    expect(found).not.toMatch(/min|vendor/u);
    expect(found.split("\n").filter((line) => line.startsWith("/"))).toHaveLength(2);
    expect(session.use(tool, { pattern: "x", path: "vendor" })).toBe("deny path/blocked-pattern");
  }
});

test("what is denied is denied by its other names, too", async () => {
  using session = openFileSession({
    permissions: {
      file_access: {
        ...paths,
        denied_paths: ["${project_root}/private", "${project_root}/one", "**/*.key"],
        blocked_patterns: ["*.pem"],
      },
    },
    disallowed_tools: ["Read(./ruled/**)"],
  });
  const denied = ["private/deep/a", "one", "sub/b.key", "c.pem", "ruled/d"];
  for (const [at, name] of denied.entries()) {
    session.put(name, "secret\n");
    linkSync(join(session.project, name), join(session.project, `link${at}`));
    expect(readFileSync(join(session.project, `link${at}`), "utf8")).toBe("secret\n");
    const file_path = `link${at}`;
    expect(session.use("Read", { file_path })).toBe("file/denied-name");
    expect(session.use("Write", { file_path, content: "x" })).toBe("file/denied-name");
    expect(session.use("Edit", { file_path, old_string: "secret", new_string: "x" })).toBe("file/denied-name");
    expect(session.use("Grep", { pattern: "s", path: file_path })).toBe("file/denied-name");
    for (const tool of ["Read", "Edit"]) expect(await session.tell(tool, { file_path })).toBe("deny path/denied");
    expect(await session.tell("Grep", { pattern: "s", path: file_path })).toBe("deny path/denied");
  }
  session.put("open", "secret\n");
  linkSync(join(session.project, "open"), join(session.project, "open-too"));
  expect(session.use("Read", { file_path: "open-too" })).toBe("1\tsecret");
  expect(await session.tell("Read", { file_path: "open-too" })).toBe("allow rule/allowed");
  expect(session.use("Grep", { pattern: "secret" }).split("\n").slice(1).toSorted()).toEqual(
    ["open", "open-too"].map((name) => join(session.project, name)),
  );
});

test("what every profile denies in the home is denied by a name in the project", () => {
  using session = openFileSession({ permissions: { file_access: paths } });
  session.put("../.ssh/id_ed25519", "secret\n");
  session.put("../.netrc", "secret\n");
  for (const [at, name] of [".ssh/id_ed25519", ".netrc"].entries()) {
    linkSync(join(session.home, name), join(session.project, `link${at}`));
    expect(session.use("Read", { file_path: `link${at}` })).toBe("file/denied-name");
  }
});
