import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";
import type { Landlock } from "./launch.ts";
import type { FileView } from "./plan-files.ts";
import { coverOf, type Spot } from "./spot.ts";

type Wall = "none" | "read" | "write";

/** Devices without a state of their own, and a process's own terminal. New terminals would come with everybody else's. */
const devices = ["null", "zero", "full", "random", "urandom", "tty"].map((name) => parseAbsolutePath(`/dev/${name}`));

const procFolder = parseAbsolutePath("/proc");

/** The same file tree in grants, where the host's own is all there is: what would be mounted over is closed. */
export function planLandlockAlone(view: FileView): Landlock {
  const walls = new Map<AbsolutePath, Wall>();
  for (const spot of view.spots) {
    const wall = wallOf(spot, view.spots);
    if (wall !== undefined) walls.set(hostSide(spot), wall);
  }
  const having = (wanted: Wall): readonly AbsolutePath[] =>
    [...walls].filter(([, wall]) => wall === wanted).map(([path]) => path);
  return {
    role: "alone",
    required: true,
    none: having("none"),
    read: having("read"),
    write: having("write"),
    device: devices,
  };
}

function wallOf({ path, access, mount }: Spot, spots: readonly Spot[]): Wall | undefined {
  switch (mount.kind) {
    case "bind":
      return isInProc(path) ? undefined : access === "writable" ? "write" : "read";
    case "link":
    case "proc":
      return "read";
    case "mask":
      return isInProc(path) ? undefined : "none";
    // What is not there must not be made. To hide it too would cost more than it is worth: see `walls.h`.
    case "stand-in":
      return "read";
    case "script":
      return isReadable(path, spots) ? undefined : "read";
    case "resolver": // only where there are mounts
    case "seal":
      return undefined;
    case "private":
    case "dev":
      return "none";
  }
}

/** One grant holds for all of /proc: its entries come and go, and what is the machine's the kernel guards itself. */
function isInProc(path: AbsolutePath): boolean {
  return path !== procFolder && isBeneath(path, procFolder);
}

function isReadable(path: AbsolutePath, spots: readonly Spot[]): boolean {
  const around = coverOf(
    spots.filter((spot) => spot.path !== path),
    path,
  );
  return around?.access === "writable" || around?.access === "read-only";
}

function hostSide({ path, mount }: Spot): AbsolutePath {
  if (mount.kind === "link") return parseAbsolutePath(mount.to, "/");
  return mount.kind === "bind" ? mount.source : path;
}

/**
 * Behind bubblewrap's mounts: writing only where they are writable too. What they hide or hold read-only they hold by
 * themselves. Nothing in /proc is written: in `/proc/PID/mem` one program could be rewritten by another.
 */
export function planLandlockSecond({ sandbox }: EffectiveProfile, { spots }: FileView): Landlock {
  const root = parseAbsolutePath("/");
  const open = new Set(
    spots.filter(({ access, mount }) => access === "writable" || mount.kind === "private").map(({ path }) => path),
  );
  return {
    role: "second",
    required: sandbox.layers.get("landlock") === "required",
    none: [],
    read: open.has(root) ? [] : [root],
    write: [...open],
    device: [parseAbsolutePath("/dev")],
  };
}
