/** What a command makes of a repository in the project that was there before, and what a user does on the host afterwards. MARK leaves the mark. */
export interface NestedCase {
  readonly name: string;
  readonly attack: string;
  readonly host: string;
  /** The attack takes several commands. */
  readonly more?: readonly string[];
}

/**
 * In the project: `vendor/repo` with a hook, an editor's tasks and a program as alias; `lib` with its hooks in `.husky`; `vendor/bare`;
 * `mod`, a submodule; `away`, which is behind a link; `vendor/plain`, with nothing of its own.
 */
export const nestedSetUp = [
  "GIT init -q . && echo x > f && GIT add f && GIT commit -qm x",
  "mkdir -p vendor store node_modules",
  "GIT init -q vendor/plain && rm -r vendor/plain/.git/hooks && GIT -C vendor/plain commit -q --allow-empty -m x",
  "GIT init -q vendor/repo && cd vendor/repo && mkdir .vscode && echo innocent > .vscode/tasks.json && echo x > f && GIT add . && GIT commit -qm x",
  "git config alias.x '!true' && printf '#!/bin/sh\\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit",
  "printf '#!/bin/sh\\nexit 0\\n' > .git/hooks/post-commit && cd ../..",
  "GIT init -q lib && mkdir lib/.husky && printf '#!/bin/sh\\n' > lib/.husky/pre-commit && chmod +x lib/.husky/pre-commit && git -C lib config core.hooksPath .husky",
  "GIT init -q --bare vendor/bare",
  "GIT init -q away && mv away/.git store/away && ln -s ../store/away away/.git",
  'GIT -c protocol.file.allow=always submodule --quiet add "file://$PWD/vendor/plain" mod && GIT commit -qm mod',
].join(" && ");

const inHook = (file: string): string => `printf '#!/bin/sh\\nMARK\\n' > ${file}`;
const commit = (folder: string): string => `cd ${folder}; GIT commit -q --allow-empty -m x`;
const status = (folder: string): string => `cd ${folder}; git status`;
const monitor = (folder: string): string => `git -C ${folder} config core.fsmonitor 'MARK; false'`;
const tasks = "test -e vendor/repo/.vscode/tasks.json && bash vendor/repo/.vscode/tasks.json";

const settings: readonly NestedCase[] = [
  { name: "settings", attack: monitor("vendor/repo"), host: status("vendor/repo") },
  {
    name: "settings, put in the place of others",
    attack:
      "cp vendor/repo/.git/config c; printf '[core]\\nfsmonitor = \"MARK; false\"\\n' >> c; mv c vendor/repo/.git/config",
    host: status("vendor/repo"),
  },
  { name: "another alias", attack: "git -C vendor/repo config alias.x '!MARK'", host: "cd vendor/repo; git x" },
  {
    name: "settings of a further kind",
    attack:
      "git -C vendor/repo config extensions.worktreeConfig true; git -C vendor/repo config --worktree core.fsmonitor 'MARK; false'",
    host: status("vendor/repo"),
  },
  {
    name: "the place from which its hooks are named",
    attack: `git -C lib config core.worktree "$PWD/elsewhere"; mkdir -p elsewhere/.husky; ${inHook("elsewhere/.husky/pre-commit")}; chmod +x elsewhere/.husky/pre-commit`,
    host: commit("lib"),
  },
  {
    name: "a bare repository's settings",
    attack: "git -C vendor/bare config alias.x '!MARK'",
    host: "cd vendor/bare; git x",
  },
  { name: "settings behind a link", attack: monitor("away"), host: status("away") },
  { name: "a submodule's settings", attack: monitor("mod"), host: status("mod") },
  {
    name: "where a submodule's file leads",
    attack: `GIT init -q other; ${monitor("other")}; echo 'gitdir: ../other/.git' > mod/.git`,
    host: status("mod"),
  },
  {
    name: "a second half",
    attack: `GIT init -q other; ${monitor("other")}; echo ../../../other/.git > vendor/repo/.git/commondir`,
    host: status("vendor/repo"),
  },
];

