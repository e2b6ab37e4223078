import { afterAll, describe, expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { refusedForSecrets } from "../../src/engine/changed-secrets.ts";
import { createDetector, createStreamRedactor } from "../../src/observe/index.ts";
import { honest, inContext, secrets } from "../observe/secrets/samples.ts";
import { policyOf } from "../policy/policy-of.ts";
import { openFileSession } from "./file-session.ts";

const withSecurity = (security_policies: Readonly<Record<string, unknown>>): Parameters<typeof openFileSession>[0] => ({
  permission_mode: "bypassPermissions",
  permissions: { file_access: { allowed_paths: ["${project_root}"] } },
  security_policies,
});
const blocked = withSecurity({ secrets_detection: { enabled: true, block_on_detection: true } });
const sessions = {
  blocking: openFileSession(blocked),
  telling: openFileSession(withSecurity({ secrets_detection: { enabled: true } })),
  hiding: openFileSession(withSecurity({ prevent_secrets_exposure: true })),
};
afterAll(() => Object.values(sessions).forEach((session) => session[Symbol.dispose]()));

const { profile } = policyOf({ name: "p", ...blocked });
const notebook = JSON.stringify({ cells: [{ id: "a", cell_type: "code", source: "x", metadata: {}, outputs: [] }] });

type Session = (typeof sessions)["blocking"];

/** What becomes of a text in every way that needs no sandbox; the others have tests of their own beside the doors'. */
const writing = {
  Write: ({ use }: Session, text: string) => use("Write", { file_path: "new", content: text }),
  Edit: ({ put, use }: Session, text: string) => {
    put("file", "x\n");
    use("Read", { file_path: "file" });
    return use("Edit", { file_path: "file", old_string: "x", new_string: text });
  },
  MultiEdit: ({ put, use }: Session, text: string) => {
    put("file", "x\n");
    use("Read", { file_path: "file" });
    return use("MultiEdit", { file_path: "file", edits: [{ old_string: "x", new_string: text }] });
  },
  NotebookEdit: ({ put, use }: Session, text: string) => {
    put("n.ipynb", notebook);
    use("Read", { file_path: "n.ipynb" });
    return use("NotebookEdit", { notebook_path: "n.ipynb", cell_id: "a", new_source: text });
  },
} as const;

const landing = (text: string): readonly string[] => {
  const change = {
    change: "created",
    kind: "file",
    bytes: text.length,
    oldBytes: 0,
    mode: 0,
    oldMode: 0,
    swap: 0,
  } as const;
  const sides = (): { old: Buffer; fresh: Buffer } => ({ old: Buffer.alloc(0), fresh: Buffer.from(text) });
  return refusedForSecrets({ path: parseAbsolutePath("/f"), ...change }, sides, profile).map(({ code }) => code);
};

const detector = createDetector({ custom: [], exclude: [] });
const streamed = (text: string): string => {
  const redactor = createStreamRedactor(detector);
  const pieces = text.match(/[^]{1,50}/gu) ?? [];
  return Buffer.concat([...pieces.map((piece) => redactor.push(Buffer.from(piece))), redactor.end()]).toString();
};

const kinds = [
  ...[...secrets].map(([name, secret]) => ({ name, text: secret, secret })),
  ...[...inContext].map(([name, { text, secret }]) => ({ name, text, secret })),
];

describe("a secret", () => {
  test.for(kinds)("is stopped or hidden whichever way it goes: $name", ({ text, secret }) => {
    for (const [way, write] of Object.entries(writing))
      expect(write(sessions.blocking, text), way).toBe("deny secret/found");
    expect(landing(`a\n${text}\n`)).toContain("secret/found");
    expect(streamed(`a\n${text}\nb\n`)).toMatch(/^a\n[^]*\[redacted:[^]*\nb\n$/u);
    expect(detector.redact(text)).toContain("[redacted:");
    sessions.hiding.put("file", `a\n${text}\n`);
    const shown = sessions.hiding.use("Read", { file_path: "file" });
    expect(shown).toContain("[redacted:");
    expect(shown).not.toContain(secret.slice(-10));
  });

  test("is only told of where the profile does not block", () => {
    const text = secrets.get("github") ?? "";
    for (const [way, write] of Object.entries(writing))
      expect(write(sessions.telling, text), way).not.toMatch(/^deny/u);
  });
});

test.for([...honest])("what is none goes every way as it is: %s", ([, text]) => {
  for (const [way, write] of Object.entries(writing))
    expect(write(sessions.blocking, text), way).not.toMatch(/^deny|secret-found/u);
  expect(landing(text)).toEqual([]);
  expect(streamed(text)).toBe(text);
  sessions.hiding.put("file", text);
  expect(sessions.hiding.use("Read", { file_path: "file" })).not.toContain("[redacted:");
});

test.for([".env", "deploy.key", "id_ed25519", ".npmrc"])(
  "a file of secrets is hidden by its name, or what is in it: %s",
  (name) => {
    sessions.hiding.put(name, `//registry.corp.net/:_authToken=${secrets.get("npm")}\n`);
    const shown = sessions.hiding.use("Read", { file_path: name });
    expect(shown).toMatch(/^deny |\[redacted:/u);
    expect(shown).not.toContain("npm_a");
  },
);
