import type { Row } from "./row.ts";
import { administrationRows } from "./rows/administration.ts";
import { archiveRows } from "./rows/archives.ts";
import { buildRows } from "./rows/build.ts";
import { checkerRows } from "./rows/checkers.ts";
import { cloudRows } from "./rows/cloud.ts";
import { clusterRows } from "./rows/clusters.ts";
import { compiledRows } from "./rows/compiled.ts";
import { compilerRows } from "./rows/compilers.ts";
import { composeRows } from "./rows/compose.ts";
import { containerRows } from "./rows/containers.ts";
import { coreutilsReadingRows } from "./rows/coreutils-reading.ts";
import { coreutilsOtherRows } from "./rows/coreutils-other.ts";
import { coreutilsWritingRows } from "./rows/coreutils-writing.ts";
import { databaseRows } from "./rows/databases.ts";
import { denyOnlyWrapperRows } from "./rows/deny-only-wrappers.ts";
import { distributionPackageRows } from "./rows/distribution-packages.ts";
import { dotnetSwiftRows } from "./rows/dotnet-swift.ts";
import { functionalRows } from "./rows/functional.ts";
import { gitRows } from "./rows/git.ts";
import { githubRows } from "./rows/github.ts";
import { goRows } from "./rows/go.ts";
import { imageToolRows } from "./rows/image-tools.ts";
import { infrastructureRows } from "./rows/infrastructure.ts";
import { jvmRows } from "./rows/jvm.ts";
import { kubernetesRows } from "./rows/kubernetes.ts";
import { launcherRows } from "./rows/launchers.ts";
import { loadRows } from "./rows/load.ts";
import { machineRows } from "./rows/machine.ts";
import { mediaRows } from "./rows/media.ts";
import { networkRows } from "./rows/network.ts";
import { nixGuixRows } from "./rows/nix-guix.ts";
import { nodeRows } from "./rows/node.ts";
import { nodeBuildRows } from "./rows/node-builds.ts";
import { nodeCheckRows } from "./rows/node-checks.ts";
import { npmRows } from "./rows/npm.ts";
import { otherPackageRows } from "./rows/other-packages.ts";
import { pythonRows } from "./rows/python.ts";
import { pythonCheckRows } from "./rows/python-checks.ts";
import { pythonPackageRows } from "./rows/python-packages.ts";
import { pythonProjectRows } from "./rows/python-projects.ts";
import { rubyRows } from "./rows/ruby.ts";
import { rustRows } from "./rows/rust.ts";
import { scriptingRows } from "./rows/scripting.ts";
import { secretStoreRows } from "./rows/secret-stores.ts";
import { serviceRows } from "./rows/services.ts";
import { shellRows } from "./rows/shells.ts";
import { taskRunnerRows } from "./rows/task-runners.ts";
import { terminalRows } from "./rows/terminals.ts";
import { textRows } from "./rows/text.ts";
import { versionControlRows } from "./rows/version-control.ts";
import { versionManagerRows } from "./rows/version-managers.ts";
import { wrapperRows } from "./rows/wrappers.ts";
import { yarnBunRows } from "./rows/yarn-bun.ts";

/**
 * The rows by group, made when they are first asked for: most processes read one command and end. Groups that
 * agents use most stand first, and are all that is made for their commands.
 */
export const rowGroups: readonly (() => readonly Row[])[] = [
  coreutilsReadingRows,
  coreutilsWritingRows,
  coreutilsOtherRows,
  textRows,
  gitRows,
  archiveRows,
  networkRows,
  machineRows,
  shellRows,
  wrapperRows,
  denyOnlyWrapperRows,
  launcherRows,
  serviceRows,
  distributionPackageRows,
  otherPackageRows,
  nixGuixRows,
  administrationRows,
  buildRows,
  compilerRows,
  infrastructureRows,
  cloudRows,
  githubRows,
  versionControlRows,
  containerRows,
  composeRows,
  imageToolRows,
  kubernetesRows,
  clusterRows,
  databaseRows,
  terminalRows,
  taskRunnerRows,
  versionManagerRows,
  mediaRows,
  secretStoreRows,
  checkerRows,
  loadRows,
  jvmRows,
  dotnetSwiftRows,
  nodeRows,
  nodeCheckRows,
  nodeBuildRows,
  npmRows,
  yarnBunRows,
  pythonRows,
  pythonPackageRows,
  pythonProjectRows,
  pythonCheckRows,
  rustRows,
  goRows,
  scriptingRows,
  rubyRows,
  functionalRows,
  compiledRows,
];
