import type { ExecMode, FileIdentity } from "../../src/policy/index.ts";
import type { Effect, ReasonCode } from "../../src/base/index.ts";
import type { ProfileBody } from "./policy-of.ts";

export interface ExecRow extends Partial<FileIdentity> {
  readonly name: string;
  readonly profile: ProfileBody;
  readonly mode: ExecMode;
  /** As the caller spelled it. */
  readonly path: string;
  readonly argv: readonly string[];
  /** Where links lead; the path itself where nothing else is said, `none` for a file that can't be seen yet. */
  readonly real?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the walls show where there is nothing. */
  readonly standIns?: readonly string[];
  /** Of the program that starts it. */
  readonly family?: string;
  readonly effect: Effect;
  readonly code: ReasonCode;
  /** How what it starts is judged. */
  readonly next?: ExecMode;
}

const project = { file_access: { allowed_paths: ["${project_root}"], read_only_paths: ["${home}"] } };

const rules = (allowed: readonly string[], denied: readonly string[] = [], more: ProfileBody = {}): ProfileBody => ({
  permissions: project,
  allowed_tools: allowed,
  disallowed_tools: denied,
  ...more,
});

type Short = readonly [name: string, command: string, effect: Effect, code: ReasonCode, more?: Partial<ExecRow>];

/** The first word is the path; the program is called by its last part. */
function rowsOf(mode: ExecMode, profile: ProfileBody, rows: readonly Short[]): readonly ExecRow[] {
  return rows.map(([name, command, effect, code, more]) => {
    const [path = "", ...rest] = command.split(" ");
    const argv = [path.slice(path.lastIndexOf("/") + 1), ...rest];
    return { name: `${mode}: ${name}`, profile, mode, path, argv, effect, code, ...more };
  });
}

const home = "/home/ann";
const shop = `${home}/shop`;

const listed = rules(
  ["Bash(git:*)", "Bash(make)", "Bash(./build.sh:*)", "Bash(cargo:*)", "Bash(perl ~/notes)"],
  ["Bash(git push:*)"],
);

