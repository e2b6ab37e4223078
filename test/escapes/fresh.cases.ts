/** Something that a command makes in a repository of its own, and what a user does on the host afterwards. MARK leaves the mark. */
export interface FreshCase {
  readonly name: string;
  readonly attack: string;
  readonly host: string;
  readonly how: "moved" | "not-executable" | "settings" | "steps";
  /** The same as root, where it is another: no folder is closed to it. */
  readonly asRoot?: "settings";
}

const hook = (file: string): string => `printf '#!/bin/sh\\nMARK\\n' > ${file}; chmod +x ${file}`;
const fake = (folder: string): string =>
  `mkdir -p ${folder}/objects ${folder}/refs; echo 'ref: refs/heads/main' > ${folder}/HEAD; printf '[core]\\n\\trepositoryformatversion = 0\\n\\tbare = false\\n\\tworktree = ..\\n\\tfsmonitor = "MARK; false"\\n' > ${folder}/config`;

const innocent = (folder: string): string => `${fake(folder)}; sed -i /fsmonitor/d ${folder}/config`;

/** A rebase that has stopped, with one step more than it had. */
const stopped = "GIT commit -q --allow-empty -m y; GIT -c sequence.editor='sed -i 1ibreak' rebase -q -i HEAD~1";

export const freshCases: readonly FreshCase[] = [
  {
    name: "a step of a rebase",
    attack: `${stopped}; echo '  x MARK' >> .git/rebase-merge/git-rebase-todo`,
    host: "GIT rebase --continue",
    how: "steps",
  },
  {
    name: "a step of a rebase in a further working tree",
    attack: `git worktree add -q wt; cd wt; ${stopped}; echo 'exec MARK' >> ../.git/worktrees/wt/rebase-merge/git-rebase-todo`,
    host: "cd wt; GIT rebase --continue",
    how: "steps",
  },
  {
    name: "a step of a rebase behind a link",
    attack: `${stopped}; echo 'exec MARK' > todo; ln -sf ../../todo .git/rebase-merge/git-rebase-todo`,
    host: "GIT rebase --continue",
    how: "moved",
  },
  {
    name: "a hook in a new repository",
    attack: `GIT init -q new; ${hook("new/.git/hooks/pre-commit")}`,
    host: "cd new; GIT commit -q --allow-empty -m x",
    how: "not-executable",
  },
  {
    name: "a hook in a clone",
    attack: `git clone -q . new; ${hook("new/.git/hooks/post-checkout")}`,
    host: "cd new; git checkout -q -b other",
    how: "not-executable",
  },
  {
    name: "a program as a hook, which need not be readable to be run",
    attack: `GIT init -q new; printf 'MARK\\n' > new/do; cp /bin/bash new/.git/hooks/pre-commit; chmod 111 new/.git/hooks/pre-commit`,
    host: "cd new; BASH_ENV=$PWD/do GIT commit -q --allow-empty -m x",
    how: "not-executable",
  },
  {
    name: "hooks behind a link",
    attack: `GIT init -q new; rm -r new/.git/hooks; mkdir new/h; ${hook("new/h/pre-commit")}; ln -s ../h new/.git/hooks`,
    host: "cd new; GIT commit -q --allow-empty -m x",
    how: "moved",
  },
  {
    name: "settings of a new repository",
    attack: "GIT init -q new; git -C new config core.fsmonitor 'MARK; false'",
    host: "cd new; git status",
    how: "settings",
  },
  {
    name: "an alias that hides a second setting",
    attack: `GIT init -q new; printf '[core] fsmonitor = "MARK; \\\\\\nfalse"\\n' >> new/.git/config`,
    host: "cd new; git status",
    how: "settings",
  },
  {
    name: "settings included from elsewhere",
    attack:
      "GIT init -q new; git -C new config include.path ../more; printf '[core]\\nfsmonitor = \"MARK; false\"\\n' > new/more",
    host: "cd new; git status",
    how: "settings",
  },
  {
    name: "settings of a further kind",
    attack:
      "GIT init -q new; git -C new config extensions.worktreeConfig true; git -C new config --worktree core.fsmonitor 'MARK; false'",
    host: "cd new; git status",
    how: "settings",
  },
  {
    name: "a folder made to look like a repository",
    attack: `${fake("sub/x")}`,
    host: "cd sub/x; git status",
    how: "settings",
  },
  {
    name: "a file that leads to a hidden repository",
    attack: `mkdir sub; ${fake("store/x")}; echo 'gitdir: ../store/x' > sub/.git`,
    host: "cd sub; git status",
    how: "settings",
  },
  {
    name: "a file that leads to one by a link",
    attack: `mkdir sub; ${fake("store/x")}; ln -s store/x way; echo 'gitdir: ../way' > sub/.git`,
    host: "cd sub; git status",
    how: "settings",
  },
  {
    name: "a link that leads to one",
    attack: `mkdir sub; ${fake("store/x")}; ln -s ../store/x sub/.git`,
    host: "cd sub; git status",
    how: "settings",
  },
  {
    name: "a second half for the project's own repository",
    attack: `${fake("store/x")}; echo ../store/x > .git/commondir`,
    host: "git status",
    how: "settings",
  },
  {
    name: "a repository in the place of a further working tree's",
    attack: `git worktree add -q wt; ${fake("store/x")}; echo 'gitdir: ../store/x' > wt/.git`,
    host: "cd wt; git status",
    how: "settings",
  },
  {
    name: "a file that leads beside a link, into a folder that is not searched",
    attack: `mkdir -p sub node_modules/a/b; ln -s ../node_modules/a/b sub/way; ${fake("node_modules/a/x")}; echo 'gitdir: way/../x' > sub/.git`,
    host: "cd sub; git status",
    how: "settings",
  },
  {
    name: "a folder made to look like a repository by links",
    attack: `${fake("x/y")}; mv x/y/objects x/y/refs x; ln -s ../objects ../refs x/y`,
    host: "cd x/y; git status",
    how: "settings",
  },
  {
    name: "a link to a file that leads to a hidden repository",
    attack: `mkdir -p sub node_modules; ${fake("node_modules/x")}; echo 'gitdir: ../node_modules/x' > sub/way; ln -s way sub/.git`,
    host: "cd sub; git status",
    how: "settings",
  },
  {
    name: "a file that leads to a name with a blank in front",
    attack: `mkdir -p sub node_modules; ${fake("node_modules/x")}; ln -s ../node_modules/x 'sub/ way'; echo 'gitdir:  way' > sub/.git`,
    host: "cd sub; git status",
    how: "settings",
  },
  {
    name: "a second half that is called like a way to it",
    attack: `${fake("node_modules/x")}; GIT init -q new; ln -s ../../node_modules/x 'new/.git/gitdir: x'; echo 'gitdir: x' > new/.git/commondir`,
    host: "cd new; git status",
    how: "settings",
  },
  {
    name: "a file that leads into a closed folder that is not searched",
    attack: `mkdir -p sub node_modules; ${fake("node_modules/x")}; echo 'gitdir: ../node_modules/x' > sub/.git; chmod 0 node_modules`,
    host: "chmod 755 node_modules; cd sub; git status",
    how: "moved",
    asRoot: "settings",
  },
  {
    name: "settings in a folder whose name is no text",
    attack: "f=$(printf 'x\\377'); mkdir $f; GIT init -q $f/r; git -C $f/r config core.fsmonitor 'MARK; false'",
    host: "cd x*/r; git status",
    how: "settings",
  },
  {
    name: "settings behind a file that names a folder whose name is no text",
    attack: `f=$(printf 'x\\377'); mkdir -p sub node_modules/$f; ${fake("node_modules/$f/x")}; echo "gitdir: ../node_modules/$f/x" > sub/.git`,
    host: "cd sub; git status",
    how: "settings",
  },
  {
    name: "an agent's settings in a new repository that can't be written",
    attack: `GIT init -q new; mkdir new/.claude; ${hook("new/.claude/run")}; chmod 500 new`,
    host: "new/.claude/run",
    how: "moved",
  },
  {
    name: "an agent's settings in a new repository",
    attack: `GIT init -q new; mkdir new/.claude; ${hook("new/.claude/run")}`,
    host: "new/.claude/run",
    how: "moved",
  },
];

