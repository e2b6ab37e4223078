import type { Row } from "../row.ts";

/** Sub-commands that are alike but not the same: one row a name. */
export function eachName(names: string, row: Omit<Row, "names"> = {}): readonly Row[] {
  return names.split(" ").map((name) => ({ ...row, names: name }));
}
