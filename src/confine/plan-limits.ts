import type { EffectiveProfile } from "../policy/index.ts";
import type { CgroupResource, CgroupSpot, HostFacts } from "./host-facts.ts";
import type { Cgroup, CgroupSetting, Launch, Limits } from "./launch.ts";

type Wanted = EffectiveProfile["sandbox"]["limits"];

const mebibyte = 1024 * 1024;

/** What stands beside the command and counts as a process: the namespace's first one, and bubblewrap in a cgroup. */
const company = { rlimit: 1, cgroup: 2 };

/**
 * Where the profile says nothing. Threads count too: a build or a test run with one worker a processor stays far below,
 * and a bomb of so many busy processes leaves a host that still answers.
 */
const unstated = { processes: 512, processesPerProcessor: 128 };

/** The limit of the profile that a resource is about; a share of the processors is always worth having. */
const limitOf = {
  memory: "memoryMb",
  processes: "processes",
  cpu: "cpuSeconds",
  share: "processes",
} as const satisfies Record<CgroupResource, keyof Wanted>;

const resources: readonly CgroupResource[] = ["memory", "processes", "cpu", "share"];

/** The profile's limits, and that of processes also when it has none: any sandbox survives a fork bomb. */
function wantedLimits({ sandbox }: EffectiveProfile, host: HostFacts, backend: Launch["backend"]): Wanted {
  const { limits } = sandbox;
  if (limits.processes !== undefined || backend === "none" || !limitsProcesses(host)) return limits;
  const byProcessors = host.processors * unstated.processesPerProcessor;
  return { ...limits, processes: Math.max(unstated.processes, byProcessors) };
}

/** A file that the kernel cuts (setrlimit(2), EFBIG) has so many bytes too many, so that it does not land half written. */
const cutMark = 1;

/** The limits in the kernel's units, for each process; that of processes is for all together. */
export function planLimits(profile: EffectiveProfile, host: HostFacts, backend: Launch["backend"]): Limits {
  const { processes, memoryMb, fileSizeMb, openFiles, cpuSeconds } = wantedLimits(profile, host, backend);
  const spare = profile.sandbox.transaction === "off" ? 0 : cutMark;
  const wholeMemory = spotFor("memory", host) !== undefined;
  return {
    ...processLimit(processes, backend),
    // Where the kernel counts what all of them really use, what one of them only reserves does no harm.
    ...(memoryMb === undefined || wholeMemory ? {} : { dataBytes: memoryMb * mebibyte }),
    ...(fileSizeMb === undefined ? {} : { fileSizeBytes: fileSizeMb * mebibyte + spare }),
    ...(openFiles === undefined ? {} : { openFiles }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
  };
}

/** Only a user namespace has a count of its own; without one the user's other processes count too. */
function processLimit(processes: number | undefined, backend: Launch["backend"]): Limits {
  if (processes === undefined) return {};
  const value = processes + company.rlimit;
  return backend === "bubblewrap" ? { processes: value } : { moreProcesses: value };
}

function spotFor(resource: CgroupResource, { cgroups }: HostFacts): CgroupSpot | undefined {
  return cgroups.find((spot) => spot.resources.includes(resource));
}

/** How each version spells a limit. Swap is no way around the limit of memory, on a kernel that counts it. */
const settings = {
  1: {
    memory: ({ memoryMb = 0 }) => [
      { file: "memory.limit_in_bytes", value: memoryMb * mebibyte, optional: false },
      { file: "memory.memsw.limit_in_bytes", value: memoryMb * mebibyte, optional: true },
    ],
    processes: (wanted, spot) => [processSetting(wanted, spot)],
    cpu: () => [],
    share: () => [],
  },
  2: {
    memory: ({ memoryMb = 0 }) => [
      { file: "memory.max", value: memoryMb * mebibyte, optional: false },
      { file: "memory.swap.max", value: 0, optional: true },
    ],
    processes: (wanted, spot) => [processSetting(wanted, spot)],
    cpu: () => [],
    share: () => [],
  },
} as const satisfies Record<
  CgroupSpot["version"],
  Record<CgroupResource, (wanted: Wanted, spot: CgroupSpot) => readonly CgroupSetting[]>
>;

function processSetting({ processes = 0 }: Wanted, { processCeiling }: CgroupSpot): CgroupSetting {
  const value = processes + company.cgroup;
  return { file: "pids.max", value: Math.min(value, processCeiling ?? value), optional: false };
}

const cpuFiles = { 1: "cpuacct.usage", 2: "cpu.stat" } as const satisfies Record<CgroupSpot["version"], string>;

/** The cgroups to make for this launch: they hold for all its processes together, and for user 0 too. */
export function planCgroups(profile: EffectiveProfile, host: HostFacts, backend: Launch["backend"]): readonly Cgroup[] {
  const limits = wantedLimits(profile, host, backend);
  const asked = resources.filter((resource) => limits[limitOf[resource]] !== undefined);
  return host.cgroups.flatMap((spot) => {
    const here = asked.filter((resource) => spotFor(resource, host) === spot);
    if (here.length === 0) return [];
    const { parent, version } = spot;
    const { cpuSeconds } = limits;
    return [
      {
        parent,
        settings: here.flatMap((resource) => settings[version][resource](limits, spot)),
        cpu:
          here.includes("cpu") && cpuSeconds !== undefined
            ? { file: cpuFiles[version], seconds: cpuSeconds }
            : undefined,
      },
    ];
  });
}

/** Which of the kernel's means holds which limit. */
export function describeLimits(
  profile: EffectiveProfile,
  host: HostFacts,
  backend: Launch["backend"],
): string | undefined {
  const limits = wantedLimits(profile, host, backend);
  const rest: string[] = [];
  const byVersion = new Map<string, string[]>();
  for (const resource of ["memory", "processes", "cpu"] as const) {
    if (limits[limitOf[resource]] === undefined) continue;
    const spot = spotFor(resource, host);
    if (spot === undefined) rest.push(resource === "processes" ? "processes" : `${resource} of each process`);
    else byVersion.set(`cgroup v${spot.version}`, [...(byVersion.get(`cgroup v${spot.version}`) ?? []), resource]);
  }
  if (limits.fileSizeMb !== undefined) rest.push("file size");
  if (limits.openFiles !== undefined) rest.push("open files");
  const parts = [...byVersion, ...(rest.length === 0 ? [] : [["rlimits", rest] as const])];
  return parts.length === 0 ? undefined : parts.map(([means, names]) => `${means}: ${names.join(", ")}`).join("; ");
}

/** Whether the limit of processes is one for this user: the kernel exempts user 0, user namespace or not; a cgroup does not. */
export function limitsProcesses(host: HostFacts): boolean {
  return host.uid !== 0 || spotFor("processes", host) !== undefined;
}
