/** How clients call bash, and what they may expect of what stands in for it. */
export interface ShellCase {
  readonly name: string;
  readonly argv: readonly string[];
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly as?: "sallyport-bash";
}

/** Tells how it was started. */
export const whereScript = 'echo "$0 ${BASH_SOURCE[0]-none} $(dirname "$0") $# ${1-none} $LINENO"\nreturn 3\nexit 4\n';

/** More than an argument of a program can hold; characters of two, three and four bytes lie across every limit. */
export const longScript = `echo "\${#x} $# $LINENO"\n${"# é 你 🙂\n".repeat(20_000)}x='\n'\n${whereScript.replace("${BASH_SOURCE[0]-none}", "")}`;

/** Each is run by the real bash and by Sallyport: status and output must be the same. */
export const likeBash: readonly ShellCase[] = [
  { name: "a string", argv: ["-c", "echo hello"] },
  { name: "a string after a login flag", argv: ["-l", "-c", "echo hello"] },
  { name: "a login flag after -c", argv: ["-c", "-l", "echo hello"] },
  { name: "a cluster", argv: ["-lc", "echo hello"] },
  { name: "options of set", argv: ["-euo", "pipefail", "-c", "echo a; false | true; echo b"] },
  { name: "no start-up files", argv: ["--norc", "--noprofile", "-c", "echo hello"] },
  { name: "the name and the arguments", argv: ["-c", 'echo "$0" "$1" "$#"', "zero", "one two", "three"] },
  { name: "no name", argv: ["-c", 'echo "$0" "$#"'] },
  { name: "several lines", argv: ["-c", "if true\nthen\n  echo yes\nfi\n"] },
  { name: "a script on standard input", argv: [], input: "echo from stdin\nexit 3\n" },
  { name: "a script on standard input with arguments", argv: ["-s", "one", "two"], input: 'echo "$1" "$2" "$#"\n' },
  { name: "a script file", argv: ["./script.sh", "one"] },
  { name: "a script file that asks where it is", argv: ["./where.sh", "one", "two words"] },
  { name: "a script file behind a link", argv: ["src/link.sh"] },
  { name: "a script file by way of another folder", argv: ["src/../where.sh"] },
  { name: "a script file with options", argv: ["-eu", "./where.sh"] },
  { name: "a long script file", argv: ["./long.sh", "one"] },
  { name: "a long script on standard input", argv: ["-s", "one", "two"], input: longScript },
  { name: "a script file that is not there", argv: ["./nowhere.sh"] },
  { name: "an exit status", argv: ["-c", "exit 42"] },
  { name: "a command that is not there", argv: ["-c", "no-such-command-here 2>/dev/null"] },
  { name: "a status by signal", argv: ["-c", "kill -TERM $$"] },
  { name: "a syntax error ends nothing else", argv: ["-c", "true && exit 5"] },
  { name: "standard input goes to the command", argv: ["-c", "cat; echo done"], input: "line 1\nline 2" },
  { name: "a heredoc", argv: ["-c", "cat <<EOF\n$((1 + 2)) $(echo sub)\nEOF"] },
  { name: "an empty string", argv: ["-c", ""] },
  { name: "a comment", argv: ["-c", "# nothing"] },
  { name: "unusual bytes", argv: ["-c", "printf '\\x00\\x01\\xff\\n' | od -c"] },
  { name: "text beyond ASCII", argv: ["-c", "echo 'grüße 你好 🙂'"] },
  { name: "called by another name", as: "sallyport-bash", argv: ["-c", "echo hello; exit 4"] },
  { name: "background jobs", argv: ["-c", "(sleep 0.05; echo late) & wait; echo end"] },
  { name: "a pipeline's status", argv: ["-c", "false | true; echo ${PIPESTATUS[0]}"] },
];

export interface RefusedCase {
  readonly name: string;
  readonly argv: readonly string[];
  readonly input?: string;
  readonly status: number;
  /** The code of the first reason, or of the error. */
  readonly code: string;
}

/** Each is refused before anything runs. */
export const refused: readonly RefusedCase[] = [
  { name: "a denied command", argv: ["-c", "echo ran; rm -rf /"], status: 126, code: "rule/denied" },
  {
    name: "a denied command in a substitution",
    argv: ["-c", 'echo "$(mkfs /dev/sda)"'],
    status: 126,
    code: "rule/denied",
  },
  { name: "a denied path", argv: ["-c", "cat ~/.ssh/id_ed25519"], status: 126, code: "path/denied" },
  { name: "a syntax error", argv: ["-c", "echo ran; if"], status: 126, code: "shell/unparsable" },
  { name: "an opaque name with nobody to ask", argv: ["-c", "X=ls; $X"], status: 126, code: "ask/nobody" },
  {
    name: "no rule",
    argv: ["--allowed-tools", "Bash(git:*)", "--mode", "dontAsk", "-c", "touch x"],
    status: 126,
    code: "rule/no-match",
  },
  { name: "plan mode", argv: ["--mode", "plan", "-c", "echo ran"], status: 126, code: "mode/plan" },
  {
    name: "a script with a denied command",
    argv: ["-s"],
    input: "echo ran\nshutdown now\n",
    status: 126,
    code: "rule/denied",
  },
  {
    name: "a profile that is not there",
    argv: ["--profile", "nowhere", "-c", "echo ran"],
    status: 2,
    code: "config/profile-not-found",
  },
  {
    name: "an unknown mode",
    argv: ["--mode", "sometimes", "-c", "echo ran"],
    status: 2,
    code: "config/invalid-profile",
  },
  { name: "a timeout that is none", argv: ["--timeout", "soon", "-c", "echo ran"], status: 2, code: "config/usage" },
  {
    name: "an option that bash would not know",
    argv: ["--frobnicate", "-c", "echo ran"],
    status: 2,
    code: "config/usage",
  },
  {
    name: "an option that changes how text is read",
    argv: ["-O", "extglob", "-c", "echo ran"],
    status: 2,
    code: "config/usage",
  },
];
