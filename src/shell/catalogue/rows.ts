import type { Row } from "./row.ts";
import { archiveRows } from "./rows/archives.ts";
import { coreutilsRows } from "./rows/coreutils.ts";
import { gitRows } from "./rows/git.ts";
import { networkRows } from "./rows/network.ts";
import { shellRows } from "./rows/shells.ts";
import { machineRows } from "./rows/machine.ts";
import { textRows } from "./rows/text.ts";
import { wrapperRows } from "./rows/wrappers.ts";
import { administrationRows } from "./rows/administration.ts";
import { buildRows } from "./rows/build.ts";
import { cloudRows } from "./rows/cloud.ts";
import { containerRows } from "./rows/containers.ts";
import { databaseRows } from "./rows/databases.ts";
import { devtoolRows } from "./rows/devtools.ts";
import { launcherRows } from "./rows/launchers.ts";
import { jvmRows } from "./rows/jvm.ts";
import { nodeRows } from "./rows/node.ts";
import { nodePackageRows } from "./rows/node-packages.ts";
import { pythonRows } from "./rows/python.ts";
import { rustGoRows } from "./rows/rust-go.ts";
import { scriptingRows } from "./rows/scripting.ts";

/**
 * The rows by group, made when they are first asked for: most processes read one command and end. Groups that
 * agents use most stand first, and are all that is made for their commands.
 */
export const rowGroups: readonly (() => readonly Row[])[] = [
  coreutilsRows,
  textRows,
  gitRows,
  archiveRows,
  networkRows,
  machineRows,
  shellRows,
  wrapperRows,
  launcherRows,
  administrationRows,
  buildRows,
  cloudRows,
  containerRows,
  databaseRows,
  devtoolRows,
  jvmRows,
  nodeRows,
  nodePackageRows,
  pythonRows,
  rustGoRows,
  scriptingRows,
];
