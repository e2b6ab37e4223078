import type { Row } from "./row.ts";
import { wrapperRows } from "./rows/wrappers.ts";

/** Every row of the catalogue, by group. */
export const rows: readonly Row[] = [...wrapperRows];
