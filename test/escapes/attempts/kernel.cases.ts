import type { Attempt } from "./attempt.ts";

const asRoot = { as: "root" } as const;
const inNamespace = { as: "namespace" } as const;
/** The kernel looked at the arguments, or has no such thing built in: either way nobody was in between. */
const reached = (...answers: readonly string[]): Attempt["control"] => ({
  as: "root",
  answers: [...answers, "ENOSYS"],
});

const refused = (name: string, attempt: string, control: Attempt["control"]): Attempt => ({
  name,
  attempt: `attack ${attempt}`,
  answer: "EPERM",
  control,
});

const works = (command: string): string => `${command} >/dev/null && echo ok || echo refused`;

const tool = (name: string, command: string, control: Attempt["control"]): Attempt => ({
  name: `do it with the system's ${name}`,
  attempt: works(command),
  answer: "refused",
  control,
});

const kinds = ["user", "mount", "net", "pid", "ipc", "uts", "cgroup", "time"] as const;
const cloneable = kinds.filter((kind) => kind !== "time");

/** What the kernel offers to those with rights, and lets others stumble over. */
export const kernelAttempts: readonly Attempt[] = [
  ...kinds.map((kind) => refused(`leave for a ${kind} namespace`, `unshare ${kind}`, inNamespace)),
  ...cloneable.map((kind) => refused(`start a process in a ${kind} namespace`, `clone ${kind}`, inNamespace)),
  {
    name: "start a process in a namespace by flags in memory",
    attempt: "attack clone3 user",
    answer: "ENOSYS",
    control: {},
  },
  refused("enter a namespace", "setns /proc/self/ns/net", inNamespace),
  refused("enter a process's namespaces", "setns-process {pid}", asRoot),
  refused("mount over a folder", "mount {shown}", inNamespace),
  refused("mount /proc", "mount-proc {own}", inNamespace),
  refused("mount /sys", "mount-sys {own}", inNamespace),
  refused("mount over a program", "bind {own}/before /usr/bin/env", {
    ...inNamespace,
    attempt: "attack bind {hidden}/file /usr/bin/env",
  }),
  refused("bind what is not shown", "bind {hidden} {own}", inNamespace),
  refused("make a read-only mount writable", "remount {shown-top}", {
    ...inNamespace,
    attempt: "mount --bind {shown} {shown}; attack remount {shown}",
  }),
  refused("make /usr writable", "remount /usr", {
    ...inNamespace,
    attempt: "mount --bind /usr /usr; attack remount /usr",
  }),
  refused("share mounts with the host", "make-shared /", inNamespace),
  refused("unmount a mask", "umount {closed-top}", {
    ...inNamespace,
    attempt: "mount -t tmpfs none {closed}; attack umount {closed}",
  }),
  refused("unmount /proc/sys", "umount /proc/sys", {
    ...inNamespace,
    attempt: "mount --bind /proc/sys /proc/sys; attack umount /proc/sys",
  }),
  refused("lay a writable layer over a folder", "overlay {shown} {own}/upper {own}/work", {
    ...inNamespace,
    attempt: "mkdir upper work; attack overlay {shown} {own}/upper {own}/work",
  }),
  refused("change the root by pivot_root", "pivot-root {own}", {
    ...inNamespace,
    attempt: "mount -t tmpfs none {own}; attack pivot-root {own}",
  }),
  refused("climb out of a chroot", "chroot {own}", inNamespace),
  refused("copy a mount", "open-tree {shown}", inNamespace),
  refused("open a kind of file system", "fsopen tmpfs", inNamespace),
  refused("pick a mount", "fspick {own}", {
    ...inNamespace,
    attempt: "mount -t tmpfs none {own}; attack fspick {own}",
  }),
  refused("configure a file system", "fsconfig", { answers: ["EINVAL", "EBADF"] }),
  refused("mount an opened file system", "fsmount", { ...inNamespace, answers: ["EINVAL", "EBADF"] }),
  refused("move a mount", "move-mount {own} {shown}", {
    ...inNamespace,
    attempt: "mount -t tmpfs none {own}; attack move-mount {own} {shown}",
  }),
  refused("make a mount writable by its attributes", "mount-setattr {shown-top}", {
    ...inNamespace,
    attempt: "mount --bind {shown} {shown}; attack mount-setattr {shown}",
  }),
  refused("load a program into the kernel", "bpf-load", asRoot),
  refused("make a map for such programs", "bpf-map", asRoot),
  refused("count events", "perf", asRoot),
  { name: "set a ring of calls up", attempt: "attack io-uring", answer: "ENOSYS", control: {} },
  refused("catch page faults", "userfaultfd", {}),
  refused("load another kernel", "kexec", reached("EINVAL")),
  refused("load another kernel from a file", "kexec-file", reached("EINVAL", "EBADF")),
  refused("load a module", "module", reached("ENOEXEC")),
  refused("load a module from a file", "module-file", reached("EBADF")),
  refused("unload a module", "module-unload", reached("ENOENT")),
  refused("restart the machine", "reboot", reached("EINVAL")),
  refused("add a swap file", "swapon {own}/none", reached("ENOENT")),
  refused("remove a swap file", "swapoff {own}/none", reached("ENOENT")),
  refused("name the host", "hostname attacked", asRoot),
  refused("name the host's domain", "domainname attacked", asRoot),
  refused("set the time", "settimeofday", asRoot),
  refused("set a clock", "clock-settime", { answers: ["EINVAL"] }),
  refused("tune the clock", "adjtimex", asRoot),
  refused("write everybody's programs down", "acct {own}/none", reached("ENOENT")),
  refused("ask for quotas", "quota {own}/none", { answers: ["ENOENT", "ENOTBLK", "ENODEV", "ENOSYS"] }),
  refused("read the kernel's log", "log-read", asRoot),
  refused("hang the terminal up", "vhangup", asRoot),
  tool("mount", "mount -t tmpfs none {own}", inNamespace),
  tool("unshare", "unshare --user true", {}),
  tool("nsenter", "nsenter --target {pid} --user true", {
    ...inNamespace,
    attempt: works("nsenter --target 1 --net true"),
  }),
  tool("chroot", "chroot / true", inNamespace),
  tool("hostname", "hostname attacked", asRoot),
  tool("date", "date --set=@$(date +%s)", { ...asRoot, attempt: "attack settimeofday" }),
  tool("ip", "ip link set lo down", inNamespace),
  tool("bwrap", "bwrap --ro-bind / / true", {}),
  { name: "answer other programs' calls", attempt: "attack seccomp-listener", answer: "EBUSY", control: {} },
  { ...refused("use all of the machine's ports", "iopl", reached("ok")), needs: "x64" },
  { ...refused("use a port of the machine", "ioperm", reached("ok")), needs: "x64" },
  { name: "change the segments", attempt: "attack modify-ldt", answer: "ENOSYS", control: {}, needs: "x64" },
  {
    name: "call as a 32-bit program",
    attempt: "attack i386",
    answer: "status 159",
    control: { answers: ["ok", "ENOSYS"] },
    needs: "x64",
  },
  {
    name: "call with x32's numbers",
    attempt: "attack x32",
    answer: "status 159",
    control: { answers: ["ok", "ENOSYS"] },
    needs: "x64",
  },
];