const strict = rowsOf("strict", listed, [
  ["an allowed program", "/usr/bin/git commit -m x", "allow", "rule/allowed", { next: "guarded" }],
  [
    "the same in the other folder of programs",
    "/bin/git commit -m x",
    "allow",
    "rule/allowed",
    { real: "/usr/bin/git" },
  ],
  ["one that PATH finds in a folder of the user's", `${home}/.cargo/bin/cargo build`, "allow", "rule/allowed"],
  ["another user's of that name", "/home/bob/.cargo/bin/cargo build", "deny", "command/untrusted-path"],
  ["one that no rule names", "/usr/bin/curl x", "deny", "rule/no-match"],
  ["exact words", "/usr/bin/make", "allow", "rule/allowed", { next: "guarded" }],
  ["more than the exact words", "/usr/bin/make all", "deny", "rule/no-match"],
  ["a program that only reads", "/usr/bin/ls -la", "allow", "command/read-only"],
  ["the same by a made file", `${shop}/ls -la`, "deny", "rule/no-match"],
  ["a program that only reads, on a path that is not shown", "/usr/bin/cat /home/bob/x", "deny", "path/not-readable"],
  ["a denied path in the home folder", `/usr/bin/cat ${home}/.ssh/id_rsa`, "deny", "path/denied"],
  ["what a rule spells from the home folder", `/usr/bin/perl ${home}/notes`, "allow", "rule/allowed"],
  ["a script by its path", `${shop}/build.sh --fast`, "allow", "rule/allowed", { next: "guarded" }],
  [
    "the same relative to a folder",
    "../build.sh",
    "allow",
    "rule/allowed",
    { real: `${shop}/build.sh`, cwd: `${shop}/src` },
  ],
  [
    "another folder's script of that name",
    "./build.sh",
    "deny",
    "rule/no-match",
    { real: `${shop}/src/build.sh`, cwd: `${shop}/src` },
  ],
  [
    "a program of the working folder without a slash",
    "git status",
    "deny",
    "command/untrusted-path",
    { real: `${shop}/git` },
  ],
  [
    "a made file that a link in the system leads to",
    "/usr/local/bin/git status",
    "deny",
    "command/untrusted-path",
    { real: `${shop}/git` },
  ],
  ["a file without a name", "/proc/self/fd/4 status", "deny", "rule/no-match", { real: "/memfd:git (deleted)" }],
  ["a removed file", "/usr/bin/git status", "deny", "rule/no-match", { real: "/usr/bin/git (deleted)" }],
  ["a file that can't be seen yet", "/usr/bin/git status", "allow", "rule/allowed", { real: "none" }],
  ["another name for the call", "/usr/bin/perl x", "deny", "rule/no-match", { argv: ["git", "x"] }],
  ["a denied command of an allowed program", "/usr/bin/git push", "deny", "rule/denied"],
  ["a denied name for the call", "/usr/bin/perl push", "deny", "rule/denied", { argv: ["git", "push"] }],
  ["a link to a denied program", `${shop}/build.sh push`, "deny", "rule/denied", { real: "/usr/bin/git" }],
  [
    "a path that goes up behind a link",
    "/usr/bin/x/../git status",
    "deny",
    "command/untrusted-path",
    { real: "/opt/git" },
  ],
  ["a shell with text", "/usr/bin/bash -c curl", "allow", "rule/allowed", { next: "strict" }],
  ["a shell with text that can't be read", "/usr/bin/bash -c ((", "allow", "rule/allowed", { next: "strict" }],
  ["a shell that reads its input", "/usr/bin/sh", "allow", "rule/allowed", { next: "strict" }],
  ["a shell with a script", "/usr/bin/bash x.sh", "deny", "rule/no-match"],
  ["a login shell", "/usr/bin/bash", "allow", "rule/allowed", { argv: ["-bash"], next: "strict" }],
  ["a made file that is called like a shell", `${shop}/bash -c curl`, "deny", "rule/wrapper-needs-rule"],
  ["a wrapper of an allowed program", "/usr/bin/timeout 5 git commit", "allow", "rule/allowed", { next: "strict" }],
  ["a wrapper of another program", "/usr/bin/timeout 5 curl", "deny", "rule/no-match"],
  ["a wrapper of a shell", "/usr/bin/setsid bash -c curl", "allow", "rule/allowed", { next: "strict" }],
  ["a wrapper that adds words", "/usr/bin/xargs git add", "allow", "rule/allowed", { next: "strict" }],
  ["a wrapper with a rule of its own to come", "/usr/bin/sudo git commit", "deny", "rule/wrapper-needs-rule"],
  ["a loader", "/lib64/ld-linux-x86-64.so.2 /usr/bin/git", "deny", "exec/loader", { loader: true }],
  [
    "what stdbuf loads",
    "/usr/bin/git status",
    "allow",
    "rule/allowed",
    { env: { LD_PRELOAD: "/usr/libexec/coreutils/libstdbuf.so" } },
  ],
  [
    "what only looks like it",
    "/usr/bin/git status",
    "deny",
    "env/changes-what-runs",
    { env: { LD_PRELOAD: "/usr/libexec/coreutils/../../tmp/libstdbuf.so" } },
  ],
  [
    "a variable that changes what runs",
    "/usr/bin/git status",
    "deny",
    "env/changes-what-runs",
    { env: { LD_PRELOAD: "/tmp/x.so" } },
  ],
  [
    "a variable that changes nothing",
    "/usr/bin/git status",
    "allow",
    "rule/allowed",
    { env: { PS4: "+ ", PATH: "/usr/local/bin:/usr/bin", IFS: "," } },
  ],
  ["a command in a prompt", "/usr/bin/git status", "deny", "env/changes-what-runs", { env: { PS4: "$(curl)" } }],
  [
    "a function for a program",
    "/usr/bin/git status",
    "deny",
    "env/changes-what-runs",
    { env: { "BASH_FUNC_ls%%": "() { curl; }" } },
  ],
  [
    "a function for a shell",
    "/usr/bin/bash -c f",
    "allow",
    "rule/allowed",
    { env: { "BASH_FUNC_ls%%": "() { curl; }" } },
  ],
  ["an applet that only reads", "/bin/ls", "allow", "command/read-only", { real: "/bin/busybox" }],
  ["a multi-call program by its own name", "/bin/busybox ls", "deny", "rule/wrapper-needs-rule"],
  [
    "another applet than the name says",
    "/bin/ls -c x",
    "deny",
    "rule/no-match",
    { argv: ["wget", "x"], real: "/bin/busybox" },
  ],
]);

