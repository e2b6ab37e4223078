import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import { reach, type Reached, type Tried } from "../files/index.ts";
import { insideName } from "../policy/index.ts";
import { createHostSide } from "../run/index.ts";

/** Opens what paths lead to: as they are on the host, or as commands see them for which another folder is `/`. */
export interface Reacher {
  readonly reach: (path: AbsolutePath) => Tried<Reached>;
  /** Where a path lies on the host. */
  readonly hostOf: (path: AbsolutePath) => AbsolutePath;
}

export function createReacher(root: AbsolutePath | undefined): Reacher {
  if (root === undefined) return { reach: (path) => reach(path), hostOf: (path) => path };
  const side = createHostSide(root);
  // A system folder is the host's own, whatever stands in for `/`.
  const inner = {
    path: root,
    isMount: (inside: AbsolutePath) => side.within(inside) === inside && side.at(inside) !== inside,
  };
  return {
    reach: (path) => reach(insideName(root, path), inner),
    hostOf: (path) => parseAbsolutePath(side.at(insideName(root, path))),
  };
}
