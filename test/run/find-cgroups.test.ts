import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { findCgroups } from "../../src/run/find-cgroups.ts";

interface CgroupCase {
  readonly name: string;
  /** As /proc/self/cgroup has it. */
  readonly membership: string;
  /** Files below the mount point; every folder of theirs can be written and has a process list, but those named closed. */
  readonly files: Readonly<Record<string, string>>;
  readonly closed?: readonly string[];
  /** `version folder resources ceiling`. */
  readonly wanted: readonly string[];
}

const delegated = "user.slice/user-1000.slice/user@1000.service/app.slice";
const second = { "cgroup.controllers": "cpu memory pids", "cgroup.subtree_control": "cpu memory pids" };
const systemd = {
  ...second,
  "user.slice/cgroup.subtree_control": "memory pids",
  [`${delegated}/cgroup.subtree_control`]: "cpu memory pids",
};

const cases: readonly CgroupCase[] = [
  { name: "none is mounted", membership: "0::/\n", files: {}, wanted: [] },
  { name: "nothing is said about this process", membership: "", files: second, wanted: [] },
  {
    name: "root at the top of version 2",
    membership: "0::/\n",
    files: second,
    wanted: ["2 / memory processes share cpu -"],
  },
  {
    name: "a unit in a delegated slice: beside it, with the unit's own limit of processes",
    membership: `0::/${delegated}/shell.scope\n`,
    files: {
      ...systemd,
      [`${delegated}/shell.scope/pids.max`]: "77\n",
      [`${delegated}/shell.scope/memory.max`]: "max\n",
    },
    wanted: [`2 /${delegated} memory processes share cpu 77`],
  },
  {
    name: "a unit with a limit of memory is not left: CPU time is counted in it",
    membership: `0::/${delegated}/shell.scope\n`,
    files: { ...systemd, [`${delegated}/shell.scope/memory.max`]: "1000000\n" },
    wanted: [`2 /${delegated}/shell.scope cpu -`],
  },
  {
    name: "nor one with a share of the processors",
    membership: `0::/${delegated}/shell.scope\n`,
    files: { ...systemd, [`${delegated}/shell.scope/cpu.max`]: "50000 100000\n" },
    wanted: [`2 /${delegated}/shell.scope cpu -`],
  },
  {
    name: "a session that belongs to the system",
    membership: "0::/user.slice/user-1000.slice/session-2.scope\n",
    files: { ...systemd, "user.slice/user-1000.slice/session-2.scope/pids.max": "max\n" },
    closed: ["user.slice/user-1000.slice/session-2.scope"],
    wanted: [],
  },
  {
    name: "a container with its own root and processes in it hands nothing on",
    membership: "0::/\n",
    files: { "cgroup.controllers": "cpu memory pids", "cgroup.subtree_control": "" },
    wanted: ["2 / cpu -"],
  },
  {
    name: "version 1, each controller a hierarchy",
    membership: "3:pids:/a\n2:memory:/b/c\n1:cpuacct:/\n",
    files: { "pids/a/pids.max": "max", "memory/b/c/memory.limit_in_bytes": "1", "cpuacct/cpuacct.usage": "1" },
    wanted: ["1 /pids/a processes -", "1 /memory/b/c memory -", "1 /cpuacct cpu -"],
  },
  {
    name: "version 1, two controllers in one hierarchy",
    membership: "4:cpu,cpuacct:/x\n",
    files: { "cpuacct/x/cpuacct.usage": "1", "cpu/x/cpu.shares": "1" },
    wanted: ["1 /cpuacct/x cpu share -"],
  },
  {
    name: "version 1 that an ordinary user can't write",
    membership: "3:pids:/\n",
    files: { "pids/pids.max": "max" },
    closed: ["pids"],
    wanted: [],
  },
  {
    name: "both versions, the second without controllers",
    membership: "3:pids:/\n0::/\n",
    files: { "unified/cgroup.controllers": "", "unified/cgroup.subtree_control": "", "pids/x": "" },
    wanted: ["2 /unified cpu -", "1 /pids processes -"],
  },
  { name: "a path that leads out", membership: "0::/../../..\n", files: second, wanted: [] },
];

/** Closed folders close for everybody but user 0: there the list of processes is left out instead. */
function build(root: string, { files, closed = [] }: CgroupCase): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    for (let at = dirname(file); ; at = dirname(at)) {
      if (!closed.includes(at)) writeFileSync(join(root, at, "cgroup.procs"), "");
      if (at === ".") break;
    }
  }
  for (const folder of closed) chmodSync(join(root, folder), 0o555);
}

describe("places for cgroups", () => {
  test.for(cases)("$name", (row) => {
    const folder = mkdtempSync("/tmp/sallyport-cgroups-");
    const mounts = join(folder, "mounts");
    mkdirSync(mounts);
    build(mounts, row);
    writeFileSync(join(folder, "membership"), row.membership);
    const found = findCgroups({ membership: join(folder, "membership"), mounts });
    const said = found.map(({ version, parent, resources, processCeiling }) =>
      [version, parent.slice(mounts.length) || "/", ...resources, processCeiling ?? "-"].join(" "),
    );
    for (const closed of row.closed ?? []) chmodSync(join(mounts, closed), 0o755);
    rmSync(folder, { recursive: true });
    expect(said).toEqual(row.wanted);
  });
});
