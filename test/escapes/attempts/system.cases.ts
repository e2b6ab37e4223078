import type { Attempt } from "./attempt.ts";

const asRoot = { as: "root" } as const;
/** What belongs to root is closed to others before anybody looks at the mount; what is made is refused by the mount first. */
const existing = {
  bubblewrap: { root: "EROFS", ordinary: "EACCES" },
  landlock: "EACCES",
} as const;
const made = { bubblewrap: "EROFS", landlock: "EACCES" } as const;
const absent = { bubblewrap: "ENOENT", landlock: "EACCES" } as const;

/** Whoever may open it or not: it is there. */
const present = { as: "root", answers: ["ok", "EPERM", "ENXIO", "ENODEV", "EBUSY", "EIO"] } as const;

const device = (name: string, path: string): Attempt => ({
  name,
  attempt: `attack open ${path}`,
  answer: absent,
  control: present,
  needs: path,
});

const setting = (name: string, path: string): Attempt => ({
  name,
  attempt: `attack write ${path}`,
  answer: existing,
  control: asRoot,
  needs: path,
});

/** In a namespace whose folder is empty, so that the host keeps its own. */
const inSystem = (name: string, folder: string, file: string): Attempt => ({
  name,
  attempt: `attack create ${folder}/${file}`,
  answer: made,
  control: { as: "root", attempt: `mount -t tmpfs none ${folder} && attack create ${folder}/${file}` },
  needs: folder,
});

/** The machine's own files and devices. */
export const systemAttempts: readonly Attempt[] = [
  setting("name a program for core dumps", "/proc/sys/kernel/core_pattern"),
  setting("name a program for modules", "/proc/sys/kernel/modprobe"),
  setting("name the host in /proc/sys", "/proc/sys/kernel/hostname"),
  setting("drop the host's caches", "/proc/sys/vm/drop_caches"),
  {
    ...setting("allow more user namespaces", "/proc/sys/user/max_user_namespaces"),
    answer: "EACCES",
    control: { as: "namespace" },
  },
  setting("register a binary format", "/proc/sys/fs/binfmt_misc/register"),
  setting("press the magic key", "/proc/sysrq-trigger"),
  setting("steer interrupts", "/proc/irq/default_smp_affinity"),
  {
    name: "name a program for devices",
    attempt: "attack write /sys/kernel/uevent_helper",
    answer: absent,
    control: asRoot,
    needs: "/sys/kernel/uevent_helper",
  },
  {
    name: "put the machine to sleep",
    attempt: "attack write /sys/power/state",
    answer: absent,
    control: asRoot,
    needs: "/sys/power/state",
  },
  {
    name: "name a program for empty cgroups",
    attempt: "attack write /sys/fs/cgroup/memory/release_agent",
    answer: absent,
    control: asRoot,
    needs: "/sys/fs/cgroup/memory/release_agent",
  },
  {
    name: "leave the cgroup",
    attempt: "attack write /sys/fs/cgroup/pids/cgroup.procs",
    answer: absent,
    control: asRoot,
    needs: "/sys/fs/cgroup/pids/cgroup.procs",
  },
  inSystem("preload a library into every program", "/etc", "ld.so.preload"),
  inSystem("leave a job to cron", "/etc/cron.d", "sallyport-attack"),
  inSystem("add a shell's start-up file", "/etc/profile.d", "sallyport-attack.sh"),
  inSystem("add a program to the path", "/usr/local/bin", "sallyport-attack"),
  {
    name: "write the table of users",
    attempt: "attack write /etc/passwd",
    answer: existing,
    control: asRoot,
  },
  {
    name: "replace the table of users",
    attempt: "echo x > mine; attack rename mine /etc/passwd",
    answer: { bubblewrap: "EXDEV", landlock: "EACCES" },
    control: { as: "root", attempt: "mount -t tmpfs none /etc; cd /etc; echo x > mine; attack rename mine passwd" },
  },
  {
    name: "write a system program",
    attempt: "attack write /usr/bin/env",
    answer: existing,
    control: {
      as: "root",
      attempt: "mount -t tmpfs none /usr/local; cp {hidden}/tool /usr/local/env; attack write /usr/local/env",
    },
  },
  {
    name: "make a disk's device",
    attempt: "attack block-device disk 8 0",
    answer: "EACCES",
    control: asRoot,
  },
  {
    name: "make the memory's device",
    attempt: "attack character-device memory 1 1",
    answer: "EACCES",
    control: asRoot,
  },
  device("open the memory", "/dev/mem"),
  device("open the kernel's log device", "/dev/kmsg"),
  device("open the loop devices", "/dev/loop-control"),
  device("open FUSE", "/dev/fuse"),
  device("open virtual machines", "/dev/kvm"),
  device("open tunnels", "/dev/net/tun"),
  device("open vsock's device", "/dev/vsock"),
  device("open userfaultfd's device", "/dev/userfaultfd"),
  device("open a virtual console", "/dev/tty1"),
  device("open the disk", "/dev/vda"),
  device("open a loop disk", "/dev/loop0"),
  {
    name: "read the kernel's memory",
    attempt: "attack open /proc/kcore",
    answer: "EACCES",
    control: asRoot,
    needs: "/proc/kcore",
  },
  {
    name: "read the list of keys",
    attempt: "attack read /proc/keys",
    answer: { bubblewrap: "EACCES", landlock: "ok" },
    control: { ...asRoot, attempt: "attack open /proc/keys" },
    needs: "/proc/keys",
  },
  { name: "read the table of passwords", attempt: "attack read /etc/shadow", answer: "EACCES", control: asRoot },
];