/** What an editor or an agent reads at the project's root, where it would ask first. */
const asked = [
  "echo MARK > .envrc",
  "echo MARK > .mcp.json",
  "echo MARK > x && mv x .envrc",
  "mkdir .idea && echo MARK > .idea/x",
];

export const askedCases: readonly FreshCase[] = asked.map((attack) => ({
  name: `at the project's root: ${attack}`,
  attack,
  host: "for f in .envrc .mcp.json .idea/x; do test -e $f && bash $f; done",
  how: "moved",
}));

/** Ways to keep others from looking, or from changing what was made, that do not keep git from going there. */
const closings: readonly { readonly name: string; readonly close: string; readonly open?: string }[] = [
  { name: "a folder that can't be listed", close: "chmod 300 new" },
  { name: "a folder that can only be gone through", close: "chmod 100 new" },
  { name: "a closed folder", close: "chmod 0 new", open: "chmod 755 new" },
  {
    name: "closed folders in each other",
    close: "chmod 0 new/r/.git new/r new",
    open: "chmod 755 new new/r new/r/.git",
  },
  { name: "a repository that can't be written", close: "chmod 500 new/r/.git" },
  { name: "a repository that can't be listed", close: "chmod 300 new/r/.git" },
  { name: "hooks that can't be listed", close: "chmod 300 new/r/.git/hooks" },
];

