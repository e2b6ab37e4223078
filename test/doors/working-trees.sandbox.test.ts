import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, writeAs, writeBackends } from "./installation.ts";

const backends = ["bubblewrap", "landlock"] as const;

/** A repository with a further working tree beside it and a submodule. */
const layOut = `cd .. && rm -rf project away source && mkdir project && cd project
git config --global user.name x; git config --global user.email x@x; git config --global init.defaultBranch main
git init -q ../source && git -C ../source commit -q --allow-empty -m s && git init -q . && touch f && git add f && git commit -qm one
git -c protocol.file.allow=always submodule --quiet add ../source part && git commit -qm two && git worktree add -q ../away -b away
git config extensions.worktreeConfig true
mkdir ../.saved && cp -a ../project ../away ../source ../.saved`;

/** Both lead to each other by where they stand. */
const layOutAgain = "cd .. && rm -rf project away source && cp -a .saved/. . && git -C project status > /dev/null";

const marked = `printf '[core]\\n\\tfsmonitor = "echo THROUGH >&2; false"\\n'`;
const store = `mkdir -p node_modules/x; cp -r .git/. node_modules/x 2> /dev/null; ${marked} >> node_modules/x/config`;
const own = ".git/worktrees/away";

interface Attack {
  readonly name: string;
  readonly from: "project" | "away";
  /** The working tree is not there meanwhile, as on a disk that is not mounted. */
  readonly gone?: true;
  /** One after the other, each a command of its own. */
  readonly commands: readonly string[];
  readonly host: string;
}

/** What git on the host would obey afterwards, in a working tree that no command can write. */
const attacks: readonly Attack[] = [
  {
    name: "lead a further working tree to another repository",
    from: "project",
    commands: [store, `echo "$PWD/node_modules/x" > ${own}/commondir`],
    host: "cd ../away; git status",
  },
  {
    name: "the same once it is said to be in the project",
    from: "project",
    commands: [`${store}; echo "$PWD/sub/.git" > ${own}/gitdir`, `echo "$PWD/node_modules/x" > ${own}/commondir`],
    host: "cd ../away; git status",
  },
  {
    name: "the same with what leads there in the place of another",
    from: "project",
    commands: [
      `${store}; cp -r ${own} own; echo "$PWD/node_modules/x" > own/commondir; mv ${own} was; mv own ${own}`,
      "true",
    ],
    host: "cd ../away; git status",
  },
  {
    name: "settings for a further working tree alone",
    from: "project",
    commands: [`${marked} > ${own}/config.worktree`],
    host: "cd ../away; git status",
  },
  {
    name: "lead one to another repository that is back later",
    from: "project",
    gone: true,
    commands: [store, `echo "$PWD/node_modules/x" > ${own}/commondir`],
    host: "cd ../away; git status",
  },
  {
    name: "a hook of the repository, from a further working tree",
    from: "away",
    commands: [
      String.raw`python3 -c 'import os; f = "../project/.git/hooks/post-commit"; open(f, "w").write("#!/bin/sh\necho THROUGH >&2\n"); os.chmod(f, 0o755)'`,
    ],
    host: "cd ../away; git commit -q --allow-empty -m x",
  },
  {
    name: "settings of the repository, from a further working tree",
    from: "away",
    commands: [
      String.raw`python3 -c 'open("../project/.git/config", "a").write("[core]\nfsmonitor = \"echo THROUGH >&2; false\"\n")'`,
    ],
    host: "cd ../away; git status",
  },
];

/** Trees whose folder git inside does not see: what it keeps of one goes away with `git worktree prune`, and with `git gc`. */
const unseen = [
  { name: "not shown", denied: [], pruned: false },
  { name: "denied", denied: ["${home}/away"], pruned: true },
];
const kept = `cd ${own} && find . && sha256sum HEAD index commondir gitdir`;

