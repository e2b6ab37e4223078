/** Work that walks through a whole project, and so comes by what is kept in it. Each must succeed, as it does outside. */
export interface WalkCase {
  readonly name: string;
  readonly script: string;
  /** A program that not every host has. */
  readonly needs?: string;
}

const copy = '"${TMPDIR:-/tmp}/copy"';

export const walks: readonly WalkCase[] = [
  {
    name: "Node's copy",
    script: `node -e 'fs.cpSync(".", process.argv[1], { recursive: true })' ${copy}`,
    needs: "node",
  },
  {
    name: "Python's copy",
    script: `python3 -c 'import shutil, sys; shutil.copytree(".", sys.argv[1])' ${copy}`,
    needs: "python3",
  },
  { name: "a copy with all attributes", script: `cp -a . ${copy} && cmp f ${copy}/f` },
  {
    name: "a copy of a copy, compared",
    script: `cp -a . ${copy} && cp -a ${copy} ${copy}2 && diff -r ${copy} ${copy}2`,
  },
  { name: "a comparison with a copy", script: `cp -a . ${copy} && diff -r . ${copy}` },
  { name: "rsync", script: `rsync -a . ${copy}`, needs: "rsync" },
  { name: "an archive", script: `tar cf ${copy}.tar . 2>&1 && mkdir ${copy} && tar xf ${copy}.tar -C ${copy}` },
  { name: "a zip archive", script: `zip -qr ${copy}.zip .`, needs: "zip" },
  { name: "a package", script: 'HOME="${TMPDIR:-/tmp}" npm pack --silent --dry-run > /dev/null', needs: "npm" },
  { name: "permissions that are there already", script: "chmod -R u+w . && chmod -R u+rwX,go-w ." },
  { name: "an owner who owns it already", script: "chown -R $(id -u):$(id -g) . && chgrp -R $(id -g) ." },
  { name: "new times for everything", script: "find . -exec touch {} + && touch .git/config" },
  { name: "times of its own for each", script: "find . -type f -exec touch -d 2020-01-01 {} ';'" },
  { name: "reading everything", script: "grep -r x . > /dev/null; find . -type f -exec cat {} + > /dev/null" },
  { name: "searching everything", script: "find . | wc -l && ls -laR . > /dev/null && du -s ." },
  { name: "the state of the working tree", script: 'test -z "$(git status --porcelain --untracked-files=all)"' },
  { name: "adding everything", script: 'git add -A 2>&1 && test -z "$(git diff --cached --name-only)"' },
  {
    name: "stashing with new files",
    script:
      "echo y > new && echo z >> f && GIT stash -qu && test ! -e new && GIT stash pop -q && test -e new && rm new && git restore f",
  },
  {
    name: "cleaning up",
    script: "mkdir -p junk/deep && touch junk/deep/x && git clean -fdxq -e probe && test ! -e junk",
  },
  {
    name: "removing empty folders",
    script: "mkdir -p a/b/c && find . -mindepth 1 -type d -empty -not -path './.git/*' -delete && test ! -e a",
  },
  { name: "removing what is not there", script: "rm -rf no .claude .vscode .env && rm -rf private/" },
];