/** Where an allowed program will look for what it starts itself: nobody asks whether that is allowed. */
const searching: readonly ExecRow[] = [
  ...[
    "/usr/local/sbin:/opt/tool/bin",
    `${home}/go/bin:/usr/bin`,
    // a rule allows `./build.sh` there, which the agent can write
    shop,
  ].flatMap((PATH) =>
    rowsOf("strict", listed, [
      [`PATH ${PATH}`, "/usr/bin/git status", "allow", "rule/allowed", { env: { PATH }, next: "guarded" }],
    ]),
  ),
  ...[
    `${shop}/bin:/usr/bin`,
    "/tmp/x",
    "",
    ":/usr/bin",
    "bin",
    ".",
    "/proc/self/cwd",
    "/dev/shm",
    `${home}/bin`,
  ].flatMap((PATH) => [
    ...rowsOf("strict", listed, [
      [`PATH ${PATH}`, "/usr/bin/git status", "deny", "env/changes-what-runs", { env: { PATH } }],
      [`PATH ${PATH} for a wrapper`, "/usr/bin/timeout 5 git x", "allow", "rule/allowed", { env: { PATH } }],
      [`PATH ${PATH} for a shell`, "/usr/bin/bash -c x", "allow", "rule/allowed", { env: { PATH }, next: "strict" }],
    ]),
    ...rowsOf("strict", rules(["Bash"]), [
      [`PATH ${PATH} where anything may run`, "/usr/bin/git status", "allow", "rule/allowed", { env: { PATH } }],
    ]),
  ]),
  ...rowsOf("strict", listed, [
    ["another folder for cd", "/usr/bin/git x", "deny", "env/changes-what-runs", { env: { CDPATH: "/tmp" } }],
    ["the same for a shell", "/usr/bin/bash -c x", "allow", "rule/allowed", { env: { CDPATH: "/tmp" } }],
    ["another shell", "/usr/bin/git x", "deny", "env/changes-what-runs", { env: { SHELL: "/tmp/sh" } }],
    ["another shell of the system", "/usr/bin/git x", "allow", "rule/allowed", { env: { SHELL: "/usr/bin/zsh" } }],
    ["a prompt with an escape", "/usr/bin/git x", "deny", "env/changes-what-runs", { env: { PS4: "\\044(x)" } }],
    ["words for a pager", "/usr/bin/git x", "deny", "env/changes-what-runs", { env: { LESS: "+!x" } }],
    ["another compiler", "/usr/bin/make", "deny", "env/changes-what-runs", { env: { CC: "./cc" } }],
    ["another compiler of the system", "/usr/bin/make", "allow", "rule/allowed", { env: { CC: "clang" } }],
    ["what only npm reads", "/usr/bin/make", "allow", "rule/allowed", { env: { PREFIX: "/usr" } }],
    [
      "settings of a program that only reads",
      "/usr/bin/rg x f",
      "deny",
      "env/changes-what-runs",
      { env: { RIPGREP_CONFIG_PATH: "rgrc" } },
    ],
  ]),
  ...rowsOf("strict", rules(["Bash(npm:*)"]), [
    ["what npm reads", "/usr/bin/npm test", "deny", "env/changes-what-runs", { env: { PREFIX: "x" } }],
  ]),
  ...rowsOf("strict", rules(["Bash"], ["Bash(curl:*)"]), [
    [
      "any variable where anything may run",
      "/usr/bin/git x",
      "allow",
      "rule/allowed",
      { env: { LD_PRELOAD: "./x.so", GIT_SSH_COMMAND: "./x" } },
    ],
  ]),
  ...rowsOf("strict", rules(["Bash"], ["Bash(source:*)"]), [
    [
      "a variable where a shell's own doing is refused",
      "/usr/bin/git x",
      "deny",
      "env/changes-what-runs",
      { env: { BASH_ENV: "./x" } },
    ],
  ]),
];

