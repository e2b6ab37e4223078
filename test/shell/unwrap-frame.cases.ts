import type { Frame } from "../../src/shell/index.ts";

export interface FrameCase {
  readonly name: string;
  readonly text: string;
  readonly client: Frame["client"];
  readonly inner: string;
  readonly writes: readonly string[];
  readonly sources: readonly string[];
}

const snapshot = "/home/u/.claude/shell-snapshots/snapshot-bash-1787099408395-v5tlzc.sh";
const forget = `{ \\builtin unalias -- 'unsetenv'; \\builtin unset -f -- 'unsetenv'; } >/dev/null 2>&1 || true`;
const folder = "pwd -P >| /tmp/claude-203a-cwd";
const codexSnapshot = "/home/u/.codex/shell_snapshots/0a-1b.sh";
const restore = `if . '${codexSnapshot}' >/dev/null 2>&1; then :; fi`;

export const frameCases: readonly FrameCase[] = [
  {
    name: "Claude Code, as it comes",
    text: `source ${snapshot} 2>/dev/null || true && shopt -u extglob 2>/dev/null || true && ${forget} && eval 'cd x && ls' < /dev/null && ${folder}`,
    client: "claude-code",
    inner: "cd x && ls",
    writes: ["/tmp/claude-203a-cwd"],
    sources: [snapshot],
  },
  {
    name: "Claude Code without a snapshot",
    text: `{ shopt -u extglob || setopt NO_EXTENDED_GLOB NO_BARE_GLOB_QUAL; } >/dev/null 2>&1 || true && eval 'a '"'"'b'"'"'' < /dev/null && ${folder}`,
    client: "claude-code",
    inner: "a 'b'",
    writes: ["/tmp/claude-203a-cwd"],
    sources: [],
  },
  {
    name: "Claude Code with settings of its own",
    text: `source ${snapshot} 2>/dev/null || true && export TMPDIR='/tmp/x' && eval 'a\nb' && ${folder}`,
    client: "claude-code",
    inner: "a\nb",
    writes: ["/tmp/claude-203a-cwd"],
    sources: [snapshot],
  },
  {
    name: "Codex",
    text: `${restore}\n\nexec '/bin/bash' -c 'echo hi'`,
    client: "codex",
    inner: "echo hi",
    writes: [],
    sources: [codexSnapshot],
  },
  {
    name: "Codex with variables put back",
    text: `__CODEX_SNAPSHOT_OVERRIDE_SET_0="\${K+x}"\n__CODEX_SNAPSHOT_OVERRIDE_0="\${K-}"\n\n${restore}\n\nif [ -n "\${__CODEX_SNAPSHOT_OVERRIDE_SET_0}" ]; then export K="\${__CODEX_SNAPSHOT_OVERRIDE_0}"; else unset K; fi\n\nexec '/bin/bash' -c 'a' 'b'`,
    client: "codex",
    inner: "a",
    writes: [],
    sources: [codexSnapshot],
  },
  {
    name: "Gemini",
    text: `shopt -u promptvars nullglob extglob nocaseglob dotglob; _bgpids_file=/tmp/gemini-shell-x/bg.tmp\n(\n  trap 'jobs -p > "$_bgpids_file"' EXIT\nls -la\n)\n__code=$?\nexit $__code`,
    client: "gemini",
    inner: "\nls -la\n",
    writes: ["/tmp/gemini-shell-x/bg.tmp"],
    sources: [],
  },
  {
    name: "Gemini, an earlier one",
    text: "{ npm t; }; __code=$?; pgrep -g 0 >/tmp/shell_pgrep_ab12.tmp 2>&1; exit $__code;",
    client: "gemini",
    inner: " npm t; ",
    writes: ["/tmp/shell_pgrep_ab12.tmp"],
    sources: [],
  },
];

