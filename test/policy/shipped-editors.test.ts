import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compilePolicy, decide, parseProfile, resolveProfile } from "../../src/policy/index.ts";
import { readRuleCommand, readScript } from "../../src/shell/index.ts";
import { context } from "./policy-of.ts";

const folder = join(import.meta.dirname, "../../sandbox-profiles");

function effectOf(profile: string, text: string): string {
  const parsed = parseProfile(readFileSync(join(folder, `${profile}.json`), "utf8"), profile);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const { home, projectRoot } = context;
  const resolved = resolveProfile([{ origin: "chosen", document: parsed.value }], {
    variables: { home, project_root: projectRoot, workspace: projectRoot, temp: projectRoot, own: [] },
    load: () => undefined,
    now: new Date("2026-03-02T12:00:00Z"),
  });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.issues));
  const policy = compilePolicy(resolved.value, readRuleCommand);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  const request = { id: "1", session: "s", tool: "Bash", input: { command: text }, cwd: context.cwd };
  return decide(request, readScript(text), policy.value, context).effect;
}

describe("the editors that git asks for", () => {
  test.for(["EDITOR", "VISUAL", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR"])("%s may be given", (name) => {
    expect(effectOf("workspace", `${name}="sed -i 2s/pick/squash/" git rebase -i HEAD~2`)).toBe("allow");
  });

  test("GIT_SSH_COMMAND may not", () => {
    expect(effectOf("workspace", 'GIT_SSH_COMMAND="ssh -F x" git fetch')).not.toBe("allow");
  });
});
