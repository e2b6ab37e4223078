import { describe, expect, test } from "vitest";
import { type Effect, parseAbsolutePath, type ReasonCode } from "../../src/base/index.ts";
import { withWalledRules } from "../../src/policy/index.ts";
import { context, decideText, decideTool, policyOf } from "./policy-of.ts";

describe("protected paths", () => {
  const body = {
    permission_mode: "bypassPermissions",
    permissions: { file_access: { allowed_paths: ["${home}", "${project_root}"] } },
    allowed_tools: ["Bash", "Read", "Edit", "Write", "Edit(./.env)"],
    protected_paths: [
      ".env",
      "package.json",
      "terraform/",
      "/config",
      "/etc",
      "${project_root}/infra",
      "${home}/.tool*",
    ],
  };
  const rows: readonly (readonly [path: string, writable: boolean])[] = [
    ["src/a.ts", true],
    [".env", false],
    ["sub/.env", false],
    [".env.example", true],
    ["package.json", false],
    ["packages/a/package.json", false],
    ["terraform/main.tf", false],
    ["config/app.yml", false],
    ["src/config/app.yml", true],
    ["/etc/hosts", false],
    ["infra/x", false],
    ["~/.toolrc", false],
    ["~/notes", true],
    ["src/../.env", false],
  ];

  test.for(rows)("%s", ([path, writable]) => {
    const effect = writable ? "allow" : "deny";
    const input = { file_path: path.replace("~", "/home/ann"), content: "", old_string: "a", new_string: "b" };
    expect(decideTool("Write", input, body).effect).toBe(effect);
    expect(decideTool("Edit", input, body).effect).toBe(effect);
    expect(decideText(`echo x > ${path}`, body).effect).toBe(effect);
    expect(decideText(`tee ${path} < in`, body).effect).toBe(effect);
    expect(decideTool("Read", input, body).effect).toBe("allow");
  });

  test("stand in the walls too", () => {
    const { files } = withWalledRules(policyOf(body).profile, context);
    expect(files.readOnly.map(({ path }) => path)).toContain(parseAbsolutePath("/home/ann/shop/infra"));
  });
});

describe("commands that are refused with a word", () => {
  const body = {
    allowed_tools: ["Bash"],
    rewrite: [{ match: "Bash(npm install:*)", instead: "use npm ci, the lock file is pinned" }],
  };

  test("say it", () => {
    const { effect, reasons } = decideText("cd web && npm install left-pad", body);
    expect([effect, reasons[0].code]).toEqual(["deny", "rule/denied"]);
    expect(reasons[0].message).toMatch(/; use npm ci, the lock file is pinned$/u);
    expect(decideText("npm ci", body).effect).toBe("allow");
  });
});

describe("validators", () => {
  const body = { allowed_tools: ["Bash"], validators: { max_command_length: 60, no_chaining: true } };
  const rows: readonly (readonly [command: string, effect: Effect, code: ReasonCode])[] = [
    ["make test", "allow", "rule/allowed"],
    ["CI=1 timeout 5 make test > /dev/null 2>&1", "allow", "rule/allowed"],
    ["echo 'a; b && c | d'", "allow", "rule/allowed"],
    ["make # && rm x", "allow", "rule/allowed"],
    [`echo ${"x".repeat(56)}`, "deny", "command/longer-than-allowed"],
    ["make; rm x", "deny", "command/chained"],
    ["make && rm x", "deny", "command/chained"],
    ["make || rm x", "deny", "command/chained"],
    ["make & rm x", "deny", "command/chained"],
    ["make | tee log", "deny", "command/chained"],
    ["make\nrm x", "deny", "command/chained"],
    ["echo $(rm x)", "deny", "command/chained"],
    ["echo `rm x`", "deny", "command/chained"],
    ["cat <(rm x)", "deny", "command/chained"],
    ["$(rm x)", "deny", "command/chained"],
    ["`rm x`", "deny", "command/chained"],
    ["A=$(rm x)", "deny", "command/chained"],
    ['A="$(< names)"', "allow", "command/harmless-builtin"],
    ["(make; rm x)", "deny", "command/chained"],
    ["bash -c 'make; rm x'", "deny", "command/chained"],
    ["cd sub && make", "deny", "command/chained"],
  ];
  test.for(rows)("%s", ([command, effect, code]) => {
    const decision = decideText(command, body);
    expect([decision.effect, decision.reasons[0].code]).toEqual([effect, code]);
  });

  test("hold in every mode and narrow only", () => {
    for (const permission_mode of ["default", "acceptEdits", "dontAsk", "bypassPermissions"])
      expect(decideText("make; rm x", { ...body, permission_mode }).effect).toBe("deny");
  });
});