const hooks: readonly NestedCase[] = [
  { name: "a hook", attack: inHook("vendor/repo/.git/hooks/pre-commit"), host: commit("vendor/repo") },
  {
    name: "a hook anew",
    attack: `cd vendor/repo/.git/hooks; rm pre-commit; ${inHook("pre-commit")}; chmod +x pre-commit`,
    host: commit("vendor/repo"),
  },
  {
    name: "a hook that lies there unused",
    attack: `chmod +x vendor/repo/.git/hooks/post-commit; ${inHook("vendor/repo/.git/hooks/post-commit")}`,
    host: commit("vendor/repo"),
  },
  {
    name: "one more hook",
    attack: `${inHook("vendor/repo/.git/hooks/pre-push")}; chmod +x vendor/repo/.git/hooks/pre-push`,
    host: "cd vendor/repo; git hook run pre-push",
  },
  {
    name: "hooks where there are none",
    attack: `mkdir vendor/plain/.git/hooks; ${inHook("vendor/plain/.git/hooks/pre-commit")}; chmod +x vendor/plain/.git/hooks/*`,
    host: commit("vendor/plain"),
  },
  {
    name: "hooks behind a link",
    attack: `rm -r vendor/repo/.git/hooks; mkdir h; ${inHook("h/pre-commit")}; chmod +x h/pre-commit; ln -s ../../../h vendor/repo/.git/hooks`,
    host: commit("vendor/repo"),
  },
  { name: "hooks in a place of their own", attack: inHook("lib/.husky/pre-commit"), host: commit("lib") },
  {
    name: "one more in a place of their own",
    attack: `${inHook("lib/.husky/post-commit")}; chmod +x lib/.husky/post-commit`,
    host: commit("lib"),
  },
  {
    name: "that place as a link",
    attack: `mv lib/.husky lib/was; mkdir lib/h; ${inHook("lib/h/pre-commit")}; chmod +x lib/h/pre-commit; ln -s h lib/.husky`,
    host: commit("lib"),
  },
];

const orders: readonly NestedCase[] = [
  { name: "an editor's tasks", attack: "echo MARK > vendor/repo/.vscode/tasks.json", host: tasks },
  {
    name: "an editor's tasks that are tracked",
    attack: "cd vendor/repo; echo MARK > .vscode/tasks.json; GIT commit -qam x",
    host: tasks,
  },
  {
    name: "more for the editor",
    attack: "echo MARK > vendor/repo/.vscode/more",
    host: "test -e vendor/repo/.vscode/more && bash vendor/repo/.vscode/more",
  },
  {
    name: "another folder for the editor",
    attack: "mkdir v; echo MARK > v/tasks.json; rm -r vendor/repo/.vscode; ln -s ../../v vendor/repo/.vscode",
    host: tasks,
  },
  {
    name: "an agent's settings",
    attack: "mkdir vendor/repo/.claude; echo MARK > vendor/repo/.claude/x",
    host: "test -e vendor/repo/.claude/x && bash vendor/repo/.claude/x",
  },
];

const moves: readonly NestedCase[] = [
  {
    name: "settings where it has been moved to",
    attack: `mv vendor/repo moved; ${monitor("moved")}`,
    host: status("moved"),
  },
  {
    name: "an agent's settings where it has been moved to",
    attack: "mv vendor/repo moved; mkdir moved/.claude; echo MARK > moved/.claude/x",
    host: "test -e moved/.claude/x && bash moved/.claude/x",
  },
  {
    name: "settings, moved and back",
    attack: `mv vendor v; ${monitor("v/repo")}; mv v vendor`,
    host: status("vendor/repo"),
  },
  {
    name: "settings, moved away from behind a link",
    attack: `mv vendor v; ln -s v vendor; ${monitor("v/repo")}`,
    host: status("vendor/repo"),
  },
  {
    name: "settings of what is moved apart from its files",
    attack: `mv vendor/repo/.git apart; git --git-dir=apart config core.fsmonitor 'MARK; false'; echo 'gitdir: ../../apart' > vendor/repo/.git`,
    host: status("vendor/repo"),
  },
  {
    name: "another repository in its place",
    attack: `rm -rf vendor/repo; GIT init -q vendor/repo; ${monitor("vendor/repo")}`,
    host: status("vendor/repo"),
  },
  {
    name: "the same, for an inode of the same number",
    attack: `for i in $(seq 50); do rm -rf vendor/repo; GIT init -q vendor/repo; done; ${monitor("vendor/repo")}`,
    host: status("vendor/repo"),
  },
];

