import type { Attempt } from "./attempt.ts";

/** What bash makes of a program that may not be executed. */
const notExecuted = "status 126";

const through = (name: string, attempt: string, answer: Attempt["answer"] = notExecuted): Attempt => ({
  name: `run a denied program ${name}`,
  attempt,
  answer,
  control: { answers: ["ok", "ok ok"] },
});

/** Ways to start the program `forbidden`, which lies where it may be read and is denied by name. */
export const programAttempts: readonly Attempt[] = [
  through("by its path", "{shown}/forbidden ran"),
  through("by its name", "PATH={shown}:$PATH; forbidden ran"),
  through("from its folder", "cd {shown}; ./forbidden ran"),
  through("through a link", "ln -s {shown}/forbidden link; ./link ran"),
  through("through a linked folder", "ln -s {shown} link; link/forbidden ran"),
  through("through the root in /proc/self", "/proc/self/root{shown}/forbidden ran"),
  through("under another name", "exec -a ls {shown}/forbidden ran"),
  through("in the shell's place", "exec {shown}/forbidden ran"),
  through("in a subshell", "( {shown}/forbidden ran; exit )"),
  through("behind a pipe", "true | {shown}/forbidden ran"),
  through("in the background", "{shown}/forbidden ran & wait $!"),
  through("from an orphan", "mkfifo status; ( ( {shown}/forbidden ran; echo $? > status ) & ); exit $(<status)"),
  through("from another session", "setsid --wait {shown}/forbidden ran"),
  through("at the end", "trap '{shown}/forbidden ran; exit $?' EXIT; true"),
  through("as a coprocess", "coproc { {shown}/forbidden ran > said; }; wait $!; status=$?; cat said; exit $status"),
  through("by text made up", 'eval "$(printf %s_%s {shown}/forbidden ran | tr _ " ")"'),
  through("by encoded text", "base64 -d <<< $(base64 -w0 <<< '{shown}/forbidden ran') | bash"),
  through("by another shell", "sh -c '{shown}/forbidden ran'"),
  through("by a start-up file", "echo '{shown}/forbidden ran; exit' > start; BASH_ENV=start bash -c :"),
  through("by a script", "echo '{shown}/forbidden ran' > script; bash script"),
  through("by env", "env -i {shown}/forbidden ran"),
  through("by nice", "nice {shown}/forbidden ran"),
  through("by timeout", "timeout 3 {shown}/forbidden ran"),
  through("by xargs", "echo ran | xargs {shown}/forbidden"),
  through("by perl", `perl -e 'exec {"$ARGV[0]"} "innocent", "ran"; exit 126' {shown}/forbidden`),
  through("by awk", `awk 'BEGIN { exit system("{shown}/forbidden ran") }'`),
  through("by find", "find {shown}/forbidden -exec {} ran \\; -quit; exit 126"),
  through("as a script's interpreter", "printf '#!%s ran\\n' {shown}/forbidden > script; chmod 755 script; ./script"),
  through(
    "as an interpreter's interpreter",
    "printf '#!%s ran\\n' {shown}/forbidden > inner; printf '#!%s\\n' $PWD/inner > outer; chmod 755 inner outer; ./outer",
  ),
  through("with execve", "attack execute-program {shown}/forbidden", "EACCES"),
  through("with execveat and its descriptor", "attack execute-descriptor {shown}/forbidden", "EACCES"),
  through("with execveat and a path's descriptor", "attack execute-path-descriptor {shown}/forbidden", "EACCES"),
  through("with execveat and its folder", "attack execute-in-folder {shown} forbidden", "EACCES"),
  through("through its descriptor's link", "attack execute-link {shown}/forbidden", "EACCES"),
  through("from a thread", "attack execute-in-thread {shown}/forbidden", "EACCES"),
  through("from a thread beside the first", "attack execute-beside {shown}/forbidden", "EACCES"),
  through("after vfork", "attack execute-after-vfork {shown}/forbidden", "EACCES"),
  through("with posix_spawn", "attack spawn {shown}/forbidden", "EACCES"),
  through("from a process nobody may look into", "attack execute-undumpable {shown}/forbidden", {
    bubblewrap: "EACCES",
    // The warden has no right of its own to look into it, so nothing can be started from there.
    landlock: { root: "EACCES", ordinary: "EFAULT" },
  }),
  through("from a sibling process", "attack execute-as-sibling {shown}/forbidden", "EACCES"),
];