/** Where every program must be allowed, and an allowed one of this family starts it. */
const ofGcc = { family: "gcc", next: "guarded" } as const;
const ofGit = { family: "git", next: "guarded" } as const;
const parts = rowsOf("strict", rules(["Bash(gcc:*)", "Bash(git status:*)"], ["Bash(lto1:*)", "Bash(git push:*)"]), [
  ["a compiler's own step", "/usr/lib/gcc/x86_64-linux-gnu/12/cc1 x", "allow", "exec/not-denied", ofGcc],
  ["the same without anybody to belong to", "/usr/lib/gcc/x86_64-linux-gnu/12/cc1 x", "deny", "rule/no-match"],
  ["the same for another program", "/usr/lib/gcc/x86_64-linux-gnu/12/cc1 x", "deny", "rule/no-match", ofGit],
  ["a step that a rule denies", "/usr/lib/gcc/x86_64-linux-gnu/12/lto1 x", "deny", "rule/denied", ofGcc],
  ["a step that people call too", "/usr/bin/as x", "deny", "rule/no-match", ofGcc],
  ["another file in another place", `${shop}/usr/lib/gcc/cc1 x`, "deny", "rule/no-match", ofGcc],
  ["a link out of the folder", "/usr/lib/gcc/cc1 x", "deny", "rule/no-match", { ...ofGcc, real: `${shop}/cc1` }],
  ["git's own step", "/usr/lib/git-core/git-remote-https x", "allow", "exec/not-denied", ofGit],
  ["git by its other name", "/usr/lib/git-core/git status", "allow", "rule/allowed", ofGit],
  ["git by its other name with other words", "/usr/lib/git-core/git fetch", "deny", "rule/no-match", ofGit],
  ["git by its other name with denied words", "/usr/lib/git-core/git push", "deny", "rule/denied", ofGit],
]);

const anything = rules(["Bash"], ["Bash(curl:*)", "Bash(rm -rf /)"]);

const strictWithAnything = rowsOf("strict", anything, [
  ["any program", "/usr/bin/perl x", "allow", "rule/allowed", { next: "guarded" }],
  ["a made program", `${shop}/a.out`, "allow", "rule/allowed", { next: "guarded" }],
  [
    "a file without a name where anything may run",
    "/proc/self/fd/4",
    "allow",
    "rule/allowed",
    { real: "/memfd:x (deleted)" },
  ],
  [
    "a loader where anything but some may run",
    "/lib64/ld-linux-x86-64.so.2 /usr/bin/x",
    "deny",
    "exec/loader",
    { loader: true },
  ],
  ["a copy of a denied program", `${shop}/c x`, "deny", "exec/copy-of-denied", { copyOf: ["curl"] }],
  ["a copy of a program that is denied with other words", `${shop}/r a`, "allow", "rule/allowed", { copyOf: ["rm"] }],
  [
    "a copy of a program that is denied with these words",
    `${shop}/r -fr /`,
    "deny",
    "exec/copy-of-denied",
    { copyOf: ["rm"] },
  ],
  ["a denied operand of another spelling", "/usr/bin/rm -r -f //", "deny", "rule/denied"],
  ["an honest operand", "/usr/bin/rm -rf build", "allow", "rule/allowed"],
]);

const unbounded = rowsOf("strict", rules(["Bash"]), [
  [
    "a loader where nothing is refused",
    "/lib64/ld-linux-x86-64.so.2 /usr/bin/x",
    "allow",
    "rule/allowed",
    { loader: true },
  ],
]);

