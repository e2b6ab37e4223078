import type { Frame } from "../../src/shell/index.ts";

export interface FrameCase {
  readonly name: string;
  readonly text: string;
  readonly frame: {
    readonly client: Frame["client"];
    readonly command: string;
    readonly writes?: string;
    readonly sources?: string;
    readonly searches?: string;
  };
}

const snapshot = "/home/u/.claude/shell-snapshots/snapshot-bash-1-ab.sh";
const source = `source ${snapshot} 2>/dev/null || true`;
const folderFile = "/tmp/claude-ab12-cwd";
const note = `pwd -P >| ${folderFile}`;
const run = "eval 'git status' < /dev/null";
const claude = (...steps: readonly string[]): string => [...steps, run, note].join(" && ");

const forget = "{ \\builtin unalias -- 'which'; \\builtin unset -f -- 'which'; } >/dev/null 2>&1 || true";
const options = "\\builtin shopt -u extglob 2>/dev/null || true";
const tooOld = `{ case "\${BASH_VERSINFO-}" in '2'|'3') \\builtin printf '%s\\n' 'too old: '"\${BASH_VERSION-}" >&2; \\builtin exit 126; \\exit 126;; esac; }`;

const own = "__CODEX_SNAPSHOT_OVERRIDE_";
const keep = (name: string): string => `${own}SET_0="\${${name}+x}"\n${own}0="\${${name}-}"\n`;
const codexSnapshot = "/home/u/.codex/shell_snapshots/0a-1b.17.sh";
const read = `if . '${codexSnapshot}' >/dev/null 2>&1; then :; fi\n`;
const back = (name: string): string =>
  `if [ -n "\${${own}SET_0}" ]; then\n  if [ -z "\${${name}+x}" ] || [ "\${${name}-}" != "\${${own}0}" ]; then export ${name}="\${${own}0}"; else export ${name}; fi\nelse builtin unset ${name} 2>/dev/null || command unset ${name}; fi\n`;
const plainBack = `if [ -n "\${${own}SET_0}" ]; then export A_B="\${${own}0}"; else unset A_B; fi\n`;
const drop = `builtin unset ${own}SET_0 ${own}0 2>/dev/null || command unset ${own}SET_0 ${own}0\n`;
const guard = `if [ -n "$__CODEX_SNAPSHOT_PROXY_ENV_SET" ] || [ -n "\${CODEX_NETWORK_PROXY_ACTIVE+x}" ]; then\n`;
const search = (folder: string): string =>
  `if [ -n "\${PATH:-}" ]; then export PATH='${folder}':"$PATH"; else export PATH='${folder}'; fi\n`;
const start = "exec '/bin/bash' -c 'git status'";

const idsFile = "/tmp/gemini-shell-aBcD12/bgpids.tmp";
const trap = `  trap 'jobs -p > "$_bgpids_file"' EXIT`;
const tail = "__code=$?\nexit $__code";
const gemini = (command: string, before = "", after = tail): string =>
  `${before}_bgpids_file=${idsFile}\n(\n${trap}\n${command}\n)\n${after}`;

const claudeFrame = { client: "claude-code", command: "git status", writes: folderFile } as const;
const codexFrame = { client: "codex", command: "git status" } as const;

