/** What a profile says of rewriting, and commands with what becomes of them: another text, nothing, or a refusal. */
export interface RewordRow {
  readonly rewrite: readonly { readonly match: string; readonly strip?: readonly string[]; readonly wrap?: string }[];
  readonly texts: readonly (readonly [text: string, becomes?: string | { readonly refused: RegExp }])[];
}

const hidden = { refused: /spell the command out/u };
const option = { refused: /put -- before/u };
const inner = { refused: /of its own, not as text/u };

const alias = "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=alias.x GIT_CONFIG_VALUE_0='push --force'";
const renamed = [
  `${alias} git x`,
  `export ${alias}; git x`,
  `declare -x ${alias}; git x`,
  `env ${alias} git x`,
  `${alias} bash -c 'git x'`,
  `env ${alias} bash -c 'git x'`,
  `f() { git x; }; ${alias} f`,
  "HOME=/tmp/h git x",
  "HOME=/tmp/h; git x",
  "read HOME < file; git x",
  "for HOME in /tmp/h; do git x; done",
  "XDG_CONFIG_HOME=/tmp/h /usr/bin/git x",
  "HOME=/tmp/h bash <<E\ngit x\nE",
  "HOME=/tmp/h timeout 5 git x",
  "HOME=/tmp/h xargs git x",
];

/** The same of other programs that know aliases. */
const aliased = [
  "CARGO_ALIAS_X='publish --force' cargo x",
  "export CARGO_ALIAS_X='publish --force'; cargo x",
  "CARGO_HOME=/tmp/h cargo x",
  "HOME=/tmp/h cargo x",
  "CARGO_ALIAS_X='publish --force' bash -c 'cargo x'",
  "GH_CONFIG_DIR=/tmp/h gh x",
  "env XDG_CONFIG_HOME=/tmp/h gh x",
  "HGRCPATH=f hg x",
  "JJ_CONFIG=f jj x",
  "DOCKER_CONFIG=/tmp/h docker x",
  "KUBERC=f kubectl x",
];