const guarded = rowsOf("guarded", anything, [
  ["a program of which no rule speaks", "/usr/bin/perl x", "allow", "exec/not-denied", { next: "guarded" }],
  ["a denied program", "/usr/bin/curl x", "deny", "rule/denied"],
  ["a denied program in a made folder", `${shop}/bin/curl x`, "deny", "rule/denied"],
  ["a denied program behind a link", `${shop}/fetch x`, "deny", "rule/denied", { real: "/usr/bin/curl" }],
  ["a denied name for the call", "/usr/bin/perl x", "deny", "rule/denied", { argv: ["curl", "x"] }],
  ["a login shell's denied name", "/usr/bin/perl x", "deny", "rule/denied", { argv: ["-curl", "x"] }],
  [
    "a denied program under another name for the call",
    "/usr/bin/curl x",
    "deny",
    "rule/denied",
    { argv: ["perl", "x"] },
  ],
  [
    "a wrapper of a denied program is left to that",
    "/usr/bin/timeout 5 curl",
    "allow",
    "exec/not-denied",
    { next: "guarded" },
  ],
  ["a shell with a denied program is left to that", "/bin/sh -c curl||wget", "allow", "exec/not-denied"],
  ["another machine's denied program", "/usr/bin/ssh host curl x", "deny", "rule/denied"],
  ["another machine's other program", "/usr/bin/ssh host ls", "allow", "exec/not-denied"],
  ["a container's denied program", "/usr/bin/docker exec c curl x", "deny", "rule/denied"],
  ["a denied applet by link", "/bin/curl x", "deny", "rule/denied", { real: "/bin/busybox" }],
  ["a denied applet by word", "/bin/busybox curl x", "deny", "rule/denied"],
  [
    "a denied applet of a copy",
    `${shop}/b curl x`,
    "deny",
    "rule/denied",
    { argv: ["busybox", "curl", "x"], copyOf: ["busybox"] },
  ],
  ["a denied program of a multi-call one", "/usr/bin/coreutils --coreutils-prog=rm -rf /", "deny", "rule/denied"],
  ["another applet", "/bin/busybox ls", "allow", "exec/not-denied"],
  ["a loader", "/lib64/ld-linux-x86-64.so.2 /usr/bin/curl", "deny", "exec/loader", { loader: true }],
  ["a copy of a denied program", `${shop}/c x`, "deny", "exec/copy-of-denied", { copyOf: ["curl"] }],
  ["denied words in another order", "/usr/bin/rm -f / -r", "deny", "rule/denied"],
  ["words that no rule denies", "/usr/bin/rm -rf /tmp/x", "allow", "exec/not-denied"],
  [
    "a variable that changes what runs is nobody's business",
    "/usr/bin/perl x",
    "allow",
    "exec/not-denied",
    { env: { PERL5OPT: "-Mx" } },
  ],
  ["a path that no rule shows", "/usr/bin/cat /home/bob/x", "allow", "exec/not-denied"],
]);

/** The same program under a second name. */
const secondNames = rowsOf(
  "guarded",
  rules(["Bash"], ["Bash(git push:*)", "Bash(pip install:*)", "Bash(docker compose up:*)"]),
  [
    ["git's own name for a command", "/usr/lib/git-core/git-push origin", "deny", "rule/denied"],
    [
      "the same behind a link",
      "/usr/lib/git-core/git-push origin",
      "deny",
      "rule/denied",
      { real: "/usr/lib/git-core/git" },
    ],
    ["the same for the call alone", "/usr/bin/git origin", "deny", "rule/denied", { argv: ["git-push", "origin"] }],
    ["another command of git's", "/usr/lib/git-core/git-fetch origin", "allow", "exec/not-denied"],
    ["a version of pip", "/usr/bin/pip3.12 install x", "deny", "rule/denied"],
    ["another command of pip's", "/usr/bin/pip3.12 list", "allow", "exec/not-denied"],
    ["the older docker-compose", "/usr/bin/docker-compose up -d", "deny", "rule/denied"],
  ],
);

const withBuiltins = rules(["Bash"], ["Bash(eval:*)", "Bash(source:*)", "Bash(kill:*)"]);

