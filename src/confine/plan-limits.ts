import type { EffectiveProfile } from "../policy/index.ts";
import type { HostFacts } from "./host-facts.ts";
import type { Launch, Limits } from "./launch.ts";

const mebibyte = 1024 * 1024;

/** What stands beside the command and counts as a process: the namespace's first one, and bubblewrap in a cgroup. */
const company = { rlimit: 1, cgroup: 2 };

/** The profile's limits in the kernel's units. They hold for each process, that of processes for all together. */
export function planLimits({ sandbox }: EffectiveProfile): Limits {
  const { processes, memoryMb, fileSizeMb, openFiles, cpuSeconds } = sandbox.limits;
  return {
    ...(processes === undefined ? {} : { processes: processes + company.rlimit }),
    ...(memoryMb === undefined ? {} : { dataBytes: memoryMb * mebibyte }),
    ...(fileSizeMb === undefined ? {} : { fileSizeBytes: fileSizeMb * mebibyte }),
    ...(openFiles === undefined ? {} : { openFiles }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
  };
}

/** The kernel exempts user 0 from the limit of processes, user namespace or not; a cgroup it does not. */
export function planCgroup({ sandbox }: EffectiveProfile, host: HostFacts): Launch["cgroup"] {
  const { processes } = sandbox.limits;
  if (processes === undefined || host.uid !== 0 || host.pidsCgroup === undefined) return undefined;
  return { parent: host.pidsCgroup, processes: processes + company.cgroup };
}
