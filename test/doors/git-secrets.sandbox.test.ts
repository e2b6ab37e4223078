import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secrets } from "../observe/secrets/samples.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, writeAs } from "./installation.ts";

const token = secrets.get("github") ?? "";
const other = secrets.get("gitlab") ?? "";

describe.skipIf(sandboxMissing() !== undefined).each(users)("git, searched for secrets, as $name", (user) => {
  let place: Installation;
  let profile: string;
  const git = (...words: readonly string[]): string => {
    const [program = "", ...argv] = [...user.prefix, "git", "-C", place.project, ...words];
    return spawnSync(program, argv, { env: place.env, encoding: "utf8" }).stdout.trim();
  };
  const run = (command: string): Ended => place.call(["--profile", profile, "-c", command]);
  const commits = (): number => Number(git("rev-list", "--count", "--all"));

  beforeAll(() => {
    place = install(user);
    profile = join(place.home, "p.json");
    // In a project's own configuration nothing can be written from inside.
    writeAs(user, join(place.home, ".gitconfig"), "[user]\n name = a\n email = a@b.test\n[alias]\n ci = commit -q\n");
    const security_policies = { secrets_detection: { enabled: true, block_on_detection: true } };
    writeFileSync(
      profile,
      JSON.stringify({ extends: "workspace", permission_mode: "bypassPermissions", security_policies }),
    );
    writeAs(user, join(place.project, "old"), `one\n${other}\n`);
    git("add", ".");
    git("commit", "-qm", "old");
  });
  afterAll(() => place[Symbol.dispose]());

  const bad = (text = token): void => writeAs(user, join(place.project, "new"), `a\nkey=${text}\n`);

  test.for([
    "git add new && git commit -qm x",
    "git add new; git -C . commit -qm x",
    "git add new; git ci -m x",
    'git add new; python3 -c \'import subprocess; subprocess.run(["git", "commit", "-qm", "x"])\'',
    "git add -N new; git commit -qam x",
    "git add -N new; git commit -q -m x new",
    "git add new; git commit -q --amend --no-edit",
  ])("refuses to commit one: %s", (command) => {
    bad();
    const head = git("rev-parse", "HEAD");
    const ended = run(command);
    expect(ended.stderr).toContain("denied: new, line 2, github-token: it holds a secret");
    expect(ended.stderr).not.toContain(token);
    expect(git("rev-parse", "HEAD")).toBe(head);
    git("rm", "-qf", "--cached", "new");
  });

  test("refuses to record one, whatever it is the name or the message of", () => {
    bad();
    const uses = [
      [`git tag -a v1 -m 'use ${token}'`, "the words of git tag"],
      [`git notes add -m ${token}`, "the words of git notes"],
      [`git branch ${token}`, "the words of git branch"],
      [`git commit-tree HEAD^{tree} -m ${token}`, "the words of git commit-tree"],
      ["git commit -q --allow-empty -F new", "new"],
      [`git commit -q --allow-empty -F - <<< ${token}`, "the command that git commit reads from"],
      ["git add new; git commit-tree $(git write-tree) -p HEAD -m x", "new"],
      ["git commit-tree $(git write-tree) -m x; git reset -q", "new"],
      ["cp new src/$(tail -c 41 new); git add src; git commit -qm x; git reset -q", "the name of a file"],
      ["rm src/gh*; iconv -t UTF-16BE new > wide; git add wide; git commit -qm x", "wide"],
    ] as const;
    const made = (): string => git("for-each-ref") + git("rev-list", "--all", "--count");
    const before = made();
    const ended = run(uses.map(([command]) => command).join("\n"));
    const denied = [...ended.stderr.matchAll(/denied: (.*?), line \d+, github-token/gu)].map(([, place]) => place);
    expect([...new Set(denied)]).toEqual([...new Set(uses.map(([, place]) => place))]);
    expect(ended.stderr).not.toContain(token);
    const fed = run("git commit -q --allow-empty -F - < new");
    expect(fed.stderr).toContain("denied: what git commit reads, line 2, github-token");
    expect(made()).toBe(before);
    git("reset", "-q", "--hard");
    git("clean", "-qfd");
  });

  test("lets be what was there before, or is not to be committed, or is none", () => {
    bad("your_token_here");
    const before = commits();
    expect(run("git add new && git commit -qm fine")).toMatchObject({ status: 0 });
    expect(run(`git mv old older && sed -i 1d older && git commit -qam moved`)).toMatchObject({ status: 0 });
    git("rm", "-q", "--cached", "new");
    git("commit", "-qm", "untracked");
    bad();
    writeAs(user, join(place.project, "clean"), "nothing\n");
    expect(run("git add clean && git commit -qm clean && git status --short")).toMatchObject({
      status: 0,
      stdout: "?? new\n",
    });
    expect(commits()).toBe(before + 4);
    expect(run(`git commit -q --allow-empty -m 'use ${token}'`).stderr).toContain("the words of git commit, line");
    expect(commits()).toBe(before + 4);
  });

  test("refuses to push what holds one, and pushes the rest", () => {
    const remote = join(place.project, "src/remote.git");
    git("init", "-q", "--bare", remote);
    git("remote", "add", "origin", remote);
    expect(run("git push -q origin main").stderr).toContain("(commit ");
    expect(git("-C", remote, "rev-list", "--all")).toBe("");
    git("checkout", "-q", "--orphan", "fresh");
    git("rm", "-rqf", "--cached", ".");
    git("commit", "-q", "--allow-empty", "-m", "fresh");
    expect(run("git push -q origin fresh")).toMatchObject({ status: 0, stderr: "" });
    bad();
    git("add", "new");
    git("commit", "-qm", "by somebody else");
    git("rm", "-q", "new");
    git("commit", "-qm", "gone again");
    git("tag", "-a", "said", "-m", `use ${token}`, "HEAD~2");
    git("tag", "held", git("hash-object", "-w", "new"));
    git("notes", "add", "-m", token, "HEAD~2");
    const outgoing = [
      "git push origin said",
      "git push --tags",
      "git push origin held",
      "git push origin 'refs/notes/*'",
    ];
    expect(run(outgoing.join("\n")).stderr.match(/denied: .*?(?=, line|: it could)/gu)).toEqual([
      "denied: a tag",
      expect.stringMatching(/^denied: new \(commit/u),
      "denied: git push",
      expect.stringMatching(/^denied: [0-9a-f]{40} \(commit/u),
    ]);
    for (const push of ["git push origin +fresh:x", "git push --all origin"])
      expect(run(push).stderr, push).toMatch(/denied: (?:new|old) \(commit [0-9a-f]{10}\), line 2, git/u);
    expect(git("-C", remote, "rev-list", "--count", "--all")).toBe("1");
  });

  test("says so where the profile does not block", () => {
    writeFileSync(
      profile,
      JSON.stringify({
        extends: "workspace",
        permission_mode: "bypassPermissions",
        security_policies: { secrets_detection: { enabled: true } },
      }),
    );
    bad();
    const ended = run("git add new && git commit -qm x");
    expect(ended).toMatchObject({ status: 0, stderr: expect.stringContaining("new, line 2, github-token") });
  });
});
