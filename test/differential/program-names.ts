/** Programs that run for real in the oracle, so that what they start is really started; each is recorded first. */
export const realNames: readonly string[] = [
  ["bash", "sh", "env", "timeout", "nice", "nohup", "stdbuf", "setsid", "ionice", "chrt", "xargs", "find", "flock"],
  ["cat", "tee", "sed", "awk", "tar", "split", "sort", "printf", "echo", "mkfifo", "true", "false", "script"],
].flat();

/** Names that mean nothing to anybody: one for each command of a generated script. */
export const plainNames: readonly string[] = Array.from({ length: 60 }, (_, at) => `m${at}`);

/** Names that a policy knows. */
export const knownNames: readonly string[] = [
  ["git", "npm", "npx", "node", "curl", "wget", "rm", "cp", "mv", "ls", "chmod", "sudo", "doas", "docker", "make"],
  ["grep", "diff", "python3", "pip", "cargo", "kubectl", "ssh", "rsync", "dd", "head", "wc", "jq", "kill", "gh"],
].flat();

/** Builtins and reserved words that also exist as files: found only when bash does not take them itself. */
const shadowNames: readonly string[] = [
  ["time", "source", "let", "coproc", "select", "function", "[", "[[", "test", "declare", "local", "builtin"],
  ["command", "exec", "eval", "trap", "if", "then", "do", "done", "fi", "{", "}", "!", "in", "tool", "typeset"],
].flat();

export const standInNames: readonly string[] = [
  ...new Set([
    ...realNames,
    ...plainNames,
    ...knownNames,
    ...shadowNames,
    "su",
    "watch",
    "strace",
    "busybox",
    "unshare",
    "sleep",
    "id",
    "date",
    "uname",
    "which",
  ]),
].flat();
