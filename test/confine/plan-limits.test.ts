import { describe, expect, test } from "vitest";
import type { CgroupSpot, HostFacts } from "../../src/confine/index.ts";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { describeLimits, planCgroups, planLimits } from "../../src/confine/plan-limits.ts";
import { hosts } from "./fixtures.ts";
import { profileOf, type ProfileParts } from "./profile-of.ts";

const all = { processes: 10, memoryMb: 2, fileSizeMb: 3, openFiles: 4, cpuSeconds: 5 };

interface LimitCase {
  readonly name: string;
  readonly host: HostFacts;
  readonly limits: NonNullable<ProfileParts["limits"]>;
  readonly backend?: "bubblewrap" | "landlock" | "none";
  readonly rlimits: object;
  /** `folder: settings; cpu`. */
  readonly cgroups: readonly string[];
  readonly note: string | undefined;
}

const onlyCounting: CgroupSpot = {
  version: 2,
  parent: parseAbsolutePath("/sys/fs/cgroup/unified"),
  resources: ["cpu"],
  processCeiling: undefined,
};
const hybrid = { ...hosts.root, cgroups: [onlyCounting, ...hosts.root.cgroups] };
const bareRoot = { ...hosts.root, cgroups: [] };

const cases: readonly LimitCase[] = [
  {
    name: "an ordinary user without cgroups",
    host: hosts.ordinary,
    limits: all,
    rlimits: { processes: 11, dataBytes: 2 << 20, fileSizeBytes: 3 << 20, openFiles: 4, cpuSeconds: 5 },
    cgroups: [],
    note: "rlimits: memory of each process, processes, cpu of each process, file size, open files",
  },
  {
    name: "version 1",
    host: hosts.root,
    limits: all,
    rlimits: { processes: 11, fileSizeBytes: 3 << 20, openFiles: 4, cpuSeconds: 5 },
    cgroups: [
      "/sys/fs/cgroup/memory: memory.limit_in_bytes=2097152 memory.memsw.limit_in_bytes=2097152?",
      "/sys/fs/cgroup/pids: pids.max=12",
      "/sys/fs/cgroup/cpuacct: cpuacct.usage<5",
      "/sys/fs/cgroup/cpu:",
    ],
    note: "cgroup v1: memory, processes, cpu; rlimits: file size, open files",
  },
  {
    name: "version 2, delegated, where the user may have 50",
    host: hosts["delegated cgroup"],
    limits: { ...all, processes: 100 },
    rlimits: { processes: 101, fileSizeBytes: 3 << 20, openFiles: 4, cpuSeconds: 5 },
    cgroups: ["/sys/fs/cgroup/user.slice/app.slice: memory.max=2097152 memory.swap.max=0? pids.max=50 cpu.stat<5"],
    note: "cgroup v2: memory, processes, cpu; rlimits: file size, open files",
  },
  {
    name: "each resource where it is offered first",
    host: hybrid,
    limits: { processes: 10, cpuSeconds: 5 },
    rlimits: { processes: 11, cpuSeconds: 5 },
    cgroups: ["/sys/fs/cgroup/unified: cpu.stat<5", "/sys/fs/cgroup/pids: pids.max=12", "/sys/fs/cgroup/cpu:"],
    note: "cgroup v1: processes; cgroup v2: cpu",
  },
  {
    name: "nothing stated: processes by processor",
    host: hosts.ordinary,
    limits: {},
    rlimits: { processes: 1025 },
    cgroups: [],
    note: "rlimits: processes",
  },
  {
    name: "nothing stated on a small machine",
    host: { ...hosts.ordinary, processors: 1 },
    limits: {},
    rlimits: { processes: 513 },
    cgroups: [],
    note: "rlimits: processes",
  },
  {
    name: "nothing stated, root without cgroups",
    host: bareRoot,
    limits: {},
    rlimits: {},
    cgroups: [],
    note: undefined,
  },
  {
    name: "nothing stated, no walls",
    host: hosts.root,
    limits: {},
    backend: "none",
    rlimits: {},
    cgroups: [],
    note: undefined,
  },
  {
    name: "without a user namespace all processes of the user count",
    host: hosts.ordinary,
    limits: { processes: 10 },
    backend: "landlock",
    rlimits: { moreProcesses: 11 },
    cgroups: [],
    note: "rlimits: processes",
  },
];

test("a file that the kernel cuts has one byte too many to land", () => {
  const { sandbox, ...profile } = profileOf({ limits: { fileSizeMb: 3 } });
  const checked = { ...profile, sandbox: { ...sandbox, transaction: "check" as const } };
  expect(planLimits(checked, hosts.ordinary, "bubblewrap")).toMatchObject({ fileSizeBytes: (3 << 20) + 1 });
});

describe("limits", () => {
  test.for(cases)("$name", ({ host, limits, backend = "bubblewrap", rlimits, cgroups, note }) => {
    const profile = profileOf({ limits });
    expect(planLimits(profile, host, backend)).toEqual(rlimits);
    expect(describeLimits(profile, host, backend)).toBe(note);
    const said = planCgroups(profile, host, backend).map(({ parent, settings, cpu }) =>
      [
        `${parent}:`,
        ...settings.map(({ file, value, optional }) => `${file}=${value}${optional ? "?" : ""}`),
        ...(cpu === undefined ? [] : [`${cpu.file}<${cpu.seconds}`]),
      ].join(" "),
    );
    expect(said).toEqual(cgroups);
  });
});
