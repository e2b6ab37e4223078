import { symlinkSync } from "node:fs";
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
  expect(session.use("LS", { path: "." })).not.toContain("private");
  for (const path of ["private", "private/b.txt", "way", "deep/c.key", "deep/../private"]) {
    expect(session.use("Grep", { pattern: "x", path })).toBe("deny path/denied");
    expect(session.use("Glob", { pattern: "*", path })).toBe("deny path/denied");
  }
  expect(session.use("Grep", { pattern: "x", glob: "private/*" })).toBe("deny path/denied");
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
