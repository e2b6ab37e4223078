import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reports } from "../observe/scanners/reports.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, readText, writeAs } from "./installation.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("scanners before a landing, as $name", (user) => {
  let place: Installation;
  beforeEach(() => {
    place = install(user);
    mkdirSync(join(place.home, "bin"));
  });
  afterEach(() => place[Symbol.dispose]());

  /** A stand-in on the search path, for the program that a scanner of this name starts. */
  const standIn = (name: string, script: string): void => {
    const file = join(place.home, "bin", name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };
  const printing = (report: unknown, status: number): string =>
    `cat <<'END'\n${JSON.stringify(report)}\nEND\nexit ${status}`;
  /** Says that lodash is bad where the manifest asks for it. */
  const auditing = `grep -q lodash package.json || { echo '{"vulnerabilities":{}}'; exit 0; }\n${printing(reports.npm, 1)}`;
  const call = (argv: readonly string[], scanning: object = {}, more: object = {}, input = ""): Ended => {
    const profile = join(place.home, "p.json");
    const vulnerability_scanning = { enabled: true, tools: ["npm-audit"], block_on_high: true, ...scanning };
    const body = { extends: "workspace", permission_mode: "bypassPermissions", ...more };
    const security_policies = { ...(more as { security_policies?: object }).security_policies, vulnerability_scanning };
    writeFileSync(profile, JSON.stringify({ ...body, security_policies }));
    const env = { PATH: `${place.home}/bin:${place.env["PATH"]}` };
    const [verb = "", ...rest] = argv;
    return place.call(verb === "-c" ? ["--profile", profile, ...argv] : [verb, "--profile", profile, ...rest], {
      env,
      input,
    });
  };
  const lastRecord = (): unknown => JSON.parse(place.call(["audit", "query"]).stdout.trim().split("\n").at(-1) ?? "{}");
  const write = (file_path: string, content: string): Ended =>
    call(["tool", "Write", JSON.stringify({ file_path, content })]);
  const manifest = (): string => readText(join(place.project, "package.json"));

  test("refuse what is severe as a whole, and let pass what is not", () => {
    standIn("npm", auditing);
    expect(call(["-c", "echo express > package.json; echo 1 > f"])).toEqual({ status: 0, stdout: "", stderr: "" });
    const refused = call(["-c", "echo lodash > package.json; echo 2 > f; rm -r src"]);
    expect(refused.status).toBe(126);
    for (const told of ["/p/package.json, npm-audit, high, GHSA-35jh-r3h4-6jhm", "block_on_high", "[scan/found]"])
      expect(refused.stderr).toContain(told.replace("/p", place.project));
    expect([manifest(), readText(join(place.project, "f"))]).toEqual(["express\n", "1\n"]);
    expect(existsSync(join(place.project, "src"))).toBe(true);
    expect(refused.stderr).toContain("npm-audit found (medium) in package.json");
    expect(lastRecord()).toMatchObject({
      status: 126,
      written: { state: "refused" },
      scans: [{ tool: "npm-audit", state: "ran", findings: [{ severity: "high" }, { severity: "medium" }] }],
    });
    expect(call(["changes"]).stdout).toContain("refused: denied:");
    expect(call(["-c", "echo lodash > package.json"], { block_on_high: false }).status).toBe(0);
    expect(manifest()).toBe("lodash\n");
  });

  test("see what is to land in place of what is there, and change nothing", () => {
    const told = "cat package.json; find . -path ./.git -prune -o -type f -print | sort; readlink l; cat l";
    standIn(
      "npm",
      `{ ${told}; echo x > made; echo x >> package.json; } > /tmp/seen 2>&1\nbase64 -w0 /tmp/seen; exit 9`,
    );
    place.bash(["-c", "echo old > package.json; mkdir -p gone/deep; echo 1 > gone/deep/a; echo 1 > b; echo 1 > keep"]);
    const script =
      "echo new > package.json; rm -r gone; mv b c; mkdir -p n/m; echo 2 > n/m/d; ln -s keep l; rm src/a.txt";
    const { stderr } = call(["-c", script], { severity_threshold: "critical" });
    expect(stderr).toContain("status 9, and no report that can be read");
    expect(readdirSync(place.project).toSorted()).toEqual([".git", "b", "gone", "keep", "package.json", "src"]);
    standIn(
      "npm",
      `{ ${told}; } 2>&1 | sed 's/^/ /' | tr '\\n' ';' > /tmp/s\nprintf '{"error":{"summary":"%s"}}' "$(cat /tmp/s)"`,
    );
    expect(call(["-c", script]).stderr).toContain(
      " new; ./c; ./keep; ./n/m/d; ./package.json; keep; 1;: that scan is needed for block_on_high",
    );
    expect(manifest()).toBe("old\n");
  });

  // What does not depend on who it is is shown once.
  if (user !== users.at(-1)) return;

  test("refuse what a tool is about to write", () => {
    standIn("npm", auditing);
    expect(write("package.json", "express\n").status).toBe(0);
    const refused = write("package.json", "lodash\n");
    expect(refused).toMatchObject({ status: 126, stdout: "", stderr: expect.stringContaining("GHSA-35jh-r3h4-6jhm") });
    expect(lastRecord()).toMatchObject({
      verdict: "deny",
      reasons: [{ code: "scan/found" }],
      scans: [{ state: "ran" }],
    });
    const edit = { file_path: "package.json", old_string: "express", new_string: "lodash" };
    expect(call(["tool", "Edit", JSON.stringify(edit)]).status).toBe(126);
    expect(write("new/package.json", "lodash\n").status).toBe(126);
    expect(existsSync(join(place.project, "new"))).toBe(false);
    expect(manifest()).toBe("express\n");
    expect(write("notes.txt", "lodash\n").status).toBe(0);
    expect(call(["tool", "Read", '{"file_path":"package.json"}']).stdout).toContain("express");
  });

  test("refuse what a client is about to write by itself", () => {
    standIn("npm", auditing);
    const ask = (tool_name: string, tool_input: object): unknown => {
      const event = { session_id: "one", cwd: place.project, hook_event_name: "PreToolUse", tool_name, tool_input };
      const { stdout } = call(["hook"], {}, {}, JSON.stringify(event));
      return JSON.parse(stdout).hookSpecificOutput.permissionDecision;
    };
    expect(ask("Write", { file_path: "package.json", content: "express\n" })).toBe("allow");
    expect(ask("Write", { file_path: "package.json", content: "lodash\n" })).toBe("deny");
    expect(lastRecord()).toMatchObject({
      verdict: "deny",
      reasons: [{ code: "scan/found" }],
      scans: [{ state: "ran" }],
    });
    expect(ask("Edit", { file_path: "package.json", old_string: "x", new_string: "y" })).toBe("deny");
    expect(ask("Write", { file_path: "notes.txt", content: "lodash\n" })).toBe("allow");
  });

  test("look again at what was held when it is to land", () => {
    standIn("npm", "{ echo '{\"vulnerabilities\":{}}'; }");
    const held = { sandbox: { transaction: "hold" } };
    expect(call(["-c", "echo lodash > package.json"], {}, held)).toMatchObject({ status: 0 });
    standIn("npm", auditing);
    const applied = call(["changes", "apply"], {}, held);
    expect(applied).toMatchObject({ status: 126, stderr: expect.stringContaining("[scan/found]") });
    expect(existsSync(join(place.project, "package.json"))).toBe(false);
    standIn("npm", "{ echo '{\"vulnerabilities\":{}}'; }");
    expect(call(["changes", "apply"], {}, held).status).toBe(0);
    expect(manifest()).toBe("lodash\n");
    expect(call(["changes", "undo"], {}, held).status).toBe(0);
  });

  test("that hang, crash, print nonsense or no end stop what they were to look at", () => {
    standIn("npm", "sleep 60");
    standIn("safety", "echo nonsense");
    standIn("bandit", "kill -SEGV $$");
    standIn("eslint", "head -c 100000000 /dev/zero");
    const failing = { tools: ["npm-audit", "safety", "bandit", "eslint"] };
    const seconds = { permissions: { tool_permissions: { bash: { timeout_seconds: 8 } } } };
    const hanging = call(["-c", "echo {} > package.json"], failing, seconds);
    expect(hanging).toMatchObject({ status: 126, stderr: expect.stringMatching(/within \d+ seconds/u) });
    const script = "echo x > requirements.txt; echo x > a.py; echo x > a.js";
    const { status, stderr } = call(["-c", script], failing);
    expect(status).toBe(126);
    const notes = [/no report that can be read/u, /ended by SIGSEGV/u, /more than 16 MB/u];
    for (const note of notes) expect(stderr.split("\n").filter((line) => note.test(line))).toHaveLength(1);
    expect(stderr.match(/\[scan\/unscanned\]/gu)).toHaveLength(3);
    expect(call(["-c", "echo x > notes.txt"], failing)).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readdirSync(place.project).toSorted()).toEqual([".git", "notes.txt", "src"]);
  });

  test("that are missing stop what they were to look at, but those for coding, which are used where they are", () => {
    const script = "mkdir -p .venv/lib/site-packages; echo x | tee app.js .venv/lib/site-packages/a.py";
    const coding = { security_policies: { enforce_secure_coding: true } };
    expect(call(["-c", `${script}; echo x > .gitignore`], { tools: ["bandit"] }, coding).status).toBe(0);
    const { status, stderr } = call(["-c", "echo x > app.py"], { tools: ["bandit", "mine"] }, coding);
    expect(status).toBe(126);
    expect(stderr).toContain("`bandit` is not installed; install it with `pip install bandit`");
    expect(stderr).toContain("mine, no scanner of this name is known");
    standIn("eslint", printing(reports.eslint, 1).replace('"severity":1', '"severity":2'));
    expect(call(["-c", "echo y > app.js"], { tools: ["bandit"] }, coding)).toMatchObject({
      status: 126,
      stderr: expect.stringContaining("security/detect-eval-with-expression"),
    });
    expect(readText(join(place.project, "app.js"))).toBe("x\n");
  });

  test("need a sandbox in which changes can be held back", () => {
    standIn("npm", auditing);
    const { status, stderr } = call(["-c", "true"], {}, { sandbox: { backend: "none" } });
    expect({ status, isTold: stderr.includes("/security_policies/vulnerability_scanning") }).toEqual({
      status: 125,
      isTold: true,
    });
  });

  test("fail closed where a folder stands in for the root and does not hold them", () => {
    standIn("npm", auditing);
    const root = join(place.home, "root");
    place.bash(["-c", `mkdir -p ${root}/data`]);
    writeAs(user, join(root, "data/package.json"), "express\n");
    const input = JSON.stringify({ file_path: "/data/package.json", content: "lodash\n" });
    const { status, stderr } = call(["tool", "Write", input], {}, { sandbox: { root } });
    // The stand-in lies in no system folder.
    expect({ status, isTold: /npm-audit, status 127/u.test(stderr) }).toEqual({ status: 126, isTold: true });
    expect(readText(join(root, "data/package.json"))).toBe("express\n");
  });
});
