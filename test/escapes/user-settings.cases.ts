/** What a command puts where the user's own settings of git look for programs. HOOK writes one that leaves the mark. */
interface UserSettingsCase {
  readonly name: string;
  /** In the project, before the command. */
  readonly before?: string;
  readonly attack: string;
  readonly host: string;
}

const commit = "git commit -q --allow-empty -m x";

export const userSettings = `[user]
  name = x
  email = x@x
[safe]
  directory = *
[include]
  path = more-settings
`;

/** Included by them, as dotfiles often are. */
export const moreUserSettings = `[core]
  hooksPath = .githooks
`;

export const userSettingsCases: readonly UserSettingsCase[] = [
  { name: "a folder of hooks", attack: "HOOK .githooks/pre-commit", host: commit },
  { name: "one more hook", before: "mkdir .githooks", attack: "HOOK .githooks/pre-commit", host: commit },
  {
    name: "another hook",
    before: "mkdir .githooks; echo 'exit 0' > .githooks/pre-commit",
    attack: "HOOK .githooks/pre-commit",
    host: commit,
  },
  { name: "a link to hooks", attack: "HOOK elsewhere/pre-commit; ln -s elsewhere .githooks", host: commit },
  {
    name: "hooks of a new repository",
    attack: "git init -q new; HOOK new/.githooks/pre-commit",
    host: `cd new; ${commit}`,
  },
  {
    name: "a link to hooks of a new repository",
    attack: "git init -q new; HOOK elsewhere/pre-commit; ln -s ../elsewhere new/.githooks",
    host: `cd new; ${commit}`,
  },
  {
    name: "hooks of a further working tree",
    attack: "git worktree add -q wt; HOOK wt/.githooks/pre-commit",
    host: `cd wt; ${commit}`,
  },
  {
    name: "hooks of a working tree that was there",
    before: "git worktree add -q wt",
    attack: "HOOK wt/.githooks/pre-commit",
    host: `cd wt; ${commit}`,
  },
  {
    name: "hooks that the project's own settings name, in a further working tree",
    before: "git config core.hooksPath tools/hooks",
    attack: "git worktree add -q wt; HOOK wt/tools/hooks/pre-commit",
    host: `cd wt; ${commit}`,
  },
  {
    name: "a link on the way to hooks that the project's own settings name",
    before: "git config core.hooksPath tools/hooks",
    attack: "HOOK elsewhere/hooks/pre-commit; ln -s elsewhere tools",
    host: commit,
  },
  {
    name: "the program that tells git what has changed",
    before: "git config core.fsmonitor tools/ask",
    attack: "HOOK tools/ask",
    host: "git status",
  },
];
