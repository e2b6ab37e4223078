import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { denied, helpers, honest, laundered, strictly } from "./exec-gate.cases.ts";
import { install, type Installation, writeAs } from "./installation.ts";

const missing = sandboxMissing();
const marker = "91: 7 13";

const body = {
  permission_mode: "dontAsk",
  permissions: {
    file_access: { allowed_paths: ["${project_root}", "${project_root}/.git/config"], read_only_paths: ["${home}"] },
    tool_permissions: { bash: { opaque: "gate" } },
  },
};

const profiles = {
  "some.json": {
    ...body,
    name: "some",
    allowed_tools: [
      "Bash(make:*)",
      "Bash(./step)",
      "Bash(./step-by-env)",
      "Bash(git:*)",
      "Bash(bash:*)",
      "Bash(sleep:*)",
      "Bash(base64:*)",
      "Write",
    ],
  },
  "helpers.json": {
    ...body,
    name: "helpers",
    allowed_tools: [
      ..."tar sort git chmod ssh scp vim awk sed split zip install gcc".split(" ").map((name) => `Bash(${name}:*)`),
      "Write",
    ],
  },
  "none.json": { ...body, name: "none", allowed_tools: ["Bash", "Write"], disallowed_tools: ["Bash(factor:*)"] },
  "strict.json": {
    ...body,
    name: "strict",
    allowed_tools: "make sh gcc as ld git".split(" ").map((name) => `Bash(${name}:*)`),
    sandbox: { exec: "strict" },
  },
};

describe.skipIf(missing !== undefined).each(users)("what really runs, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    writeAs(user, join(place.home, ".gitconfig"), "[user]\n\tname = Ann\n\temail = ann@example.com\n");
    writeAs(user, join(place.project, "Makefile"), "all:\n\tfactor 91\n");
    writeAs(user, join(place.project, "step"), "#!/bin/bash\nfactor 91\n");
    writeAs(user, join(place.project, "step-by-env"), "#!/usr/bin/env python3\nimport os\nos.system('factor 91')\n");
    mkdirSync(join(place.project, "tools"));
    for (const name of ["gzip", "git-zz", "as"])
      writeAs(user, join(place.project, "tools", name), "#!/bin/sh\nfactor 91 >&2\n");
    for (const name of ["step", "step-by-env", "tools/gzip", "tools/git-zz", "tools/as"])
      chmodSync(join(place.project, name), 0o755);
    writeAs(user, join(place.project, "none.c"), "int main(void) { return 0; }\n");
    place.bash(["-c", "seq 30000 > numbers; tar cf x.tar numbers; tar czf x.tgz src; git add src; git commit -qm x"]);
    for (const [name, text] of Object.entries(profiles)) writeAs(user, join(place.home, name), JSON.stringify(text));
  });
  afterAll(() => place[Symbol.dispose]());
  beforeEach(() => {
    for (const made of ["made.sh", "made.txt", "made.zip", "none.o", "harmless", "harmless-link"])
      rmSync(join(place.project, made), { force: true });
  });

  const run = (profile: string, text: string): ReturnType<Installation["call"]> =>
    place.call(["--profile", join(place.home, profile), "-c", text]);

  test.for(laundered)("control, without a sandbox: $name", ({ text }) => {
    expect(place.bash(["-c", text]).stdout).toContain(marker);
  });

  test.for(laundered)("is not laundered: $name", ({ text }) => {
    const { stdout, stderr } = run("some.json", text);
    expect(stdout).not.toContain(marker);
    expect(stderr).toMatch(/^sallyport: denied: .*factor 91.* \(profile some\)$|^sallyport: denied: factor.*$/mu);
  });

  const isThere = ({ needs }: { readonly needs?: string }): boolean =>
    needs === undefined || existsSync(`/usr/bin/${needs}`);
  const helping = helpers.filter(isThere);

  test.for(helping)("control, without a sandbox: $name", ({ text }) => {
    const { stdout, stderr } = place.bash(["-c", text]);
    expect(stdout + stderr).toContain(marker);
  });

  test.for(helping)("starts no helper that is not allowed: $name", ({ text }) => {
    const { stdout, stderr } = run("helpers.json", text);
    expect(stdout + stderr).not.toContain(marker);
    expect(stdout + stderr).toMatch(/^sallyport: denied: .* \(profile helpers\)$/mu);
  });

  test.for(honest)("runs: $name", ({ text, out }) => {
    expect(run("some.json", text)).toEqual({ status: 0, stdout: out, stderr: "" });
  });

  test.for(denied)("control, without a sandbox: $name", ({ text }) => {
    expect(place.bash(["-c", text]).stdout).toContain(marker);
  });

  test.for(denied)("is denied to everybody: $name", ({ text }) => {
    const { stdout, stderr } = run("none.json", text);
    expect(stdout).not.toContain(marker);
    expect(stderr).toMatch(/^sallyport: denied: .*\(profile none\)$/mu);
  });

  test.for(strictly.filter(isThere))("runs where every program must be allowed: $name", ({ text, out }) => {
    expect(run("strict.json", text)).toEqual({ status: 0, stdout: out, stderr: "" });
  });

  test("is strict at every depth where the profile says so", () => {
    expect(run("strict.json", "make -s").stderr).toMatch(/^sallyport: denied: factor 91: no rule allows it/mu);
  });

  test("a refusal is status 126, one line, and one entry", () => {
    const { status, stderr } = run("some.json", "x=factor; $x 91");
    expect(status).toBe(126);
    expect(stderr.split("\n").filter((line) => line.startsWith("sallyport:"))).toHaveLength(1);
    const record: unknown = JSON.parse(place.call(["audit", "tail", "-n", "1"]).stdout);
    expect(record).toMatchObject({
      verdict: "allow",
      exec_counts: { allowed: 1, refused: 1, omitted: 0 },
      execs: [
        { argv: ["factor", "91"], file: "/usr/bin/factor", chain: ["bash"], verdict: "deny", code: "rule/no-match" },
        { verdict: "allow", code: "exec/started" },
      ],
    });
    expect(place.call(["audit", "query", "--verdict", "deny"]).stdout).toContain('"refused":1');
    expect(place.call(["audit", "tail", "-n", "1", "--format", "text"]).stdout).toContain("Refused: bash → factor 91");
  });

  test("what was declared is shown beside what ran", () => {
    run("some.json", "x=factor; make -s; $x 91");
    const shown = place.call(["explain", "--last"]).stdout;
    expect(shown).toMatch(/^make -s +make -s {2}\(from bash\)$/mu);
    expect(shown).toMatch(/^ +DENIED factor 91 {2}\(from bash\)/mu);
    const told: unknown = JSON.parse(place.call(["explain", "--last", "--json"]).stdout);
    expect(told).toMatchObject({ profile: "some", counts: { refused: 1 } });
  });
});
