import { type AbsolutePath, isBeneath, kernelFolders, parseAbsolutePath } from "../base/index.ts";
import { insideName } from "../policy/index.ts";
import { createHostSide, createPathResolver, type HostSide } from "../run/index.ts";
import { realTarget } from "./real-target.ts";

/** Where a path lies on the host, and where it leads with every link resolved. */
interface Target {
  readonly path: AbsolutePath;
  readonly real: AbsolutePath;
}

/** Follows paths as they are spelled from `cwd`: on the host, or as commands do for which another folder is `/`. */
export function createFollower(
  root: AbsolutePath | undefined,
  home: AbsolutePath,
  cwd: AbsolutePath,
): (spelled: string) => Target {
  if (root === undefined) {
    return (spelled) => {
      const path = absolute(spelled, home, cwd);
      return { path, real: realTarget(path) };
    };
  }
  const side = ownNameToo(root, createHostSide(root));
  const resolve = createPathResolver(side);
  const onHost = (inside: AbsolutePath): AbsolutePath => parseAbsolutePath(side.at(inside));
  return (spelled) => {
    const inside = insideName(root, absolute(spelled, home, insideName(root, cwd)));
    if (inside.includes("\0") || kernelFolders.some((folder) => isBeneath(inside, folder)))
      return { path: inside, real: inside };
    return { path: onHost(inside), real: onHost(resolve(inside).real) };
  };
}

/** The folder is there inside under its name on the host, too. */
function ownNameToo(root: AbsolutePath, side: HostSide): HostSide {
  const isOwn = (path: AbsolutePath): boolean => root !== "/" && isBeneath(path, root);
  return {
    ...side,
    at: (path) => (isOwn(path) ? path : side.at(path)),
    within: (folder) => (isOwn(folder) ? folder : side.within(folder)),
  };
}

function absolute(spelled: string, home: AbsolutePath, cwd: AbsolutePath): AbsolutePath {
  const isHome = spelled === "~" || spelled.startsWith("~/");
  return isHome ? parseAbsolutePath(`${home}/${spelled.slice(1)}`) : parseAbsolutePath(spelled, cwd);
}
