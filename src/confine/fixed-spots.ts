import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import type { HostFacts, ProcEntry, SystemFolder } from "./host-facts.ts";
import type { Spot } from "./spot.ts";

/** Empty folders of the sandbox's own, whatever the host has there. */
export const privateFolders = ["/tmp", "/var/tmp", "/run"].map((path) => parseAbsolutePath(path));

const procFolder = parseAbsolutePath("/proc");
const devFolder = parseAbsolutePath("/dev");
const sharedMemory = parseAbsolutePath("/dev/shm");
const sysFolder = parseAbsolutePath("/sys");

/** An empty folder of the sandbox's own. */
export function privateSpot(path: AbsolutePath): Spot {
  return { path, access: "private", mount: { kind: "private", target: path }, named: false };
}

export function sealSpot(path: AbsolutePath): Spot {
  return { path, access: "none", mount: { kind: "seal", target: path }, named: false };
}

/**
 * What stands at `/`: an empty folder of the sandbox's own, the host's own root, or the folder that stands in
 * for it.
 */
export type Base = "empty" | "host" | "stand-in";

/** A system folder that is a link (`/bin` → `usr/bin`) stays one; nothing new is linked into a folder of the host's. */
function systemSpots({ path, link }: SystemFolder, base: Base): readonly Spot[] {
  if (link !== undefined && base === "host") return [];
  const source = link === undefined ? path : parseAbsolutePath(link, "/");
  const mount: Spot["mount"] =
    link !== undefined && base === "empty"
      ? { kind: "link", target: path, to: link }
      : { kind: "bind", source, target: path, writable: false };
  return [{ path, access: "read-only", mount, named: false }];
}

function procSpot({ path, shape, treatment }: ProcEntry): Spot {
  const isMasked = treatment === "mask";
  return {
    path,
    access: isMasked ? "none" : "read-only",
    mount: isMasked
      ? { kind: "mask", target: path, shape }
      : { kind: "bind", source: path, target: path, writable: false },
    named: false,
  };
}

/** The system as every sandbox has it. */
export function fixedSpots(host: HostFacts, base: Base): readonly Spot[] {
  return [
    ...host.systemFolders.flatMap((folder) => systemSpots(folder, base)),
    // A folder that stands in for / is nobody else's: what is written to its /tmp lands there like everything else.
    ...(base === "stand-in" ? [] : privateFolders.map(privateSpot)),
    { path: procFolder, access: "private", mount: { kind: "proc", target: procFolder }, named: false },
    ...host.procEntries.map(procSpot),
    { path: devFolder, access: "private", mount: { kind: "dev", target: devFolder }, named: false },
    privateSpot(sharedMemory),
    ...(base === "empty" ? [] : [privateSpot(sysFolder)]),
  ];
}

/** Closed after everything has been mounted: folders in which nobody has anything to make. */
export function seals(base: Base): readonly Spot[] {
  return [sealSpot(devFolder), sealSpot(base === "empty" ? parseAbsolutePath("/") : sysFolder)];
}

/** Where something of the sandbox's own is mounted, and so must be a folder even in a root of the host's. */
export const fixedTargets: readonly AbsolutePath[] = [...privateFolders, procFolder, devFolder, sysFolder];
