import { expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import type { Change, SidesOf } from "../../src/changes/index.ts";
import { refusedForSecrets } from "../../src/engine/changed-secrets.ts";
import { secrets } from "../observe/secrets/samples.ts";
import { policyOf } from "../policy/policy-of.ts";

const token = secrets.get("github") ?? "";
const blocking = { secrets_detection: { enabled: true, block_on_detection: true } };
const { profile } = policyOf({ name: "p", security_policies: blocking });

const changed = (change: Partial<Change> & { readonly name?: string }): Change => ({
  path: parseAbsolutePath(`/work/${change.name ?? "file"}`),
  change: "created",
  kind: "file",
  bytes: 0,
  oldBytes: 0,
  mode: 0o644,
  oldMode: 0,
  swap: 0,
  ...change,
});

const holding =
  (fresh: string | Buffer | undefined, old = ""): SidesOf =>
  (_, { from, most }) => ({
    old: Buffer.from(old).subarray(from, from + most),
    fresh: fresh === undefined ? undefined : Buffer.from(fresh).subarray(from, from + most),
  });

const messages = (change: Change, sides: SidesOf): readonly string[] =>
  refusedForSecrets(change, sides, profile).map(({ path, code, message }) => {
    expect(path + message).not.toContain(token.slice(8));
    return `${code} ${/^denied: (.*?): it /u.exec(message)?.[1]}`;
  });

test.for([
  ["what a file holds", changed({}), holding(`a\n${token}\n`), ["secret/found /work/file, line 2, github-token"]],
  ["what it held before", changed({ change: "changed" }), holding(`a\n${token}\n`, token), []],
  ["what is gone", changed({ change: "deleted" }), holding(token), []],
  ["what can't be read", changed({}), holding(undefined), ["secret/unsearched /work/file"]],
  ["where a link leads", changed({ kind: "link" }), holding(token), ["secret/found /work/file, line 1, github-token"]],
  [
    "a name that is new",
    changed({ name: token }),
    holding("a"),
    ["secret/found the name of /work/[redacted:github-token], line 1, github-token"],
  ],
  [
    "the name of a folder",
    changed({ name: token, kind: "folder" }),
    holding(""),
    ["secret/found the name of /work/[redacted:github-token], line 1, github-token"],
  ],
  [
    "another name",
    changed({ name: token, change: "renamed", from: parseAbsolutePath("/work/a") }),
    holding(""),
    ["secret/found the name of /work/[redacted:github-token], line 1, github-token"],
  ],
  [
    "a name that only moved",
    changed({ name: token, change: "renamed", from: parseAbsolutePath(`/work/x/${token}`) }),
    holding(""),
    [],
  ],
  ["a file below such a name", changed({ name: `${token}/file` }), holding("a"), []],
] as const)("%s", ([, change, sides, expected]) => {
  expect(messages(change, sides)).toEqual(expected);
});

test("lines are counted from the file's beginning, however large it is", () => {
  const filler = Buffer.alloc(70 * 1024 * 1024, `${" ".repeat(1023)}\n`);
  const fresh = Buffer.concat([filler, Buffer.from(`${token}\n`)]);
  const line = filler.length / 1024 + 1;
  expect(messages(changed({ bytes: fresh.length }), holding(fresh))).toEqual([
    `secret/found /work/file, line ${line}, github-token`,
  ]);
});
