import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { secrets } from "../observe/secrets/samples.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, readText } from "./installation.ts";

/** Finds what its own rules know nothing of, as these programs do: `hush-` and digits. */
const secret = "hush-20240117";
const searching = `#!/usr/bin/env python3
import hashlib, json, os, re, sys
found = []
for folder, _, names in os.walk("."):
    for name in names:
        path = os.path.join(folder, name)[2:]
        for number, line in enumerate(open(path, errors="replace"), 1):
            found += [(path, number, secret) for secret in re.findall("hush-[0-9]+", line) if "pragma" not in line]
`;
const detectSecrets = `${searching}
results = {}
for path, number, secret in found:
    told = {"type": "Secret Keyword", "filename": path, "hashed_secret": hashlib.sha1(secret.encode()).hexdigest()}
    results.setdefault(path, []).append({**told, "is_verified": False, "line_number": number})
print(json.dumps({"version": "1.5.0", "results": results}, indent=2))
`;
const truffleHog = `${searching}
for path, number, secret in found:
    data = {"Filesystem": {"file": path, "line": number}}
    print(json.dumps({"SourceMetadata": {"Data": data}, "DetectorName": "Hush", "Raw": secret, "Verified": False}))
`;

// What does not depend on who it is is shown once.
describe.skipIf(sandboxMissing() !== undefined).each(users.slice(-1))(
  "other searchers for secrets, as $name",
  (user) => {
    let place: Installation;
    beforeAll(() => {
      place = install(user);
      mkdirSync(join(place.home, "bin"));
      place.bash(["-c", "git config user.name a; git config user.email a@b"]);
    });
    afterAll(() => place[Symbol.dispose]());
    beforeEach(() => {
      standIn("detect-secrets", detectSecrets);
      standIn("trufflehog", truffleHog);
    });

    const standIn = (name: string, script: string): void => {
      const file = join(place.home, "bin", name);
      writeFileSync(file, script);
      chmodSync(file, 0o755);
    };
    const call = (argv: readonly string[], detection: object = {}, sandbox: object = {}, more: object = {}): Ended => {
      const profile = join(place.home, "p.json");
      const tools = ["detect-secrets", "truffleHog"];
      const secrets_detection = { enabled: true, block_on_detection: true, tools, ...detection };
      const security_policies = { secrets_detection };
      const body = { extends: "workspace", permission_mode: "bypassPermissions", security_policies, sandbox };
      writeFileSync(profile, JSON.stringify(body));
      const env = { PATH: `${place.home}/bin:${place.env["PATH"]}`, ...more };
      const [verb = "", ...rest] = argv;
      return place.call(verb === "-c" ? ["--profile", profile, ...argv] : [verb, "--profile", profile, ...rest], {
        env,
      });
    };
    const write = (content: string, detection: object = {}, env: object = {}): Ended =>
      call(["tool", "Write", JSON.stringify({ file_path: "a.txt", content })], detection, {}, env);
    const scans = (): unknown =>
      JSON.parse(place.call(["audit", "query"]).stdout.trim().split("\n").at(-1) ?? "{}").scans;
    const text = (): string => readText(join(place.project, "a.txt"));

    test("are asked about what a tool writes, and show no secret", () => {
      expect(write("one\n").status).toBe(0);
      const refused = write(`one\nkey: ${secret} # pragma: allowlist secret\n`);
      expect(refused).toMatchObject({ status: 126, stdout: "" });
      expect(refused.stderr).toContain("a.txt, line 2, Secret Keyword (detect-secrets): it holds a secret");
      expect(refused.stderr.trim().split("\n")).toHaveLength(1);
      expect([text(), refused.stderr.includes(secret)]).toEqual(["one\n", false]);
      const place2 = { file: join(place.project, "a.txt"), line: 2 };
      expect(scans()).toMatchObject([
        { tool: "detect-secrets", state: "ran", findings: [{ ...place2, id: "Secret Keyword" }] },
        { tool: "truffleHog", state: "ran", findings: [] },
      ]);
      expect(write(`key: ${secret}\n`, { exclude_patterns: ["hush-2024.*"] }).status).toBe(0);
      expect(write(`again: ${secret}\n`).status).toBe(0);
      const told = write("hush-99\n", { block_on_detection: false, tools: ["truffleHog"] });
      expect(told).toMatchObject({ status: 0, stderr: expect.stringContaining("truffleHog found (high) in") });
    });

    test("are asked about what is to land, and not about what has only moved", () => {
      place.bash(["-c", `echo ${secret} > old.txt; rm -f a.txt`]);
      const held = { transaction: "check" };
      expect(call(["-c", "mv old.txt new.txt; echo 1 > b"], {}, held)).toEqual({ status: 0, stdout: "", stderr: "" });
      const { status, stderr } = call(["-c", `echo 'x="hush-'77'"' > c.py; echo 2 > b`], {}, held);
      expect(status).toBe(126);
      expect(stderr).toContain(`${place.project}/c.py, line 1, Secret Keyword (detect-secrets)`);
      expect(stderr).toContain("[secret/found]");
      expect([existsSync(join(place.project, "c.py")), readText(join(place.project, "b"))]).toEqual([false, "1\n"]);
    });

    test("are asked about what git makes known", () => {
      place.bash(["-c", "git add -A; git commit -qm first; echo hush-55 > d.txt; git add d.txt"]);
      const { status, stderr } = call(["-c", "git commit -qm second"]);
      expect(status).toBe(126);
      expect(stderr).toContain("d.txt, line 1, Secret Keyword (detect-secrets)");
      expect(scans()).toMatchObject([{ tool: "detect-secrets", findings: [{ file: "d.txt", line: 1 }] }, {}]);
      expect(call(["-c", "git commit -qm 'hush-66' --allow-empty -- b"]).status).toBe(126);
      expect(call(["-c", "git commit -qm second"], { tools: ["mine"] }).status).toBe(0);
    });

    test("are none that commands could have put there, nor what those are started by", () => {
      const planted = join(place.project, "bin");
      const env = { PATH: `${planted}:${place.home}/bin:${place.env["PATH"]}` };
      const put = (name: string): Ended =>
        place.bash(["-c", `mkdir -p bin; printf '#!/bin/sh\necho {}\n' > bin/${name}; chmod +x bin/${name}`]);
      for (const name of ["detect-secrets", "trufflehog", "python3"]) expect(put(name).status).toBe(0);
      rmSync(join(place.home, "bin", "trufflehog"));
      const refused = write(`key: ${secret}\n`, {}, env);
      expect(refused).toMatchObject({
        status: 126,
        stderr: expect.stringContaining("Secret Keyword (detect-secrets)"),
      });
      const note = `\`trufflehog\` lies where commands can write (${planted}/trufflehog), and counts for nothing`;
      expect(scans()).toMatchObject([{ state: "ran" }, { state: "absent", note: expect.stringContaining(note) }]);
      expect(call(["explain", "-c", "true"], {}, {}, env).stdout).toContain(note);
      expect(put("git").status).toBe(0);
      place.bash([
        "-c",
        `git add -A; git commit -qm third; echo api_key=${secrets.get("github")} > e.txt; git add e.txt`,
      ]);
      const committed = call(["-c", "/usr/bin/git commit -qm fourth"], { tools: [] }, {}, env);
      expect(committed).toMatchObject({ status: 126, stderr: expect.stringContaining("e.txt, line 1, github-token") });
    });

    test("that fail stop what they were to search, and those that are missing are said", () => {
      standIn("detect-secrets", "#!/bin/sh\nhead -c 100000000 /dev/zero\n");
      standIn("trufflehog", "#!/bin/sh\nexit 2\n");
      const { status, stderr } = write("two\n");
      expect({ status, lines: stderr.trim().split("\n").length }).toEqual({ status: 126, lines: 1 });
      expect(stderr).toContain("detect-secrets: it printed more than 16 MB: it could not be searched for secrets");
      expect(write("two\n", { block_on_detection: false })).toMatchObject({
        status: 0,
        stderr: expect.stringContaining(
          "truffleHog could not look at everything: it knows no `trufflehog filesystem`: version 2",
        ),
      });
      for (const name of ["detect-secrets", "trufflehog"]) rmSync(join(place.home, "bin", name));
      expect(write("three\n")).toMatchObject({ status: 0, stderr: "" });
      expect(scans()).toMatchObject([
        { tool: "detect-secrets", state: "absent", note: expect.stringContaining("pip install detect-secrets") },
        { tool: "truffleHog", state: "absent" },
      ]);
      expect(call(["explain", "-c", "true"]).stdout).toContain("truffleHog: `trufflehog` is not installed");
      const own = JSON.stringify({
        security_policies: { secrets_detection: { enabled: true, tools: ["detect-secrets"] } },
      });
      writeFileSync(join(place.project, ".sallyport.json"), own);
      expect(place.call(["doctor"]).stdout).toContain("detect-secrets: `detect-secrets` is not installed");
    });
  },
);