const builtins: readonly ExecRow[] = [
  ...rowsOf("guarded", withBuiltins, [
    ["a denied builtin in a shell's text", "/bin/sh -c", "deny", "rule/denied", { argv: ["sh", "-c", "eval x"] }],
    ["a denied program that is a builtin too", "/bin/sh -c", "deny", "rule/denied", { argv: ["sh", "-c", "kill 1"] }],
    ["another builtin in a shell's text", "/bin/sh -c", "allow", "exec/not-denied", { argv: ["sh", "-c", "cd x; ls"] }],
  ]),
  ...rowsOf("strict", withBuiltins, [
    ["a denied builtin in a shell's text", "/bin/bash -c", "deny", "rule/denied", { argv: ["bash", "-c", "source x"] }],
  ]),
];

const asked = rowsOf("strict", rules(["Bash"], [], { ask_tools: ["Bash(git push:*)"], permission_mode: "default" }), [
  ["a program that is asked about", "/usr/bin/git push", "ask", "rule/asked"],
  ["another one", "/usr/bin/git pull", "allow", "rule/allowed"],
]);

const starting = rowsOf("strict", rules(["Bash(split:*)", "Bash(tar:*)", "Bash(git:*)"]), [
  [
    "an option's text with an allowed program",
    "/usr/bin/split --filter=git x",
    "allow",
    "rule/allowed",
    { next: "guarded" },
  ],
  ["an option's text with another program", "/usr/bin/split --filter=curl x", "deny", "rule/no-match"],
  [
    "an option's text that only says at run time",
    "/usr/bin/split --filter=$X x",
    "allow",
    "rule/allowed",
    { next: "strict" },
  ],
  ["another program of an archive's", "/usr/bin/tar -xf x --to-command=curl", "deny", "rule/no-match"],
  ["another program of an alias", "/usr/bin/git -c alias.x=!curl x", "deny", "rule/no-match"],
  ["no text at all", "/usr/bin/tar -xf x", "allow", "rule/allowed", { next: "guarded" }],
]);

/** Each of these programs may run, and `gzip` too; what an option of theirs starts must be allowed as well. */
const helping = rules(
  "tar rsync sort git ssh scp sftp man less vim awk sed find xargs split zip install sdiff gcc wget rg fd gzip"
    .split(" ")
    .map((name) => `Bash(${name}:*)`),
);

/** Options that hold shell text, or words that are started by themselves. */
const helpingTexts: readonly (readonly string[])[] = [
  ["tar", "-xf", "x", "--to-command=HELPER"],
  ["tar", "-cf", "x", "--checkpoint=1", "--checkpoint-action=exec=HELPER", "a"],
  ["tar", "-cMf", "x", "--info-script=HELPER", "a"],
  ["tar", "-cMf", "x", "-FHELPER", "a"],
  ["tar", "-cf", "host:x", "--rsh-command=HELPER", "a"],
  ["tar", "-cf", "host:x", "--rmt-command=HELPER", "a"],
  ["rsync", "--rsync-path=HELPER", "a", "host:b"],
  ["git", "grep", "-OHELPER", "x"],
  ["git", "ls-remote", "--upload-pack=HELPER", "."],
  ["git", "push", "--receive-pack=HELPER", "."],
  ["git", "rebase", "-x", "HELPER", "a"],
  ["git", "bisect", "run", "HELPER"],
  ["git", "submodule", "foreach", "HELPER"],
  ["git", "difftool", "--extcmd=HELPER"],
  ["git", "filter-branch", "--msg-filter", "HELPER"],
  ["git", "clone", "ext::HELPER"],
  ["ssh", "-o", "ProxyCommand=HELPER", "host"],
  ["ssh", "-oProxyCommand HELPER", "host", "ls"],
  ["ssh", "host", "-oLocalCommand=HELPER"],
  ["ssh", "-o", "KnownHostsCommand=HELPER", "host"],
  ["scp", "-oProxyCommand=HELPER", "a", "host:b"],
  ["man", "-P", "HELPER", "ls"],
  ["man", "--pager=HELPER", "ls"],
  ["less", "+!HELPER", "a"],
  ["vim", "-c", "!HELPER"],
  ["vim", "-es", "-c", "!HELPER"],
  ["vim", "+!HELPER"],
  ["awk", 'BEGIN { system("HELPER") }'],
  ["awk", 'BEGIN { print 1 | "HELPER" }'],
  ["awk", 'BEGIN { "HELPER" | getline }'],
  ["sed", "1e HELPER", "a"],
  ["xargs", "HELPER"],
  ["xargs", "-I{}", "HELPER", "{}"],
  ["split", "--filter=HELPER", "a"],
  ["zip", "-TTHELPER", "a", "b"],
];