/** The repository `new/r` is closed off by the attack. Its settings and its hook both leave the mark. */
export const closedCases: readonly FreshCase[] = closings.flatMap(({ name, close, open = ":" }) => [
  {
    name: `a hook in ${name}`,
    attack: `GIT init -q new/r; ${hook("new/r/.git/hooks/pre-commit")}; ${close}`,
    host: `${open}; cd new/r; git hook run pre-commit`,
    how: "not-executable",
  },
  {
    name: `settings in ${name}`,
    attack: `GIT init -q new/r; git -C new/r config core.fsmonitor 'MARK; false'; ${close}`,
    host: `${open}; cd new/r; git status`,
    how: "settings",
  },
]);

/** What one command makes without a fault, and the next one changes. */
export const laterCases: readonly (Omit<FreshCase, "how"> & { readonly before: string })[] = [
  {
    name: "a repository behind a file, in a folder that is not searched",
    before: `${innocent("node_modules/x")}; mkdir -p sub; echo 'gitdir: ../node_modules/x' > sub/.git`,
    attack: `${fake("node_modules/x")}`,
    host: "cd sub; git status",
  },
  {
    name: "a repository behind a link to such a file",
    before: `${innocent("node_modules/x")}; mkdir -p sub; echo 'gitdir: ../node_modules/x' > way; ln -s ../way sub/.git`,
    attack: `${fake("node_modules/x")}`,
    host: "cd sub; git status",
  },
  {
    name: "a repository behind a link",
    before: `${innocent("node_modules/x")}; mkdir -p sub; ln -s ../node_modules/x sub/.git`,
    attack: `${fake("node_modules/x")}`,
    host: "cd sub; git status",
  },
  {
    name: "the second half of one",
    before: `${innocent("node_modules/x")}; mkdir -p sub node_modules/w; cp node_modules/x/HEAD node_modules/w; echo ../x > node_modules/w/commondir; echo 'gitdir: ../node_modules/w' > sub/.git`,
    attack: `${fake("node_modules/x")}`,
    host: "cd sub; git status",
  },
  {
    name: "a way that leads elsewhere",
    before: `${innocent("store/x")}; mkdir -p sub node_modules; echo 'gitdir: ../store/x' > sub/.git`,
    attack: `${fake("node_modules/x")}; echo 'gitdir: ../node_modules/x' > sub/.git`,
    host: "cd sub; git status",
  },
];

/** Everyday work, one command after the other; each must succeed and nothing be disarmed. */
export interface HonestCase {
  readonly name: string;
  readonly commands: readonly string[];
  readonly kept?: readonly string[];
}

export const honestCases: readonly HonestCase[] = [
  {
    name: "committing, branching and stashing",
    commands: [
      "echo y >> f && git add f && GIT commit -qm y",
      "git checkout -q -b topic && echo z >> f && GIT stash -q && GIT stash pop -q && git restore f",
      "git switch -q -c other && GIT tag v1 && GIT merge -q topic && git branch -d topic",
      "GIT rebase -q HEAD~1 && git gc -q && git status --porcelain",
    ],
  },
  {
    name: "a clone, and work in it",
    commands: [
      "git clone -q . copy && cd copy && git config user.name me && git remote add more ../x && git checkout -q -b t",
      'cd copy && echo y >> f && GIT commit -qam y && git log --oneline && test -z "$(git status --porcelain)"',
    ],
    kept: ["copy/.git/config"],
  },
  {
    name: "a clone that tracks an editor's settings",
    commands: [
      "GIT init -q --bare up.git && git push -q up.git HEAD:refs/heads/main && git clone -q -b main up.git down",
    ],
    kept: ["down/f"],
  },
  {
    name: "further working trees, made, used and removed",
    commands: [
      "git worktree add -q wt",
      "cd wt && echo y > g && git add g && GIT commit -qm y",
      "git worktree remove wt",
    ],
  },
  {
    name: "cleaning up",
    commands: ["touch junk && mkdir -p empty && git clean -fdxq -e probe", "git reset -q --hard"],
  },
  {
    name: "copying everything",
    commands: ["mkdir ../c 2>/dev/null; cp -r . /tmp/copy && tar cf /tmp/all.tar . && grep -r x . >/dev/null"],
  },
  { name: "a submodule", commands: ["GIT init -q --bare up.git && git push -q up.git HEAD:refs/heads/main"] },
  { name: "folders that hand down their group", commands: ["mkdir -m 2775 d && chmod g+s d && test -g d"] },
  {
    name: "a new repository beside others",
    commands: ["GIT init -q n && cd n && echo x > f && git add f && GIT commit -qm x"],
  },
];
