import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secrets } from "../observe/secrets/samples.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, writeAs } from "./installation.ts";

const token = secrets.get("github") ?? "";
const key = secrets.get("rsa key") ?? "";

describe.skipIf(sandboxMissing() !== undefined).each(users)(
  "commands whose output is searched for secrets, as $name",
  (user) => {
    let place: Installation;
    let profile: string;
    beforeAll(() => {
      place = install(user);
      profile = join(place.home, "p.json");
      const security = {
        prevent_secrets_exposure: true,
        secrets_detection: { enabled: true, custom_patterns: ["corp-[0-9]{6}"] },
      };
      writeFileSync(
        profile,
        JSON.stringify({ extends: "workspace", permission_mode: "bypassPermissions", security_policies: security }),
      );
      writeAs(user, join(place.project, "token"), `id ${token}\n`);
      writeAs(user, join(place.project, "pem"), `${key}\nend\n`);
      writeAs(user, join(place.project, ".env"), "PASSWORD=plain\n");
      writeAs(user, join(place.project, ".env.example"), "PASSWORD=\n");
    });
    afterAll(() => place[Symbol.dispose]());
    const run = (command: string): ReturnType<Installation["call"]> =>
      place.call(["--profile", profile, "-c", command]);

    test("nothing of them is shown, on either stream, in whatever pieces; without it they are", () => {
      const command = "cat token; head -c 9 token >&2; sleep 0.1; tail -c +10 token > /dev/stderr; exit 7";
      expect(run(command)).toEqual({
        status: 7,
        stdout: "id [redacted:github-token]\n",
        stderr: "id [redacted:github-token]\n",
      });
      expect(place.call(["-c", "cat token"]).stdout).toContain(token);
      expect(run("head -c 300 pem; sleep 0.1; tail -c +301 pem").stdout).toBe("[redacted:private-key]\nend\n");
      expect(run("echo corp-$((123000 + 456))").stdout).toBe("[redacted:custom-pattern]\n");
    });

    test("other bytes, statuses and signals are what they are without it", () => {
      const bytes = String.raw`printf '\000\377\200\r\n%s' "$(seq 1 50000)"`;
      expect(run(bytes)).toEqual(place.bash(["-c", bytes]));
      expect(run("kill -TERM $$").status).toBe(143);
      expect(run("[ -p /dev/stdout ] && echo pipe").stdout).toBe("pipe\n");
    });

    test("a command whose reader leaves ends by SIGPIPE", async () => {
      const [program, ...argv] = place.argv(["--profile", profile, "-c", "yes; echo status $? >&2"]);
      const child = spawn(program, argv, { cwd: place.project, env: place.env, stdio: ["ignore", "pipe", "pipe"] });
      const said: string[] = [];
      child.stderr.on("data", (chunk) => said.push(String(chunk)));
      await once(child.stdout, "data");
      child.stdout.destroy();
      await once(child, "close");
      expect(said.join("")).toContain("status 141");
    });

    test("a prompt is shown before the answer", async () => {
      const [program, ...argv] = place.argv(["--profile", profile, "-c", "printf 'go on? '; read -r x; echo got $x"]);
      const child = spawn(program, argv, { cwd: place.project, env: place.env, stdio: ["pipe", "pipe", "ignore"] });
      const [prompt] = await once(child.stdout, "data");
      expect(String(prompt)).toBe("go on? ");
      child.stdin.end("yes\n");
      const [answer] = await once(child.stdout, "data");
      expect(String(answer)).toBe("got yes\n");
      await once(child, "close");
    });

    test("files that hold secrets by their kind are read by no command and no tool", () => {
      expect(run("cat .env").status).not.toBe(0);
      expect(run("python3 -c 'print(open(\".env\").read())' 2>&1").stdout).not.toContain("plain");
      expect(run("cat .env.example").stdout).toBe("PASSWORD=\n");
      const read = (file: string): ReturnType<Installation["call"]> =>
        place.call(["tool", "--profile", profile, "Read", JSON.stringify({ file_path: file })]);
      expect(read(".env")).toMatchObject({ status: 126, stdout: "" });
      expect(read("token").stdout).toBe("1\tid [redacted:github-token]\n");
      expect(read("pem").stdout).toContain("1\t[redacted:private-key]");
    });

    test("records hold none of them, whoever's patterns they are", () => {
      run(`true corp-123456 ${token}`);
      const { stdout } = place.call(["audit", "query", "--json"]);
      expect(stdout).toContain("[redacted:custom-pattern]");
      expect(stdout).not.toMatch(/corp-123456|ghp_a/u);
    });
  },
);