/** What the clients really send. */
export const frames: readonly FrameCase[] = [
  {
    name: "claude: short form",
    text: claude(source, "shopt -u extglob 2>/dev/null || true"),
    frame: { ...claudeFrame, sources: snapshot },
  },
  {
    name: "claude: forgotten aliases",
    text: claude(source, options, forget, forget),
    frame: { ...claudeFrame, sources: snapshot },
  },
  {
    name: "claude: the refusal of an old bash",
    text: claude(tooOld, source, options),
    frame: { ...claudeFrame, sources: snapshot },
  },
  { name: "claude: without a snapshot", text: claude(options, forget), frame: claudeFrame },
  { name: "claude: nothing but the command", text: claude(), frame: claudeFrame },
  {
    name: "claude: in a remote session",
    text: claude(source, '\\builtin export BUN_OPTIONS="--smol${BUN_OPTIONS:+ $BUN_OPTIONS}"', options),
    frame: { ...claudeFrame, sources: snapshot },
  },
  {
    name: "claude: a temporary folder",
    text: claude('{ [ -n "${TMPDIR:-}" ] || export TMPDIR=/tmp/x; }'),
    frame: claudeFrame,
  },
  {
    name: "claude: either shell's option",
    text: claude("{ shopt -u extglob || setopt NO_EXTENDED_GLOB NO_EQUALS; } >/dev/null 2>&1 || true"),
    frame: claudeFrame,
  },
  {
    name: "claude: quotes inside",
    text: `eval 'echo "it'"'"'s"' < /dev/null && ${note}`,
    frame: { ...claudeFrame, command: `echo "it's"` },
  },
  { name: "claude: one bare word", text: `eval ls < /dev/null && ${note}`, frame: { ...claudeFrame, command: "ls" } },
  {
    name: "claude: a heredoc, with standard input its own",
    text: `eval 'cat <<'"'"'E'"'"'\n$x\nE' && ${note}`,
    frame: { ...claudeFrame, command: "cat <<'E'\n$x\nE" },
  },
  {
    name: "claude: elsewhere for temporary files",
    text: `${run} && pwd -P >| /var/tmp/me/claude-0a1b-cwd`,
    frame: { ...claudeFrame, writes: "/var/tmp/me/claude-0a1b-cwd" },
  },
  {
    name: "codex: a variable kept and put back",
    text: `${keep("A_B")}\n${read}\n${back("A_B")}${drop}\n${start}`,
    frame: { ...codexFrame, sources: codexSnapshot },
  },
  {
    name: "codex: put back plainly",
    text: `${keep("A_B")}${read}${plainBack}${start}`,
    frame: { ...codexFrame, sources: codexSnapshot },
  },
  {
    name: "codex: behind a condition",
    text: `${keep("A_B")}__CODEX_SNAPSHOT_PROXY_ENV_SET="\${CODEX_NETWORK_PROXY_ACTIVE+x}"\n${read}${guard}${back("A_B")}${drop}fi\n${start}`,
    frame: { ...codexFrame, sources: codexSnapshot },
  },
  {
    name: "codex: its own folder on PATH",
    text: `${read}${search("/opt/codex/codex-path")}\n${start}`,
    frame: { ...codexFrame, sources: codexSnapshot, searches: "/opt/codex/codex-path" },
  },
  {
    name: "codex: another path of bash",
    text: `${read}exec '/home/u/bin/sallyport-bash' -c 'git status'`,
    frame: { ...codexFrame, sources: codexSnapshot },
  },
  {
    name: "gemini: options and a trap",
    text: gemini("git status", "shopt -u promptvars nullglob extglob; "),
    frame: { client: "gemini", command: "\ngit status\n", writes: idsFile },
  },
  {
    name: "gemini: a list of processes after it",
    text: `{ git status; }; __code=$?; pgrep -g 0 >/tmp/shell_pgrep_0a1b.tmp 2>&1; exit $__code`,
    frame: { client: "gemini", command: " git status; ", writes: "/tmp/shell_pgrep_0a1b.tmp" },
  },
];

type Imitation = readonly [name: string, text: string];

const claudeImitations: readonly Imitation[] = [
  ["a command after it", `${claude(source)} && rm x`],
  ["a statement after it", `${claude(source)}; rm x`],
  ["a line after it", `${claude(source)}\nrm x`],
  ["the whole in the background", `${claude(source)} & rm x`],
  ["a command before it", claude("rm x", source)],
  ["a command in the middle", claude(source, "rm x")],
  ["something else after ||", claude("source /home/u/x || rm x")],
  ["a second eval", claude(run)],
  ["two words for eval", `eval 'git status' 'rm x' < /dev/null && ${note}`],
  ["braces for eval", `eval {'rm -rf x',b} < /dev/null && ${note}`],
  ["a variable for eval", `eval "$X" < /dev/null && ${note}`],
  ["a substitution for eval", `eval "$(rm x)" < /dev/null && ${note}`],
  ["eval into a file", `eval 'git status' > /etc/x && ${note}`],
  ["eval with an assignment", `PATH=. eval 'git status' && ${note}`],
  ["command eval", `command eval 'git status' && ${note}`],
  ["eval into a pipe", `${run} | sh && ${note}`],
  ["eval in a subshell", `( ${run} ) && ${note}`],
  ["eval negated", `! ${run} && ${note}`],
  ["another file to source", claude("source /home/u/evil.sh")],
  ["a way around to source", claude("source /home/u/shell-snapshots/../shell-snapshots/snapshot-bash-1-a.sh")],
  ["a pattern to source", claude("source /home/u/shell-snapshots/snapshot-bash-*.sh")],
  ["a relative file to source", claude("source shell-snapshots/snapshot-bash-1-a.sh")],
  ["an argument for what is sourced", claude(`source ${snapshot} x`)],
  ["source into a file", claude(`source ${snapshot} > /etc/x`)],
  ["source with an assignment", claude(`BASH_ENV=x source ${snapshot}`)],
  ["sourced twice", claude(source, source)],
  ["the folder into a start-up file", `${run} && pwd -P >| /home/u/.bashrc`],
  ["the folder into a relative file", `${run} && pwd -P >| claude-ab-cwd`],
  ["the folder into a file named by a variable", `${run} && pwd -P >| /tmp/claude-$X-cwd`],
  ["the folder into a file named by a command", `${run} && pwd -P >| "$(rm x)/claude-ab-cwd"`],
  ["the folder appended", `${run} && pwd -P >> /tmp/claude-ab-cwd`],
  ["the folder into two files", `${run} && pwd -P >| /tmp/claude-ab-cwd > /etc/x`],
  ["another PATH", claude("export PATH=/evil")],
  ["another program for the client's functions", claude("export CLAUDE_CODE_EXECPATH=/evil")],
  ["a temporary folder made by a command", claude('export TMPDIR="$(rm x)"')],
  ["another option for Bun", claude('export BUN_OPTIONS="--preload=/evil"')],
  ["printf into a variable", claude("printf -v PATH /evil >&2")],
  ["printf counting into a variable", claude("{ printf '%n' PATH >&2; }")],
  ["printf into a file", claude("{ printf '%s\\n' x > /etc/x; }")],
  ["a test that evaluates a subscript", claude("[ -v 'a[$(rm x)]' ]")],
  ["a test that may become another one", claude("[ -n $X ]")],
  ["a test of a substitution", claude('[ -n "$(rm x)" ]')],
  ["a test that calculates", claude('[ -n "${x:a[0]}" ]')],
  ["a case of a substitution", claude('{ case "$(rm x)" in a) exit 1;; esac; }')],
  ["a case with a substitution for a pattern", claude("{ case a in $(rm x)) exit 1;; esac; }")],
  ["a group that runs something", claude("{ rm x; }")],
  ["a group into a file", claude("{ shopt -u extglob; } > /etc/x")],
  ["a group in the background", claude("{ unalias x & }")],
  ["an option set", claude("shopt -s extglob")],
  ["a variable forgotten", claude("unset -f -v PATH")],
  ["another builtin", claude("builtin rm")],
  ["a function named eval", `eval() { rm x; }; ${claude()}`],
  ["timed", `time ${claude()}`],
];

