import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProfileParts } from "../confine/profile-of.ts";
import { createWorkbench, sandboxMissing, users, type Workbench } from "../run/workbench.ts";
import { fileEscapes } from "./files.cases.ts";

describe.skipIf(sandboxMissing() !== undefined).for(users)("files, as $name", (user) => {
  let bench: Workbench;
  let profile: ProfileParts;

  const put = (path: string, text: string): void => {
    const full = join(bench.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    for (let at = full; at.startsWith(`${bench.folder}/`); at = dirname(at)) chownSync(at, user.uid, user.uid);
  };

  beforeAll(() => {
    bench = createWorkbench(user);
    const { project, folder } = bench;
    put("project/.env", "SECRET=1");
    put("project/secrets/key", "SECRET=2");
    put("project/src/main.c", "int main;");
    put("project/src/pkg/.env", "SECRET=3");
    put("project/deep/er/locked.txt", "locked");
    put("project/locked/file", "locked");
    put("project/.git/hooks/sample", "hook");
    put("project/a.pem", "SECRET=4");
    put("project/sub/b.pem", "SECRET=5");
    put("project/sub/test/unit/x", "SECRET=6");
    put("home/.ssh/id", "SECRET=7");
    put("home/notes", "SECRET=8");
    put("unshown", "SECRET=12");
    put("project/spare.c", "spare");
    put("project/vault/target", "SECRET=9");
    put("elsewhere/more/main.c", "int main;");
    put("elsewhere/open/file", "open");
    put("elsewhere/open/closed/file", "SECRET=10");
    put("elsewhere/open/closed/island/file", "SECRET=11");
    symlinkSync(join(project, "vault/target"), join(project, "linked"));
    symlinkSync(join(folder, "elsewhere/more"), join(folder, "alias"));
    profile = {
      allowed: [project, join(folder, "elsewhere/open/closed/island")],
      readOnly: [
        join(folder, "elsewhere/open"),
        join(project, "deep/er/locked.txt"),
        join(project, "locked"),
        join(project, "**/*.lock"),
        join(folder, "alias"),
      ],
      denied: [
        join(project, ".env"),
        join(project, "secrets/"),
        join(project, "absent"),
        join(project, "absent-folder/"),
        join(project, "not/there/yet"),
        join(project, "**/*.pem"),
        join(project, "**/test/**"),
        join(project, "src/pkg/.env"),
        join(project, "linked"),
        join(folder, "elsewhere/open/closed"),
      ],
    };
    put("project/x.lock", "locked");
    chmodSync(join(folder, "elsewhere"), 0o755);
    expect(bench.run("true").status).toBe(0); // its own folders are there from now on
  });
  afterAll(() => bench[Symbol.dispose]());

  const listing = (): readonly string[] => readdirSync(bench.folder, { recursive: true }).map(String).toSorted();

  const inFolder = (text: string): string => text.replaceAll("@", `${bench.folder}/`);

  test.for(fileEscapes)("without a sandbox one can $name", ({ probe, control }) => {
    if (control === undefined) return;
    const script = `${inFolder(control.setUp ?? ":")}; ${bench.probe} ${inFolder(control.probe ?? probe)}; ${inFolder(control.undo ?? ":")}`;
    expect(bench.control(script).stdout).toBe("ok\n");
  });

  test("in a sandbox each gets its exact answer, and nothing is left on the host", () => {
    const before = listing();
    const script = fileEscapes.map(({ probe }) => `./probe ${inFolder(probe)}`).join("\n");
    const { stdout } = bench.run(script, { profile });
    const answers = stdout.trim().split("\n");
    const got = fileEscapes.map(({ name }, index) => `${name}: ${answers[index]}`);
    const wanted = fileEscapes.map(
      ({ name, answer, ordinary }) => `${name}: ${user.uid === 0 ? answer : (ordinary ?? answer)}`,
    );
    expect(got).toEqual(wanted);
    expect(listing()).toEqual(before);
  });

  test("no secret can be found by reading everything that can be read", () => {
    const { stdout } = bench.run(
      `grep -rsh SECRET= / --include='*' --exclude-dir=proc --exclude-dir=sys --exclude-dir=usr --exclude-dir=etc --exclude-dir=opt --exclude=driver.mjs --exclude=probe; cat .env secrets/key a.pem linked`,
      { profile },
    );
    expect(stdout).toBe("");
    expect(bench.control("cat .env secrets/key a.pem linked").stdout).toContain("SECRET=");
  });

  test("version control passes stand-ins over", () => {
    const git =
      "git -c init.defaultBranch=main init -q repo && cd repo && echo x > f && git add -A && git status --porcelain";
    const { stdout, status } = bench.run(git, {
      profile: {
        allowed: [bench.project],
        denied: [join(bench.project, "repo/.env"), join(bench.project, "repo/private/")],
      },
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "A  f\n" });
    expect(existsSync(join(bench.project, "repo/.env"))).toBe(false);
    expect(existsSync(join(bench.project, "repo/private"))).toBe(false);
    bench.control("rm -rf repo");
  });

  test("the temporary folder is private and gone afterwards", () => {
    const { stdout } = bench.run("ls /tmp; echo x > /tmp/mine; cat /tmp/mine", { profile });
    expect(stdout).toBe(`${bench.folder.split("/")[2]}\nx\n`);
    expect(existsSync("/tmp/mine")).toBe(false);
  });

  test("a home folder that is not shown is an empty one", () => {
    const { stdout } = bench.run("ls -A ~; echo x > ~/mine; cat ~/mine", { profile });
    expect(stdout).toBe("x\n");
    expect(existsSync(join(bench.home, "mine"))).toBe(false);
    expect(readFileSync(join(bench.home, "notes"), "utf8")).toBe("SECRET=8");
  });

  test("a shown home folder hides what is always protected, and reserves no names for it", () => {
    const shown = {
      allowed: [bench.project, bench.home],
      builtInDenied: [join(bench.home, ".ssh"), join(bench.home, ".aws")],
    };
    const { stdout, stderr } = bench.run("cat ~/notes; ls ~/.ssh; ls -d ~/.aws", { profile: shown });
    expect(stdout).toBe("SECRET=8");
    expect(stderr).toMatch(/\.ssh': Permission denied\n.*\.aws': No such file or directory\n/u);
  });

  test("a folder reached by a link is there under both names", () => {
    const { stdout } = bench.run(`cat ${bench.folder}/alias/main.c ${bench.folder}/elsewhere/more/main.c`, { profile });
    expect(stdout).toBe("int main;int main;");
  });

  test("hard links made before show what the policy shows", () => {
    linkSync(join(bench.project, "src/main.c"), join(bench.project, "other.c"));
    expect(bench.run("cat other.c", { profile }).stdout).toBe("int main;");
    expect(lstatSync(join(bench.project, "other.c")).nlink).toBe(2);
  });

  test("the caches of package managers are the project's own", () => {
    const wanted = { profile: { ...profile, caches: "private" } } as const;
    expect(bench.run('echo x > "$XDG_CACHE_HOME/f"; echo $npm_config_cache', wanted).stdout).toBe("/tmp/.cache/npm\n");
    expect(bench.run('cat "$XDG_CACHE_HOME/f"', wanted).stdout).toBe("x\n");
    expect(readFileSync(join(bench.folder, "own/cache/project/f"), "utf8")).toBe("x\n");
    expect(bench.run(`ls ${bench.folder}/own`, { profile: { allowed: [bench.folder] } }).stderr).toBe("");
    expect(bench.run(`ls ${bench.folder}/own/cache`, { profile: { allowed: [bench.folder] } }).stderr).toContain(
      "Permission denied",
    );
  });

  test("a client's file that is a link is not followed", () => {
    const [file, target] = [`/tmp/sallyport-link-${process.pid}-${user.uid}`, join(bench.home, "notes")];
    symlinkSync(target, file);
    bench.run(`echo x >| ${file}; echo x >> ${target}`, { profile, frameFiles: [file] });
    expect(readFileSync(target, "utf8")).toBe("SECRET=8");
    rmSync(file);
  });

  test("a client's file is written on the host, and taken away when nothing was", () => {
    const file = `/tmp/sallyport-frame-${process.pid}-${user.uid}`;
    expect(bench.run(`pwd -P >| ${file}`, { profile, frameFiles: [file] }).status).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(`${bench.project}\n`);
    expect(bench.control(`rm ${file}`).status).toBe(0);
    bench.run("true", { profile, frameFiles: [file] });
    expect(existsSync(file)).toBe(false);
  });
});
