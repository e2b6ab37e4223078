import type { Row } from "./row.ts";
import { archiveRows } from "./rows/archives.ts";
import { coreutilsRows } from "./rows/coreutils.ts";
import { gitRows } from "./rows/git.ts";
import { networkRows } from "./rows/network.ts";
import { shellRows } from "./rows/shells.ts";
import { machineRows } from "./rows/machine.ts";
import { textRows } from "./rows/text.ts";
import { wrapperRows } from "./rows/wrappers.ts";

/** Every row of the catalogue, by group. */
export const rows: readonly Row[] = [
  ...coreutilsRows,
  ...textRows,
  ...gitRows,
  ...archiveRows,
  ...networkRows,
  ...machineRows,
  ...shellRows,
  ...wrapperRows,
];
