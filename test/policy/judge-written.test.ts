import { describe, expect, test } from "vitest";
import { type Effect, parseAbsolutePath, type ReasonCode } from "../../src/base/index.ts";
import { judgeWritten, type WrittenPath } from "../../src/policy/index.ts";
import { context, type ProfileBody, policyOf } from "./policy-of.ts";

type Row = readonly [
  path: string,
  what: Partial<Omit<WrittenPath, "path">>,
  profile: ProfileBody,
  effect: Effect,
  code: ReasonCode,
];

const mebibyte = 1024 * 1024;
const listed = (lists: object = {}, write: object = {}, more: ProfileBody = {}): ProfileBody => ({
  permissions: {
    file_access: { allowed_paths: ["${project_root}"], ...lists },
    tool_permissions: { write },
  },
  allowed_tools: ["Bash"],
  ...more,
});
const small = { max_file_size_mb: 1 };
const text = { allowed_extensions: [".md"] };
const keys = { blocked_patterns: ["*.pem", "/private/**"] };

const rows: readonly Row[] = [
  ["a", {}, listed(), "allow", "path/allowed"],
  ["a", { change: "deleted" }, listed(), "allow", "path/allowed"],
  ["/home/bob/a", {}, listed(), "deny", "path/not-writable"],
  ["/home/bob/a", {}, listed({}, {}, { allowed_tools: ["Bash", "Write(//home/bob/**)"] }), "allow", "rule/allowed"],
  ["/usr/a", {}, listed(), "deny", "path/not-writable"],
  ["secrets/a", {}, listed({ denied_paths: ["secrets"] }), "deny", "path/denied"],
  ["secrets/a", { change: "renamed" }, listed({ denied_paths: ["secrets"] }), "deny", "path/denied"],
  ["lib/a", { change: "deleted" }, listed({ read_only_paths: ["${project_root}/lib"] }), "deny", "path/read-only"],
  [
    "lib/out/a",
    {},
    listed({ read_only_paths: ["${project_root}/lib"] }, {}, { allowed_tools: ["Bash", "Edit(./lib/out/**)"] }),
    "allow",
    "rule/allowed",
  ],
  [".git/hooks/pre-commit", { change: "created" }, listed(), "deny", "path/read-only"],
  ["deep/.git/config", {}, listed(), "deny", "path/read-only"],
  ["a.js", {}, listed(text), "deny", "path/extension"],
  ["a.js", {}, listed({}, text), "deny", "path/extension"],
  ["a.js", { change: "deleted" }, listed({}, text), "deny", "path/extension"],
  ["a.js", { kind: "folder" }, listed({}, text), "allow", "path/allowed"],
  ["a.js", { kind: "link" }, listed({}, text), "deny", "path/extension"],
  ["a.MD", {}, listed({}, text), "allow", "path/allowed"],
  ["Makefile", {}, listed({}, text), "allow", "path/allowed"],
  ["out/key.pem", {}, listed(keys), "deny", "path/blocked-pattern"],
  ["out/key.pem", {}, listed({}, keys), "deny", "path/blocked-pattern"],
  ["out/key.pem", { change: "deleted" }, listed({}, keys), "deny", "path/blocked-pattern"],
  ["a", { bytes: mebibyte }, listed(small), "allow", "path/allowed"],
  ["a", { bytes: mebibyte + 1 }, listed(small), "deny", "path/too-large"],
  ["a", { bytes: mebibyte + 1 }, listed({}, small), "deny", "path/too-large"],
  ["a", { bytes: mebibyte + 1, change: "deleted" }, listed({}, small), "allow", "path/allowed"],
  [
    "a",
    { bytes: mebibyte + 1 },
    listed({}, {}, { sandbox: { limits: { file_size_mb: 1 } } }),
    "deny",
    "path/too-large",
  ],
  ["package.json", {}, listed({}, { require_confirmation: ["package.json"] }), "deny", "rule/asked"],
  [
    "package.json",
    { change: "deleted" },
    listed({}, { require_confirmation: ["package.json"] }, { permission_mode: "default" }),
    "ask",
    "rule/asked",
  ],
  ["dist/a", {}, listed({}, {}, { disallowed_tools: ["Write(./dist/**)"] }), "deny", "rule/denied"],
  ["dist/a", {}, listed({}, {}, { ask_tools: ["Edit(dist/)"], permission_mode: "default" }), "ask", "rule/asked"],
  // the command's own rule let it write
  ["a", {}, listed({}, {}, { disallowed_tools: ["Write", "Edit"] }), "allow", "path/allowed"],
  [
    "secrets/a",
    {},
    listed({ denied_paths: ["secrets"] }, {}, { permission_mode: "bypassPermissions" }),
    "deny",
    "path/denied",
  ],
  ["/home/ann/box/data/a", {}, { sandbox: { root: "${home}/box" }, allowed_tools: ["Bash"] }, "allow", "path/allowed"],
  [
    "/home/ann/box/data/a",
    {},
    listed({}, {}, { disallowed_tools: ["Write(//home/ann/box/data/**)"], sandbox: { root: "${home}/box" } }),
    "deny",
    "rule/denied",
  ],
  [
    "/home/ann/box/data/a",
    {},
    listed({ denied_paths: ["/data"] }, {}, { sandbox: { root: "${home}/box" } }),
    "deny",
    "path/denied",
  ],
];

describe("judgeWritten", () => {
  test.for(rows)("%s %j %j", ([path, what, profile, effect, code]) => {
    const written: WrittenPath = {
      path: parseAbsolutePath(path, context.projectRoot),
      change: "changed",
      kind: "file",
      bytes: 1,
      ...what,
    };
    const decision = judgeWritten(written, { policy: policyOf(profile), context });
    expect([decision.effect, decision.reasons[0].code]).toEqual([effect, code]);
  });
});
