import type { Row } from "./row.ts";
import { rows } from "./rows.ts";

const rowsByName: ReadonlyMap<string, Row> = indexRows();

/** A plain loop, because it runs in every one-shot process before anything is warm. */
function indexRows(): ReadonlyMap<string, Row> {
  const index = new Map<string, Row>();
  for (const row of rows) {
    if (row.names.includes(" ")) for (const name of row.names.split(" ")) index.set(name, row);
    else index.set(row.names, row);
  }
  return index;
}

/** The row of a program; versioned names (`python3.12`, `gcc-13`) have the row of the plain one. */
export function findRow(name: string): Row | undefined {
  return rowsByName.get(name) ?? rowsByName.get(name.replace(/-?\d+(?:\.\d+)*$/u, ""));
}
