import type { Row } from "./row.ts";
import { rows } from "./rows.ts";

const rowsByName: ReadonlyMap<string, Row> = new Map(
  rows.flatMap((row) => row.names.split(" ").map((name) => [name, row] as const)),
);

/** The row of a program; versioned names (`python3.12`, `gcc-13`) have the row of the plain one. */
export function findRow(name: string): Row | undefined {
  return rowsByName.get(name) ?? rowsByName.get(name.replace(/-?\d+(?:\.\d+)*$/u, ""));
}