const codexImitations: readonly Imitation[] = [
  ["nothing but exec", start],
  ["another command", `${keep("A")}rm x\n${start}`],
  ["another file to read", `if . '/home/u/evil.sh' >/dev/null 2>&1; then :; fi\n${start}`],
  ["read twice", `${read}${read}${start}`],
  ["a command when it was read", `${read.replace("then :", "then rm x")}${start}`],
  ["a command when it was not", `${read.replace("fi\n", "else rm x; fi\n")}${start}`],
  [
    "an empty PATH: the value forgotten",
    `${keep("PATH")}${read}builtin unset ${own}0 2>/dev/null || command unset ${own}0\n${back("PATH")}${start}`,
  ],
  ["an empty PATH: no value kept", `${own}SET_0="\${PATH+x}"\n${back("PATH")}${start}`],
  ["no PATH: nothing kept", `${own}0="\${PATH-}"\n${back("PATH")}${start}`],
  ["another variable's value", `${keep("EVIL")}${back("PATH")}${start}`],
  ["a value of its own", `${own}SET_0="\${PATH+x}"\n${own}0="/evil"\n${back("PATH")}${start}`],
  ["a substitution for a value", `__CODEX_A="\${A-$(rm x)}"\n${start}`],
  ["a variable that bash obeys", `BASH_ENV=/evil\n${keep("A")}${start}`],
  ["an assignment before exec", `${keep("A")}BASH_ENV=/evil ${start}`],
  ["another shell", `${keep("A")}exec '/bin/sh' -c 'git status'`],
  ["an option for the shell", `${keep("A")}exec '/bin/bash' --rcfile /evil -c 'git status'`],
  ["a variable for the command", `${keep("A")}exec '/bin/bash' -c "$X"`],
  ["braces for the command", `${keep("A")}exec '/bin/bash' -c {'rm -rf x',b}`],
  ["exec into a file", `${keep("A")}${start} > /etc/x`],
  ["exec in the background", `${keep("A")}${start} &`],
  ["a way around to a folder", `${search("/x/../evil")}${start}`],
  ["a command behind the condition", `${guard}rm x\nfi\n${start}`],
  ["a command as the condition", `if rm x || [ -n "\${CODEX_X+x}" ]; then ${drop}fi\n${start}`],
];

const geminiImitations: readonly Imitation[] = [
  ["a command before it", gemini("git status", "rm x; ")],
  ["a command after it", gemini("git status", "", "__code=$?\nrm x\nexit $__code")],
  ["a command at the very end", gemini("git status", "", `${tail}; rm x`)],
  ["a command that closes it", gemini("true\n)\nrm x\n(")],
  ["a command in the trap", gemini("git status").replace("jobs -p", "rm x; jobs -p")],
  ["another file", gemini("git status").replace(idsFile, "/home/u/.bashrc")],
  ["a file named by a command", gemini("git status").replace(idsFile, '"$(rm x)/gemini-shell-a/b.tmp"')],
  ["another file from inside", gemini("_bgpids_file=./a.txt")],
  ["another file from inside, hidden", gemini('printf -v _bg"pids"_\\file %s ./a.txt')],
  ["another assignment", gemini("git status").replace(idsFile, `${idsFile} PATH=/evil`)],
  ["into a file", gemini("git status").replace("\n)\n", "\n) > /etc/x\n")],
  ["into a pipe", gemini("git status").replace("\n)\n", "\n) | sh\n")],
  ["an option set", gemini("git status", "shopt -s extglob; ")],
];

/** What looks like a frame and does something else besides. */
export const imitations: readonly { readonly name: string; readonly text: string }[] = [
  ...claudeImitations.map(([name, text]) => ({ name: `claude: ${name}`, text })),
  ...codexImitations.map(([name, text]) => ({ name: `codex: ${name}`, text })),
  ...geminiImitations.map(([name, text]) => ({ name: `gemini: ${name}`, text })),
];
