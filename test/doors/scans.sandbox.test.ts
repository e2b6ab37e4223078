import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reports } from "../observe/scanners/reports.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation } from "./installation.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("scanners, as $name", (user) => {
  let place: Installation;
  beforeEach(() => {
    place = install(user);
    mkdirSync(join(place.home, "bin"));
  });
  afterEach(() => place[Symbol.dispose]());

  /** A stand-in on the search path. */
  const standIn = (name: string, script: string): void => {
    const file = join(place.home, "bin", name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };
  const printing = (report: unknown, status: number): string =>
    `cat <<'END'\n${JSON.stringify(report)}\nEND\nexit ${status}`;
  const call = (security_policies: unknown, argv: readonly string[], more: object = {}): Ended => {
    const profile = join(place.home, "p.json");
    const body = { extends: "workspace", permission_mode: "bypassPermissions", security_policies, ...more };
    writeFileSync(profile, JSON.stringify(body));
    const env = { PATH: `${place.home}/bin:${place.env["PATH"]}` };
    const [verb = "", ...rest] = argv;
    const words = verb === "-c" ? ["--profile", profile, ...argv] : [verb, "--profile", profile, ...rest];
    return place.call(words, { env });
  };
  const scans = (): unknown =>
    JSON.parse(place.call(["audit", "query"]).stdout.trim().split("\n").at(-1) ?? "{}").scans;

  test("look at what a command has changed, and at nothing else", () => {
    standIn("npm", printing(reports.npm, 1));
    standIn("bandit", `for file; do :; done\ntest -s "$file" || exit 9\n${printing(reports.bandit, 1)}`);
    const policies = { vulnerability_scanning: { enabled: true, severity_threshold: "high" } };
    const ended = call(policies, ["-c", "echo {} > package.json; echo x > app.py; echo django > requirements.txt"]);
    expect(ended).toMatchObject({ status: 0, stdout: "" });
    expect(ended.stderr.trim().split("\n")).toEqual([
      expect.stringContaining(
        "npm-audit found (high) in package.json: lodash <4.17.21: Command Injection in lodash (GHSA-35jh-r3h4-6jhm)",
      ),
      expect.stringContaining("bandit found (high) in /p/app.py, line 2: subprocess call with shell=True"),
    ]);
    expect(scans()).toMatchObject([
      { tool: "npm-audit", state: "ran", findings: [{ severity: "high", file: "package.json" }] },
      { tool: "safety", state: "absent", findings: [] },
      { tool: "bandit", state: "ran", findings: [{ id: "B602", line: 2 }] },
    ]);
    expect(call(policies, ["-c", "cat package.json; echo y > other.txt"])).toMatchObject({ status: 0, stderr: "" });
    expect(scans()).toBeUndefined();
    const withoutDependencies = { vulnerability_scanning: { enabled: true, scan_dependencies: false } };
    expect(call(withoutDependencies, ["-c", "echo { } > package.json"])).toMatchObject({ status: 0, stderr: "" });
  });

  test("look at what a tool has written, and write nothing themselves", () => {
    standIn("eslint", `echo x > "${place.project}/made"\n${printing(reports.eslint, 1)}`);
    const input = JSON.stringify({ file_path: "app.js", content: "eval(x)\n" });
    const ended = call({ enforce_secure_coding: true }, ["tool", "Write", input]);
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringContaining("File created") });
    expect(ended.stderr).toContain("eslint found (medium) in /p/app.js, line 3: eval with argument of type Identifier");
    expect(scans()).toMatchObject([
      { tool: "eslint", state: "ran", findings: [{ id: "security/detect-eval-with-expression" }] },
      { tool: "semgrep", state: "absent" },
    ]);
    expect(existsSync(join(place.project, "made"))).toBe(false);
    expect(call({}, ["-c", "eslint >/dev/null; test -e made"]).status).toBe(0);
  });

  test("that hang, crash, print nonsense or no end are said", () => {
    standIn("npm", "sleep 60");
    // Away from the project's settings, and without the modules of a home that commands can write.
    standIn("safety", `test "$PWD" = / && echo nonsense || echo '{"vulnerabilities": []}'`);
    standIn("bandit", 'test -n "$PYTHONNOUSERSITE" && kill -SEGV $$');
    standIn("eslint", "head -c 100000000 /dev/zero");
    const tools = ["npm-audit", "safety", "bandit", "eslint", "snyk"];
    const policies = { vulnerability_scanning: { enabled: true, tools } };
    const more = (limits: object): object => ({
      permissions: {
        file_access: { allowed_paths: ["${project_root}", "${home}/.local"] },
        tool_permissions: { bash: limits },
      },
    });
    const hanging = call(policies, ["-c", "echo {} > package.json"], more({ timeout_seconds: 8 }));
    expect(hanging).toMatchObject({ status: 0, stderr: expect.stringMatching(/within \d+ seconds/u) });
    expect(scans()).toMatchObject([
      { tool: "snyk", state: "absent" },
      { tool: "npm-audit", state: "failed" },
    ]);
    const ended = call(policies, ["-c", "echo x > requirements.txt; echo x > a.py; echo x > a.js"], more({}));
    expect(ended.status).toBe(0);
    const notes = [/no report that can be read/u, /ended by SIGSEGV/u, /more than 16 MB/u];
    const lines = ended.stderr.trim().split("\n");
    expect(lines).toHaveLength(notes.length);
    for (const [index, note] of notes.entries()) expect(lines[index]).toMatch(note);
    expect(scans()).toMatchObject([
      { tool: "snyk", state: "absent" },
      ...tools.slice(1, 4).map((tool) => ({ tool, state: "failed" })),
    ]);
  });

  test("that are missing are told by doctor", () => {
    standIn("npm", "exit 0");
    writeFileSync(
      join(place.project, ".sallyport.json"),
      JSON.stringify({ security_policies: { scan_for_vulnerabilities: true } }),
    );
    const env = { PATH: `${place.home}/bin:${place.env["PATH"]}` };
    const { stdout } = place.call(["doctor"], { env });
    expect(stdout).toContain(`npm-audit: ${place.home}/bin/npm`);
    expect(stdout).toContain("bandit: `bandit` is not installed");
  });
});
