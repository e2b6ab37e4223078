import type { Row } from "./row.ts";
import { rowGroups } from "./rows.ts";

type Index = ReadonlyMap<string, Row>;

/** The groups indexed so far, and the rows that were asked for by one of their names: caches of what never changes. */
const indexes: Index[] = [];
const found = new Map<string, Row>();

function indexOf(group: () => readonly Row[]): Index {
  const index = new Map<string, Row>();
  for (const row of group()) for (const name of row.names.split(" ")) index.set(name, row);
  return index;
}

function findName(name: string): Row | undefined {
  const known = found.get(name);
  if (known !== undefined) return known;
  for (const [place, group] of rowGroups.entries()) {
    const row = (indexes[place] ??= indexOf(group)).get(name);
    if (row === undefined) continue;
    found.set(name, row);
    return row;
  }
  return undefined;
}

/** The row of a program; versioned names (`python3.12`, `gcc-13`) have the row of the plain one. */
export function findRow(name: string): Row | undefined {
  const row = findName(name);
  if (row !== undefined || !/\d$/u.test(name)) return row;
  return findName(name.replace(/-?\d+(?:\.\d+)*$/u, ""));
}

/** Every row there is. */
export function allRows(): readonly Row[] {
  return rowGroups.flatMap((group) => group());
}
