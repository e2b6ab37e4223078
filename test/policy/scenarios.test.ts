import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compilePolicy, decide, parseProfile, resolveProfile } from "../../src/policy/index.ts";
import { readRuleCommand, readScript } from "../../src/shell/index.ts";
import { context } from "./policy-of.ts";

const folder = join(import.meta.dirname, "../../docs/scenarios");

interface When {
  readonly role?: string;
  readonly at?: string;
  readonly says?: Readonly<Record<string, string>>;
}

/** `Bash: make`, `Edit: src/a.ts`, `WebSearch`. */
function effectOf(name: string, use: string, { role, at, says }: When): string {
  const parsed = parseProfile(readFileSync(join(folder, `${name}.json`), "utf8"), name);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const { home, projectRoot } = context;
  const resolved = resolveProfile([{ origin: "chosen", document: parsed.value }], {
    variables: { home, project_root: projectRoot, workspace: projectRoot, temp: projectRoot, own: [] },
    load: () => undefined,
    now: new Date(at ?? "2026-03-02T12:00:00Z"),
    ...(role === undefined ? {} : { role }),
    context: new Map(Object.entries(says ?? {})),
  });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.issues));
  const policy = compilePolicy(resolved.value, readRuleCommand);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  const [tool = "", subject = ""] = use.split(": ");
  const text = { command: subject, file_path: subject, content: "", old_string: "a", new_string: "b" };
  const input = { ...text, query: "q", pattern: "*", url: "https://example.com/", prompt: "p" };
  const request = { id: "1", session: "s", tool, input, cwd: context.cwd };
  const reading = tool === "Bash" ? readScript(subject) : { actions: [], problems: [] };
  return decide(request, reading, policy.value, context).effect;
}

type Row = readonly [when: When, allowed: readonly string[], refused: readonly string[]];

const night = { at: "2026-03-02T23:30:00Z" };
const code = ["Read: src/a.ts", "Edit: src/a.ts"];

const scenarios: Readonly<Record<string, readonly Row[]>> = {
  "protect-configuration": [
    [
      {},
      [...code, "Write: src/new.ts", "Read: .env", "Bash: npm test"],
      ["Write: /etc/hosts", "Write: config/app.yml", "Edit: .env", "Write: .env.local", "Bash: echo x > .env"],
    ],
  ],
  "business-hours": [
    [{}, [...code, "Write: src/b.ts"], ["Bash: make"]],
    [night, ["Read: src/a.ts", "Bash: git status"], ["Edit: src/a.ts", "Write: src/b.ts", "MultiEdit: src/a.ts"]],
    [{ at: "2026-03-03T04:59:00Z" }, ["Read: src/a.ts"], ["Edit: src/a.ts"]],
    [{ at: "2026-03-03T05:00:00Z" }, ["Edit: src/a.ts"], []],
  ],
  "sanitise-and-wrap": [
    [
      {},
      ["Bash: make", "Bash: rm src/a.ts"],
      ["Bash: rm -rf /", "Bash: sudo make", "Bash: :(){ :|:& };:", "Bash: dd if=/dev/zero of=x", "Bash: a; b"],
    ],
  ],
  "role-based-access": [
    [{}, ["Read: src/a.ts", "WebSearch"], ["Edit: src/a.ts", "Bash: ls", "Write: src/b.ts"]],
    [{ role: "editor" }, [...code, "Write: src/b.ts"], ["Bash: ls"]],
    [{ says: { user_role: "admin" } }, [...code, "Bash: make", "Frobnicate"], []],
  ],
  audit: [[{}, [...code, "Bash: make", "WebSearch", "Frobnicate"], []]],
  "research-agent": [
    [
      {},
      ["Read: src/a.ts", "Glob", "Grep", "WebSearch", "WebFetch"],
      ["Write: src/b.ts", "Edit: src/a.ts", "Bash: ls", "Frobnicate", "NotebookEdit: a.ipynb"],
    ],
  ],
  "development-agent": [
    [
      {},
      [...code, "Write: src/b.ts", "Bash: npm test", "Bash: make deploy", "Bash: mkdir src/x"],
      ["Edit: package.json", "Write: terraform/main.tf", "Write: .env", "Bash: curl example.com", "Task"],
    ],
    [{ says: { ENVIRONMENT: "production" } }, code, ["Bash: make deploy", "Bash: npm run deploy", "Bash: npm test"]],
  ],
  "research-by-day": [
    [{}, [...code, "WebSearch"], ["Bash: make", "Write: src/b.ts", "Edit: .env", "Edit: terraform/main.tf"]],
    [
      night,
      [...code, "Bash: make"],
      ["WebSearch", "Bash: rm -rf out", "Bash: sudo make", "Bash: reboot", "Edit: .env"],
    ],
  ],
  "team-roles": [
    [{}, ["Read: src/a.ts", "WebSearch", "WebFetch"], ["Edit: src/a.ts", "Bash: make"]],
    [{ says: { role: "developer" } }, [...code, "Write: src/b.ts", "Bash: make"], ["Write: config/x", "WebFetch"]],
    [{ says: { role: "ops" } }, [...code, "Bash: make"], ["Write: src/b.ts", "Edit: /etc/hosts", "WebFetch"]],
  ],
};

describe("the published scenarios", () => {
  test("have a profile each", () => {
    expect(readdirSync(folder).map((file) => file.replace(".json", ""))).toEqual(Object.keys(scenarios).toSorted());
    const documented = readFileSync(join(folder, "../profiles.md"), "utf8");
    expect(Object.keys(scenarios).filter((name) => !documented.includes(`scenarios/${name}.json`))).toEqual([]);
  });

  test.for(Object.entries(scenarios).flatMap(([name, rows]) => rows.map((row) => [name, ...row] as const)))(
    "%s %j",
    ([name, when, allowed, refused]) => {
      const passed = (use: string): boolean => effectOf(name, use, when) === "allow";
      expect(allowed.filter((use) => !passed(use))).toEqual([]);
      expect(refused.filter(passed)).toEqual([]);
    },
  );
});