export const rewordRows: Readonly<Record<string, RewordRow>> = {
  "an option goes in any spelling": {
    rewrite: [{ match: "Bash(git push:*)", strip: ["--force"] }],
    texts: [
      ["git push --force origin main", "git push origin main"],
      ["git push origin main -f", "git push origin main"],
      ["git push -uf origin main", "git push -u origin main"],
      ["git push -fu origin main", "git push -u origin main"],
      ["git push '-uf' origin", "git push -u origin"],
      ["git push \"--force\" origin --fo''rce", "git push origin"],
      ["git -C sub push --set-up -f origin", "git -C sub push --set-up origin"],
      ["git push --force-with-lease origin"],
      ["git push --force-with-lease -f origin", "git push --force-with-lease origin"],
      ["git push origin -- -f"],
      ["git push \\\n  --force \\\n  origin", "git push \\\n  \\\n  origin"],
      ["git push --force>log 2>&1", "git push>log 2>&1"],
      ["git pull --force; git push"],
      ["echo $(git push -f) | tee log; (cd sub && git push -f)", "echo $(git push) | tee log; (cd sub && git push)"],
      ["f() { git push -f; }; f; f", "f() { git push; }; f; f"],
      ["timeout 5 git push -f", "timeout 5 git push"],
      ["find . -exec git push -f \\;", "find . -exec git push \\;"],
      ['git push -f "$x"', option],
      ["git push $x", option],
      ['git push -f -- "$x"', 'git push -- "$x"'],
      ['git push -o "$x" -f', 'git push -o "$x"'],
      ["git push origin +main", option],
      ["git push {-f,origin}", option],
      ["git $x", hidden],
      ["$x push -f", hidden],
      ['eval "$x"', hidden],
      ["GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=alias.x GIT_CONFIG_VALUE_0='push -f' git x", hidden],
      ["env GIT_CONFIG_GLOBAL=file git x", hidden],
      ["HOME=/x npm test; git status"],
      [
        "GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git push -f",
        "GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git push",
      ],
      ["GIT_CONFIG_GLOBAL=file make"],
      ["bash -c 'git push -f'", inner],
      ["eval 'git push -f'", inner],
      ["bash -c 'git push'"],
      ["xargs git push -f", option],
      ["alias gp='git push -f'\ngp", hidden],
      ["hash -p /usr/bin/git g; g push -f", hidden],
    ],
  },
  ...Object.fromEntries(
    ["Bash", "Bash(*push*)", "Bash(g*)", "Bash(/usr*)", "Bash(git push:*)"].map((match) => [
      `git is told another name's meaning: ${match}`,
      { rewrite: [{ match, strip: ["--force"] }], texts: renamed.map((text) => [text, hidden] as const) },
    ]),
  ),
  "other programs are told another name's meaning": {
    rewrite: [{ match: "Bash", strip: ["--force"] }],
    texts: aliased.map((text) => [text, hidden] as const),
  },
  "another name's meaning for the one program of the rule": {
    rewrite: [{ match: "Bash(cargo publish:*)", strip: ["--force"] }],
    texts: [
      ["CARGO_ALIAS_X='publish --force' cargo x", hidden],
      ["CARGO_ALIAS_X='publish --force' make"],
      ["CARGO_BUILD_JOBS=2 cargo publish --force", "CARGO_BUILD_JOBS=2 cargo publish"],
      ["CARGO_TERM_COLOR=never cargo test"],
      ["GH_CONFIG_DIR=/tmp/h gh x"],
    ],
  },
  "git's settings are nothing to other programs": {
    rewrite: [
      { match: "Bash(npm:*)", strip: ["--force"] },
      { match: "Bash(np*)", strip: ["--force"] },
    ],
    texts: [
      ["HOME=/x npm test"],
      ["HOME=/x git status"],
      ["export GIT_CONFIG_GLOBAL=file; git status"],
      ["HOME=/x npm test --force", "HOME=/x npm test"],
    ],
  },
  "an option goes with its value": {
    rewrite: [
      { match: "Bash(npm:*)", strip: ["--registry"] },
      { match: "Bash(sort:*)", strip: ["-o"] },
      { match: "Bash(apt-get:*)", strip: ["-y"] },
    ],
    texts: [
      ["apt-get -qqy install a", "apt-get -qq install a"],
      ["npm install --registry=http://x a", "npm install a"],
      ["npm install --registry http://x a", "npm install a"],
      ["sort -o out in", "sort in"],
      ["sort -oout in", "sort in"],
      ["sort -ro out in", "sort -r in"],
      ["sort -roout in", "sort -r in"],
      ["sort --output out in", "sort in"],
      ["sort --outp=out in", "sort in"],
      ['sort --output="$x" in', "sort in"],
      ["sort -r in"],
    ],
  },
  "what stands after the last option is none": {
    rewrite: [
      { match: "Bash(go test:*)", strip: ["-race"] },
      { match: "Bash(Rscript:*)", strip: ["--quiet"] },
      { match: "Bash(./deploy:*)", strip: ["--force"] },
      { match: "Bash(timeout:*)", strip: ["-v"] },
      { match: "Bash(python3:*)", strip: ["-v"] },
      { match: "Bash(npm:*)", strip: ["--force"] },
    ],
    texts: [
      ["go test ./... -args -race"],
      ["go test -race ./... --args -race -v", "go test ./... --args -race -v"],
      ["go test -race -- -race", "go test -- -race"],
      ["Rscript --quiet a.R --args --quiet", "Rscript a.R --args --quiet"],
      ["./deploy -- --force"],
      ["./deploy prod --force -- --force", "./deploy prod -- --force"],
      ["timeout 5 make -v"],
      ["python3 a.py -v"],
      ["npm run build -- --force"],
      ["npm run build --force -- --force", "npm run build -- --force"],
    ],
  },
  "an option goes with all that it amounts to": {
    rewrite: [
      { match: "Bash(rm:*)", strip: ["-rf"] },
      { match: "Bash(git branch:*)", strip: ["-D"] },
    ],
    texts: [
      ["rm -rf x", "rm x"],
      ["rm -v --force x -R", "rm -v x"],
      ["git branch -D x", "git branch x"],
      ["git branch -qD x", "git branch -q x"],
      ["git branch -d x"],
    ],
  },
  "of a program that nobody knows, an option goes where it stands by itself": {
    rewrite: [{ match: "Bash(./deploy:*)", strip: ["--force", "-f"] }],
    texts: [
      ["./deploy prod --force", "./deploy prod"],
      ["./deploy --force -v", "./deploy -v"],
      ["./deploy --force=1 prod", "./deploy prod"],
      ["./deploy --force prod", option],
      ["./deploy -vf prod", option],
      ["./deploy --forc prod", option],
      ["./deploy -v prod"],
    ],
  },
  "any program is wrapped": {
    rewrite: [{ match: "Bash", wrap: "timeout 30" }],
    texts: [
      ["make -j4", "timeout 30 make -j4"],
      ["timeout 30 make -j4"],
      ["timeout 31 make", "timeout 31 timeout 30 make"],
      ["A=1 make > log < in", "A=1 timeout 30 make > log < in"],
      ["cd sub && ./x | sort; echo $(make)", "cd sub && timeout 30 ./x | timeout 30 sort; echo $(timeout 30 make)"],
      ["if test -f a; then make & wait; fi", "if test -f a; then timeout 30 make & wait; fi"],
      ['for f in *.c; do cc "$f"; done', 'for f in *.c; do timeout 30 cc "$f"; done'],
      ["nice -n 5 env A=1 make", "nice -n 5 env A=1 timeout 30 make"],
      ["exec make", "exec timeout 30 make"],
      ["command make", "command timeout 30 make"],
      ["find . -exec rm {} \\; | xargs -n1 rm", "timeout 30 find . -exec rm {} \\; | timeout 30 xargs -n1 rm"],
      ["bash -c 'make; sleep 9'", "timeout 30 bash -c 'make; sleep 9'"],
      ["echo make | bash", "echo make | timeout 30 bash"],
      ["bash <<E\nmake\nE", "timeout 30 bash <<E\nmake\nE"],
      ['bash -c "$x"', 'timeout 30 bash -c "$x"'],
      ["sudo make", "timeout 30 sudo make"],
      ["git bisect run make", "timeout 30 git bisect run make"],
      ["builtin printf x; command kill %1; command -p builtin echo x"],
      ["env command echo x", "env command timeout 30 echo x"],
      ["f() { make; }; f", "f() { timeout 30 make; }; f"],
      ["diff <(sort a) <(sort b)", "timeout 30 diff <(timeout 30 sort a) <(timeout 30 sort b)"],
      ["echo a; cd /; export A=1"],
      ["$x", hidden],
      ["eval make", inner],
      [". ./x", { refused: /use a program in its place/u }],
      ["make() { :; }; make"],
      ['timeout() { shift; "$@"; }; make', hidden],
      ["{ma,}ke", { refused: /where it runs/u }],
    ],
  },
  "named programs are wrapped": {
    rewrite: [
      { match: "Bash(make:*)", wrap: "nice -n 10" },
      { match: "Bash(make:*)", wrap: "timeout -k 5 30" },
    ],
    texts: [
      ["make; sort a", "nice -n 10 timeout -k 5 30 make; sort a"],
      ["nohup make", "nohup nice -n 10 timeout -k 5 30 make"],
      ["bash -c make", inner],
      ["sort a"],
    ],
  },
  "stripped, then wrapped": {
    rewrite: [{ match: "Bash(git push:*)", strip: ["-f"], wrap: "timeout 30" }],
    texts: [["git push -f; git log", "timeout 30 git push; git log"], ["timeout 30 git push"]],
  },
};
