import { parseAbsolutePath } from "../base/index.ts";
import { systemSecrets as secretNames } from "../policy/index.ts";
import type { ProcEntry } from "./host-facts.ts";

/** Folders of the operating system: readable in every profile, never writable. Those the host lacks are left out. */
export const systemFolders = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/libx32",
  "/etc",
  "/opt",
  "/boot",
  "/nix",
  "/gnu",
  "/snap",
  "/run/current-system",
  // What processors there are: `lscpu` and libraries that choose their code by it end without.
  "/sys/devices/system/cpu",
  "/sys/devices/system/node",
  "/var/lib/ca-certificates",
  "/var/lib/dpkg",
].map((path) => parseAbsolutePath(path));

/** Secrets below them; only those that the user could read need a mask, which a pattern is not. */
export const systemSecrets = [
  ...secretNames,
  "/etc/ssh/ssh_host_rsa_key",
  "/etc/ssh/ssh_host_ecdsa_key",
  "/etc/ssh/ssh_host_ed25519_key",
  "/etc/ssh/ssh_host_dsa_key",
].map((path) => parseAbsolutePath(path));

const proc = (treatment: ProcEntry["treatment"], shape: ProcEntry["shape"], names: readonly string[]): ProcEntry[] =>
  names.map((name) => ({ path: parseAbsolutePath(`/proc/${name}`), shape, treatment }));

/**
 * The parts of /proc that are the machine's and not the process's. Without capabilities the kernel still lets user 0
 * write most of /proc/sys, by ownership alone.
 */
export const procEntries: readonly ProcEntry[] = [
  ...proc("read-only", "folder", ["sys", "bus", "fs", "irq"]),
  ...proc("read-only", "file", ["sysrq-trigger"]),
  ...proc("mask", "folder", ["acpi", "asound", "scsi"]),
  ...proc("mask", "file", ["kcore", "keys", "latency_stats", "sched_debug", "timer_list", "timer_stats"]),
];
