import { accessSync, constants, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { CgroupResource, CgroupSpot } from "../confine/index.ts";

/** Where the kernel tells about this process's cgroups. */
export interface CgroupPlaces {
  readonly membership: string;
  readonly mounts: string;
}

const kernelPlaces: CgroupPlaces = { membership: "/proc/self/cgroup", mounts: "/sys/fs/cgroup" };

/** The controller of each resource; CPU time is counted in every cgroup of version 2, whatever is delegated. */
const controllers = {
  1: [
    ["memory", "memory"],
    ["pids", "processes"],
    ["cpuacct", "cpu"],
    ["cpu", "share"],
  ],
  2: [
    ["memory", "memory"],
    ["pids", "processes"],
    ["cpu", "share"],
  ],
} as const satisfies Record<CgroupSpot["version"], readonly (readonly [string, CgroupResource])[]>;

/**
 * What a folder that is left behind must not say, file by file: whoever limited this process there means everything it
 * starts. Its limit of processes goes along as a ceiling instead, because service managers set one on every unit.
 */
const leavable: readonly (readonly [string, RegExp])[] = [
  ["memory.max", /^max\s*$/u],
  ["memory.high", /^max\s*$/u],
  ["memory.swap.max", /^max\s*$/u],
  ["cpu.max", /^max\b/u],
  ["cpuset.cpus", /^\s*$/u],
];

/** One line of the membership: the controllers of a hierarchy, none in version 2, and where in it this process is. */
interface Membership {
  readonly controllers: readonly string[];
  readonly path: string;
}

/** Folders in which this user may make a cgroup and move a process of its own there, version 2 first. */
export function findCgroups({ membership, mounts }: CgroupPlaces = kernelPlaces): readonly CgroupSpot[] {
  const lines = readText(membership)
    .split("\n")
    .flatMap((line) => parseMembership(line));
  return [
    ...lines.filter((line) => line.controllers.length === 0).flatMap(({ path }) => secondVersion(mounts, path)),
    ...lines.flatMap((line) => firstVersion(mounts, line)),
  ];
}

function parseMembership(line: string): readonly Membership[] {
  const [, names, ...rest] = line.split(":");
  if (names === undefined || rest.length === 0) return [];
  return [{ controllers: names === "" ? [] : names.split(","), path: rest.join(":") }];
}

/** One folder a hierarchy, which may have several controllers: their names are links to one and the same. */
function firstVersion(mounts: string, { controllers: own, path }: Membership): readonly CgroupSpot[] {
  const offered = controllers[1].filter(([name]) => own.includes(name));
  const [first] = offered;
  if (first === undefined) return [];
  const parent = parseAbsolutePath(`${mounts}/${first[0]}/${path}`);
  if (!canMakeIn(parent)) return [];
  return [{ version: 1, parent, resources: offered.map(([, resource]) => resource), processCeiling: undefined }];
}

/** The own folder, or the nearest one around it that hands its controllers on: one with processes in it can't. */
function secondVersion(mounts: string, own: string): readonly CgroupSpot[] {
  const root = [mounts, `${mounts}/unified`].find((mount) =>
    isAccessible(`${mount}/cgroup.controllers`, constants.R_OK),
  );
  if (root === undefined) return [];
  const top = parseAbsolutePath(root);
  let processCeiling: number | undefined;
  let counting: CgroupSpot | undefined;
  let folder = parseAbsolutePath(`${root}/${own}`);
  while (isBeneath(folder, top) && canMakeIn(folder)) {
    const handedOn = readText(`${folder}/cgroup.subtree_control`).trim().split(" ");
    const limited = controllers[2].filter(([name]) => handedOn.includes(name)).map(([, resource]) => resource);
    const spot: CgroupSpot = { version: 2, parent: folder, resources: [...limited, "cpu"], processCeiling };
    if (limited.length > 0) return [spot];
    counting ??= spot;
    if (folder === top || !isLeavable(folder)) break;
    processCeiling = least(processCeiling, readText(`${folder}/pids.max`));
    folder = parseAbsolutePath(dirname(folder));
  }
  return counting === undefined ? [] : [counting];
}

function isLeavable(folder: AbsolutePath): boolean {
  return leavable.every(([file, free]) => {
    const text = readText(`${folder}/${file}`);
    return text === "" || free.test(text);
  });
}

function least(ceiling: number | undefined, text: string): number | undefined {
  const stated = Number.parseInt(text, 10); // NaN for "max"
  if (Number.isNaN(stated)) return ceiling;
  return ceiling === undefined ? stated : Math.min(ceiling, stated);
}

/** Moving a process there needs the right to write the process list of the folder around both. */
function canMakeIn(folder: AbsolutePath): boolean {
  return isAccessible(folder, constants.W_OK) && isAccessible(`${folder}/cgroup.procs`, constants.W_OK);
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false; // not there, another user's, or mounted read-only
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // not mounted, or another version of it
  }
}
