import type { AbsolutePath } from "../base/index.ts";
import { reach, type Reached, type Root, type Tried } from "../files/index.ts";
import { insideName } from "../policy/index.ts";
import { createHostSide } from "../run/index.ts";

/** Opens what paths of the host lead to: as they are, or as commands see them for which another folder is `/`. */
export function createReacher(root: AbsolutePath | undefined): (path: AbsolutePath) => Tried<Reached> {
  if (root === undefined) return (path) => reach(path);
  const inner = rootAt(root);
  return (path) => reach(insideName(root, path), inner);
}

/** As `createHostSide` has it: a system folder is the host's own, whatever stands in for `/`. */
function rootAt(path: AbsolutePath): Root {
  const side = createHostSide(path);
  // The folder is there inside under its name on the host, too.
  return { path, isMount: (inside) => inside === path || side.isMount(inside) };
}
