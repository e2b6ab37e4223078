import type { Attempt } from "./attempt.ts";

const asRoot = { as: "root" } as const;
/** There are no others in a process namespace of one's own; without one they are out of bounds. */
const gone = { bubblewrap: "ESRCH", landlock: "EPERM" } as const;
const unseen = { bubblewrap: "ENOENT", landlock: "EACCES" } as const;

/** Other people's processes, and one's own rights. SIGUSR1 is 10: the victim counts it. */
export const processAttempts: readonly Attempt[] = [
  { name: "signal a process", attempt: "attack kill {pid} 10", answer: gone, control: {} },
  { name: "kill a process", attempt: "attack kill {spare-pid} 9", answer: gone, control: {} },
  { name: "ask whether a process is there", attempt: "attack kill {pid} 0", answer: gone, control: {} },
  { name: "signal a thread", attempt: "attack kill-thread {pid} 10", answer: gone, control: {} },
  { name: "queue a signal", attempt: "attack queue-signal {pid} 10", answer: gone, control: {} },
  { name: "signal a process's group", attempt: "attack kill-group {pid} 10", answer: gone, control: {} },
  { name: "signal through a process's descriptor", attempt: "attack pidfd-signal {pid} 10", answer: gone, control: {} },
  {
    name: "signal through a process's folder",
    attempt: "attack folder-signal {pid} 10",
    answer: { bubblewrap: "ENOENT", landlock: "EPERM" },
    control: {},
  },
  {
    name: "kill the first process",
    attempt: "attack kill 1 9; sleep 0.1; echo alive",
    answer: { bubblewrap: "ok alive", landlock: "EPERM alive" },
    control: { attempt: "attack kill {other-pid} 9; sleep 0.1; echo gone", answers: ["ok gone"] },
  },
  { name: "take a process's descriptor", attempt: "attack pidfd-getfd {pid} {fd}", answer: "EPERM", control: {} },
  {
    name: "attach to a process",
    attempt: "attack attach {pid}",
    answer: "EPERM",
    control: { attempt: "attack attach {other-pid-2}" },
  },
  { name: "seize a process", attempt: "attack seize {pid}", answer: "EPERM", control: {} },
  { name: "have oneself traced", attempt: "attack trace-me", answer: "EPERM", control: {} },
  {
    name: "trace the first process",
    attempt: "attack seize 1",
    answer: "EPERM",
    control: { as: "namespace", attempt: "attack seize 1; true" },
  },
  { name: "read a process's memory", attempt: "attack vm-read {pid} {memory}", answer: "EPERM", control: {} },
  { name: "write a process's memory", attempt: "attack vm-write {pid} {memory}", answer: "EPERM", control: {} },
  { name: "open a process's memory", attempt: "attack open-memory {pid} mem", answer: unseen, control: {} },
  {
    name: "open the first process's memory",
    attempt: "attack open-memory 1 mem",
    answer: "EACCES",
    control: { as: "namespace", attempt: "attack open-memory 1 mem; true" },
  },
  {
    name: "have a process killed first when memory is short",
    attempt: "attack open-memory {pid} oom_score_adj",
    answer: unseen,
    control: {},
  },
  { name: "name another process", attempt: "attack open-memory {pid} comm", answer: unseen, control: {} },
  { name: "change a process's limits", attempt: "attack prlimit {pid}", answer: gone, control: {} },
  { name: "make a process slow", attempt: "attack nice {pid}", answer: gone, control: {} },
  { name: "take processors from a process", attempt: "attack affinity {pid}", answer: gone, control: {} },
  { name: "change how a process is scheduled", attempt: "attack scheduler {pid}", answer: gone, control: {} },
  { name: "change a process's turn at the disk", attempt: "attack io-priority {pid}", answer: gone, control: {} },
  { name: "compare oneself with a process", attempt: "attack kcmp {pid}", answer: "EPERM", control: {} },
  {
    name: "advise on a process's memory",
    attempt: "attack madvise {pid} {memory}",
    answer: "EPERM",
    control: { answers: ["EINVAL"] },
  },
  { name: "move a process's memory", attempt: "attack move-pages {pid} {memory}", answer: "EPERM", control: {} },
  {
    name: "become another user",
    attempt: "attack setuid 1",
    answer: { bubblewrap: "EINVAL", landlock: "EPERM" },
    control: asRoot,
  },
  {
    name: "become another group",
    attempt: "attack setgid 1",
    answer: { bubblewrap: "EINVAL", landlock: "EPERM" },
    control: asRoot,
  },
  { name: "join a group", attempt: "attack setgroups 1", answer: "EPERM", control: asRoot },
  {
    name: "become a set-user-ID program's owner",
    attempt: "./as-other somebody-else",
    answer: "EPERM",
    control: {},
    needs: "root",
  },
  {
    name: "become a set-user-ID program's owner by its own copy",
    attempt: "cp $(type -P attack) mine; chmod 6755 mine; ./mine setuid 1",
    answer: { bubblewrap: "EINVAL", landlock: "EPERM" },
    control: asRoot,
  },
  {
    name: "gain a capability from a file",
    attempt: "./with-capability has-capability 13",
    // Without the right in its bounding set root may not even start it.
    answer: { bubblewrap: "EPERM", landlock: { root: "status 126", ordinary: "EPERM" } },
    control: {},
    needs: "root",
  },
  { name: "keep a capability", attempt: "attack has-capability 21", answer: "EPERM", control: asRoot },
  { name: "gain a capability", attempt: "attack gain-capability", answer: "EPERM", control: asRoot },
  { name: "keep capabilities over a change of user", attempt: "attack secure-bits", answer: "EPERM", control: asRoot },
  {
    name: "change what the kernel says of one's memory",
    attempt: "attack set-memory-map",
    answer: "EPERM",
    control: {},
  },
  { name: "raise the limit for core dumps", attempt: "attack raise-limit core", answer: "EPERM", control: {} },
  { name: "raise the limit for files", attempt: "attack raise-limit files", answer: "EPERM", control: {} },
  {
    name: "see that a process is there",
    attempt: "[[ -d /proc/{pid} ]] && echo ok || echo unseen",
    answer: { bubblewrap: "unseen", landlock: "ok" },
    control: {},
  },
  { name: "see where a process's memory lies", attempt: "attack read /proc/{pid}/maps", answer: unseen, control: {} },
  { name: "open a process's namespace", attempt: "attack open /proc/{pid}/ns/net", answer: unseen, control: {} },
  { name: "type into a terminal", attempt: "attack type", answer: "EPERM", control: asRoot },
  { name: "type into a terminal with a longer number", attempt: "attack type-high", answer: "EPERM", control: asRoot },
  {
    name: "paste into a terminal",
    attempt: "attack paste",
    answer: "EPERM",
    control: { ...asRoot, answers: ["EINVAL", "ENOTTY", "ok"] },
  },
];