/** Options that name a program. */
const helpingPrograms: readonly (readonly string[])[] = [
  ["tar", "-cf", "x", "-IHELPER", "a"],
  ["tar", "-cf", "x", "--use-compress-program", "HELPER", "a"],
  ["rsync", "-e", "HELPER", "a", "host:b"],
  ["rsync", "--rsh=HELPER -x", "a", "host:b"],
  ["find", ".", "-exec", "HELPER", "{}", ";"],
  ["find", ".", "-okdir", "HELPER", ";"],
  ["scp", "-S", "HELPER", "a", "host:b"],
  ["sftp", "-D", "HELPER"],
  ["sort", "--compress-program=HELPER", "a"],
  ["sort", "--compress-prog", "HELPER", "a"],
  ["man", "--html=HELPER", "ls"],
  ["install", "-s", "--strip-program=HELPER", "a", "b"],
  ["sdiff", "--diff-program=HELPER", "a", "b"],
  ["gcc", "-wrapper", "HELPER,-x", "a.c"],
  ["gcc", "-BHELPER", "a.c"],
  ["wget", "--use-askpass=HELPER", "http://host/"],
  ["rg", "--pre", "HELPER", "x"],
  ["fd", "-x", "HELPER"],
];

function helpersOf(table: readonly (readonly string[])[], code: ReasonCode): readonly ExecRow[] {
  return table.flatMap((words): readonly ExecRow[] => {
    const row = { profile: helping, mode: "strict", path: `/usr/bin/${words[0]}` } as const;
    const [denied, allowed] = ["factor", "gzip"].map((helper) => words.map((word) => word.replace("HELPER", helper)));
    if (denied === undefined || allowed === undefined) return [];
    return [
      { ...row, name: `helper: ${denied.join(" ")}`, argv: denied, effect: "deny", code },
      { ...row, name: `helper: ${allowed.join(" ")}`, argv: allowed, effect: "allow", code: "rule/allowed" },
    ];
  });
}

const helpers: readonly ExecRow[] = [
  ...helpersOf(helpingTexts, "rule/no-match"),
  ...helpersOf(helpingPrograms, "command/runs-program"),
  // What it makes of its lines only shows when that starts: then it is judged as strictly.
  ...rowsOf("strict", helping, [
    ["lines that are run", "/usr/bin/sed s/.*/factor/e a", "allow", "rule/allowed", { next: "strict" }],
  ]),
];

/** `find` and patterns name what stands in for nothing; what is there is refused as the text would be. */
const walked = rowsOf(
  "strict",
  {
    permissions: { file_access: { allowed_paths: ["${project_root}"], denied_paths: [".env"] } },
    allowed_tools: ["Bash"],
  },
  [
    ["a denied path", "/usr/bin/cp .env x", "deny", "path/denied"],
    ["a denied path that is not there", "/usr/bin/cp .env x", "allow", "rule/allowed", { standIns: [`${shop}/.env`] }],
    ["beside one that is not there", "/usr/bin/cp .env x", "deny", "path/denied", { standIns: [`${shop}/.envrc`] }],
    ["times of what is guarded", "/usr/bin/touch .git/config src/a", "allow", "rule/allowed"],
    ["a copy over what is guarded", "/usr/bin/cp x .git/config", "deny", "path/read-only"],
  ],
);

export const execRows: readonly ExecRow[] = [
  ...walked,
  ...starting,
  ...helpers,
  ...strict,
  ...searching,
  ...parts,
  ...strictWithAnything,
  ...unbounded,
  ...guarded,
  ...secondNames,
  ...builtins,
  ...asked,
];