const closed: readonly NestedCase[] = ["vendor/repo/.git", "vendor/repo", "vendor"].flatMap((folder) =>
  ["0", "300", "500"].map((mode) => ({
    name: `settings, then ${folder} closed with mode ${mode}`,
    attack: `${monitor("vendor/repo")}; chmod ${mode} ${folder}`,
    host: `chmod 755 ${folder}; ${status("vendor/repo")}`,
  })),
);

const steps: readonly NestedCase[] = [
  {
    name: "closed by one command, changed by the next",
    attack: "chmod 300 vendor/repo/.git",
    more: [monitor("vendor/repo")],
    host: `chmod 755 vendor/repo/.git; ${status("vendor/repo")}`,
  },
  {
    name: "moved by one command, changed by the next",
    attack: "mv vendor/repo moved",
    more: [monitor("moved")],
    host: status("moved"),
  },
];

export const nestedCases: readonly NestedCase[] = [...settings, ...hooks, ...orders, ...moves, ...closed, ...steps];

/** Work with nested repositories, one command after the other: each must succeed, be left as it is, and hold its `result`. */
export const nestedWork: readonly {
  readonly name: string;
  readonly commands: readonly string[];
  readonly result?: string;
}[] = [
  { name: "removing one", commands: ["rm -rf vendor/repo"], result: "test ! -e vendor/repo" },
  {
    name: "removing all around them",
    commands: ["rm -rf vendor store lib"],
    result: "test ! -e vendor && test ! -e lib",
  },
  {
    name: "removing its repository alone",
    commands: ["rm -rf vendor/repo/.git"],
    result: "test ! -e vendor/repo/.git && test -e vendor/repo/f",
  },
  {
    name: "moving one",
    commands: ["mv vendor/repo vendor/other", "git -C vendor/other status"],
    result: "test -x vendor/other/.git/hooks/pre-commit",
  },
  {
    name: "moving a folder around them",
    commands: ["mv vendor third-party", "git -C third-party/repo x"],
    result: "test ! -e vendor",
  },
  {
    name: "exchanging one for another",
    commands: [
      "rm -rf vendor/repo && git clone -q --no-local lib vendor/repo",
      "git -C vendor/repo remote get-url origin",
    ],
    result: 'test "$(git -C vendor/repo config remote.origin.url)"',
  },
  { name: "cleaning up everything", commands: ["GIT clean -ffdxq -e probe"], result: "test ! -e vendor" },
  { name: "committing", commands: ["cd vendor/repo && echo y >> f && GIT commit -qam y && git checkout -q -b topic"] },
  {
    name: "its branches and remotes",
    commands: ["cd vendor/repo && git remote add up ../../lib && git config user.name me && git branch -q other"],
    result: "test $(git -C vendor/repo config user.name) = me",
  },
  {
    name: "the same beside settings that start something",
    commands: ["cd lib && git remote add up ../vendor/repo"],
    result: "git -C lib config remote.up.url",
  },
  {
    name: "leaving a submodule",
    commands: ["git submodule --quiet deinit -f mod 2>/dev/null"],
    result: "test ! -e mod/f",
  },
  {
    name: "removing a submodule",
    commands: ["rm -rf mod .git/modules/mod && GIT rm -q --cached mod && GIT commit -qm gone"],
    result: "test ! -e mod",
  },
  {
    name: "a submodule's branches",
    commands: ["cd mod && git checkout -q -b topic && git remote set-url origin ../elsewhere"],
    result: "git -C mod config remote.origin.url | grep -q elsewhere",
  },
  {
    name: "a further working tree with an editor's settings",
    commands: ["cd vendor/repo && git worktree add -q ../wt -b wt", "git -C vendor/repo worktree remove ../wt"],
    result: "test ! -e vendor/wt",
  },
  { name: "permissions of everything", commands: ["chmod -R go-w . && chmod -R u+w vendor"] },
  { name: "new times of everything", commands: ["find . -exec touch {} +"] },
  { name: "a copy of everything", commands: ['cp -a . "${TMPDIR:-/tmp}/copy"'] },
];