describe.skipIf(sandboxMissing() !== undefined).each(users)("working trees, as $name", (user) => {
  let place: Installation;

  beforeAll(() => {
    place = install(user);
    writeBackends(user, place);
    expect(place.bash(["-c", layOut])).toMatchObject({ status: 0 });
  });
  beforeEach(() => expect(place.bash(["-c", layOutAgain])).toMatchObject({ status: 0 }));
  afterAll(() => place[Symbol.dispose]());

  test.for(attacks)("without us a command can make: $name", ({ from, gone, commands, host }) => {
    if (gone === true) place.bash(["-c", "mv ../away ../moved"]);
    for (const command of commands) place.bash(["-c", command], { cwd: `home/${from}` });
    if (gone === true) place.bash(["-c", "mv ../moved ../away"]);
    expect(place.bash(["-c", host]).stderr).toContain("THROUGH");
  });

  test("without us git forgets a tree whose folder it does not see", () => {
    const text = `mv ../away ../moved; git worktree prune; mv ../moved ../away; git -C ../away status`;
    expect(place.bash(["-c", text]).status).toBe(128);
  });

  describe.each(backends)("backend %s", (backend) => {
    const call = (text: string, folder: string) =>
      place.call(["--profile", `${place.home}/${backend}.json`, "-c", text], { cwd: `home/${folder}` });

    test.for(attacks)("no: $name", ({ from, gone, commands, host }) => {
      if (gone === true) place.bash(["-c", "mv ../away ../moved"]);
      for (const command of commands) call(command, from);
      if (gone === true) place.bash(["-c", "mv ../moved ../away"]);
      expect(place.bash(["-c", host]).stderr).not.toContain("THROUGH");
    });

    test.for(["away", "project/part"])("honest work in %s", (folder) => {
      const work = "echo x > new && git add new && git commit -qm new && git switch -qc more && git log -1 --format=%s";
      expect(call(work, folder)).toEqual({ status: 0, stdout: "new\n", stderr: "" });
    });

    test("git works where the user's settings are not shown", () => {
      const file = `${place.home}/readonly-${backend}.json`;
      writeAs(user, file, JSON.stringify({ extends: "readonly", sandbox: { backend } }));
      const call = place.call(["--profile", file, "-c", "git status -s && git log -1 --format=%s"], {
        cwd: "home/away",
      });
      expect(call).toEqual({ status: 0, stdout: "two\n", stderr: "" });
    });

    test.for(unseen)("git takes no tree for gone that is $name", ({ denied, pruned }) => {
      const file = `${place.home}/unseen-${backend}.json`;
      const lists = { allowed_paths: ["${project_root}"], denied_paths: denied };
      const bash = { allowed_commands: ["*"] };
      const permissions = { file_access: lists, tool_permissions: { bash } };
      writeAs(user, file, JSON.stringify({ permissions, sandbox: { backend } }));
      const call = (text: string) => place.call(["--profile", file, "-c", text]);
      const before = place.bash(["-c", kept]).stdout;
      const said = call("git worktree prune -v; git gc --quiet --prune=now").stderr;
      expect(said).toMatch(pruned ? /HEAD.lock/u : /^$/u);
      if (pruned) call(`rm -rf ${own}/index ${own}/HEAD ${own}/logs`);
      else call("git worktree remove ../away");
      expect(place.bash(["-c", kept]).stdout).toBe(before);
      expect(call("echo x > ../away/new; rm -f ../away/.git").status).not.toBe(0);
      expect(place.bash(["-c", "git -C ../away status"])).toMatchObject({ status: 0 });
    });

    test.for([".git", "notes"])("shows no %s that a command says to be a tree's", (name) => {
      const file = `${place.home}/hidden-${backend}.json`;
      const permissions = { file_access: { allowed_paths: ["${project_root}"] } };
      writeAs(user, file, JSON.stringify({ permissions, permission_mode: "bypassPermissions", sandbox: { backend } }));
      const call = (text: string) => place.call(["--profile", file, "-c", text]);
      const hidden = `${place.home}/hidden`;
      place.bash(["-c", `mkdir -p ${hidden}; for f in .git notes; do echo "gitdir: secret" > ${hidden}/$f; done`]);
      const made = ".git/worktrees/made";
      expect(call(`cp -r ${own} ${made} && echo ${hidden}/${name} > ${made}/gitdir`).status).toBe(0);
      expect(call("grep gitdir ../away/.git").status).toBe(0);
      expect(call(`cat ${hidden}/${name}`)).toMatchObject({ status: 1, stdout: "" });
      place.bash(["-c", `rm -r ${made}`]);
    });

    test("a tree that is gone can be forgotten", () => {
      place.bash(["-c", "rm -r ../away"]);
      const forget = "git worktree prune && git gc --quiet && git worktree list | wc -l";
      expect(call(forget, "project")).toEqual({ status: 0, stdout: "1\n", stderr: "" });
    });

    test("what else lies beside the repository stays as it is", () => {
      call(`touch ../project/f2; rm -f ../project/f; python3 -c 'open("../project/g", "w")'`, "away");
      expect(place.bash(["-c", "ls"]).stdout).toBe("f\npart\n");
    });

    test("further working trees in the project come and go", () => {
      expect(call("git worktree add -q in -b in && git -C in status -s", "project")).toMatchObject({ status: 0 });
      const moved = "git worktree move in other && git worktree remove other && git worktree list | wc -l";
      expect(call(moved, "project")).toEqual({ status: 0, stdout: "2\n", stderr: "" });
    });
  });

  test.for(["commondir", "config.worktree", "gitdir"])("no tool writes %s of a further working tree", (name) => {
    const input = JSON.stringify({ file_path: `${place.project}/${own}/${name}`, content: "x" });
    expect(place.call(["tool", "Write", input]).status).toBe(126);
  });
});
