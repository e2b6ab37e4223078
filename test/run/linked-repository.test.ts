import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { linkedRepository } from "../../src/run/index.ts";

interface Row {
  readonly name: string;
  /** What is done in an empty folder; the working tree is `tree`. */
  readonly made: string;
  readonly found?: string;
}

const repository = "git init -q main && git -C main commit -q --allow-empty -m x";
/** A folder that looks like a working tree's own one, whose repository would be the folder around everything. */
const forged = (own: string): string =>
  `mkdir -p tree ${own}; echo ../.. > ${own}/commondir; echo "$PWD/tree/.git" > ${own}/gitdir`;
const looksLikeOne = "mkdir objects refs; echo x > HEAD";

const rows: readonly Row[] = [
  { name: "a further working tree", made: `${repository} && git -C main worktree add -q ../tree`, found: "main/.git" },
  {
    name: "one that links lead to",
    made: `${repository} && mkdir real && git -C main worktree add -q ../real/tree && ln -s real/tree tree`,
    found: "main/.git",
  },
  {
    name: "one of a bare repository",
    made: `${repository} && git clone -q --bare main bare.git && git -C bare.git worktree add -q ../tree`,
    found: "bare.git",
  },
  {
    name: "a submodule",
    made: `${repository} && git init -q . && git -c protocol.file.allow=always submodule --quiet add ./main tree`,
    found: ".git/modules/tree",
  },
  { name: "a repository", made: "git init -q tree" },
  { name: "nothing", made: "mkdir tree" },
  {
    name: "a file that leads to another tree's",
    made: `${repository} && git -C main worktree add -q ../other && mkdir tree && cp other/.git tree/.git`,
  },
  {
    name: "a file that leads to a repository which knows nothing of it",
    made: `${repository} && mkdir tree && echo "gitdir: ../main/.git" > tree/.git`,
  },
  {
    name: "another repository than the one that the own folder lies in",
    made: `${repository} && git -C main worktree add -q ../tree && git init -q away && echo "$PWD/away/.git" > main/.git/worktrees/tree/commondir`,
  },
  {
    name: "what the tree itself holds",
    made: `${looksLikeOne}; ${forged("tree/worktrees/a")}; echo 'gitdir: worktrees/a' > tree/.git`,
  },
  {
    name: "a folder that is no repository",
    made: `${forged("worktrees/a")}; echo 'gitdir: ../worktrees/a' > tree/.git`,
  },
  {
    name: "the same, were it one",
    made: `${looksLikeOne}; ${forged("worktrees/a")}; echo 'gitdir: ../worktrees/a' > tree/.git`,
    found: "",
  },
];

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "linked-")));
  mkdirSync(join(folder, "in"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = {
  PATH: process.env["PATH"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "x",
  GIT_AUTHOR_EMAIL: "x@x",
  GIT_COMMITTER_NAME: "x",
  GIT_COMMITTER_EMAIL: "x@x",
};

test.for(rows)("the repository of $name", ({ made, found }) => {
  execFileSync("bash", ["-c", made], { cwd: join(folder, "in"), env, stdio: "pipe" });
  const expected = found === undefined ? undefined : join(folder, "in", found);
  expect(linkedRepository(parseAbsolutePath(join(folder, "in/tree")))).toBe(expected);
});
