import type { AbsolutePath, LayerReport } from "../base/index.ts";
import type { ViewRequest } from "./launch-request.ts";
import { splitEntries } from "./listed-paths.ts";
import type { PathFacts, TreeFacts } from "./path-facts.ts";
import { coverOf, hostPath, type Spot } from "./spot.ts";

/**
 * What is read-only in any folder that can be written, because it decides what runs on the host. Only there: a link planted in its
 * place must not show what it leads to. A profile opens a path by naming it in its allowed ones.
 */
export function guardSpots(request: ViewRequest, { at, trees }: PathFacts, others: readonly Spot[]): readonly Spot[] {
  const { root } = request.profile.sandbox;
  const opened = new Set(
    splitEntries(request.profile.files.allowed).literals.map(({ path }) => at.get(path)?.real ?? path),
  );
  const spot = (path: AbsolutePath, named: boolean): readonly Spot[] => {
    if (opened.has(path) || coverOf(others, path)?.access !== "writable") return [];
    const mount: Spot["mount"] = { kind: "bind", source: hostPath(root, path), target: path, writable: false };
    return [{ path, access: "read-only", mount, named }];
  };
  return [
    // A file is the same under any name: nothing is gained by moving the folders around it.
    ...trees.linked.flatMap((path) => spot(path, false)),
    ...[...trees.guarded, ...trees.reserved].flatMap((path) => spot(path, true)),
  ];
}

/** Of what the walls treat apart, what is held in these. */
export function keptPaths(spots: readonly Spot[], { trees }: PathFacts): Kept {
  const held = new Set(spots.filter(({ access }) => access === "read-only").map(({ path }) => path));
  const isHeld = (path: AbsolutePath): boolean => held.has(path);
  return {
    guarded: [...trees.guarded, ...trees.linked].filter(isHeld),
    reserved: trees.reserved.filter(isHeld),
  };
}

export interface Kept {
  readonly guarded: readonly AbsolutePath[];
  /** These need a stand-in for as long as the command runs. */
  readonly reserved: readonly AbsolutePath[];
}

/** The walls' report, with what could not be guarded. */
export function noteWeaker(layers: readonly LayerReport[], { weaker }: TreeFacts): readonly LayerReport[] {
  if (weaker === undefined) return layers;
  return layers.map((layer) =>
    layer.name === "mounts"
      ? { ...layer, note: layer.note === undefined ? weaker : `${layer.note}; ${weaker}` }
      : layer,
  );
}