/** Text that must not pass for a frame: each holds something that is not the client's. */
export const noFrames: readonly { readonly name: string; readonly text: string }[] = [
  { name: "a command alone", text: "ls" },
  { name: "another command before", text: `rm x && eval 'a' < /dev/null && ${folder}` },
  { name: "another command after", text: `eval 'a' < /dev/null && ${folder} && rm x` },
  { name: "another line", text: `eval 'a' < /dev/null && ${folder}\nrm x` },
  { name: "in the background", text: `eval 'a' < /dev/null && ${folder} &` },
  { name: "two evals", text: `eval 'a' && eval 'b' && ${folder}` },
  { name: "an eval of something unknown", text: `eval "$x" && ${folder}` },
  { name: "an eval of two words", text: `eval a b && ${folder}` },
  { name: "an assignment before", text: `PATH=/x eval 'a' && ${folder}` },
  { name: "another variable", text: `export PATH=/x && eval 'a' && ${folder}` },
  { name: "another file to source", text: `source /tmp/x.sh 2>/dev/null || true && eval 'a' && ${folder}` },
  {
    name: "a file to source that leads elsewhere",
    text: `source /a/shell-snapshots/../snapshot-bash-1.sh || true && eval 'a' && ${folder}`,
  },
  { name: "another file to write", text: "eval 'a' < /dev/null && pwd -P >| /etc/passwd" },
  { name: "a folder file that leads elsewhere", text: "eval 'a' && pwd -P >| /tmp/../claude-1-cwd" },
  { name: "another way to write", text: "eval 'a' && pwd -P >> /tmp/claude-1-cwd" },
  { name: "another redirection", text: `eval 'a' > /tmp/x && ${folder}` },
  { name: "a substitution in a redirection", text: `eval 'a' < $(b) && ${folder}` },
  { name: "another option", text: `shopt -s extglob && eval 'a' && ${folder}` },
  { name: "something else forgotten", text: `{ builtin unalias -- 'x'; rm y; } && eval 'a' && ${folder}` },
  { name: "a Codex frame without a snapshot", text: "exec '/bin/bash' -c 'a'" },
  { name: "a Codex frame with another command", text: `${restore}\nrm x\nexec '/bin/bash' -c 'a'` },
  {
    name: "a Codex frame with another file",
    text: "if . '/tmp/x' >/dev/null 2>&1; then :; fi\nexec '/bin/bash' -c 'a'",
  },
  {
    name: "a Codex frame with another branch",
    text: `if . '${codexSnapshot}'; then rm x; fi\nexec '/bin/bash' -c 'a'`,
  },
  {
    name: "a Codex frame that mixes variables",
    text: `__CODEX_SNAPSHOT_OVERRIDE_SET_0="\${HOME+x}"\n__CODEX_SNAPSHOT_OVERRIDE_0="\${HOME-}"\n${restore}\nif [ -n "\${__CODEX_SNAPSHOT_OVERRIDE_SET_0}" ]; then export PATH="\${__CODEX_SNAPSHOT_OVERRIDE_0}"; else unset PATH; fi\nexec '/bin/bash' -c 'a'`,
  },
  { name: "a Codex frame for another program", text: `${restore}\nexec '/usr/bin/python3' -c 'a'` },
  {
    name: "a Gemini frame that was left early",
    text: "{ a; }; rm x; { b; }; __code=$?; pgrep -g 0 >/tmp/shell_pgrep_ab.tmp 2>&1; exit $__code",
  },
  { name: "a Gemini frame with another file", text: "{ a; }; __code=$?; pgrep -g 0 >/tmp/x 2>&1; exit $__code" },
  {
    name: "a Gemini frame with another trap",
    text: "_bgpids_file=/tmp/gemini-shell-x/b\n(\ntrap 'rm x' EXIT\na\n)\n__code=$?\nexit $__code",
  },
  {
    name: "a Gemini frame with a redirection",
    text: "{ a; } > x; __code=$?; pgrep -g 0 >/tmp/shell_pgrep_ab.tmp 2>&1; exit $__code",
  },
  { name: "a frame that cannot be read", text: `eval 'a' && ${folder} && fi` },
];
