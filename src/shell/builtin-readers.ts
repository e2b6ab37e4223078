import { aliasBuiltin } from "./aliases.ts";
import { declareBuiltin } from "./builtin-declare.ts";
import { cdBuiltin, exitBuiltin, popdBuiltin, pushdBuiltin, returnBuiltin } from "./builtin-flow.ts";
import {
  getoptsBuiltin,
  letBuiltin,
  mapfileBuiltin,
  readBuiltin,
  shiftBuiltin,
  unsetBuiltin,
  waitBuiltin,
} from "./builtin-names.ts";
import { enableBuiltin, hashBuiltin, historyBuiltin, setBuiltin, shoptBuiltin } from "./builtin-options.ts";
import { completeBuiltin, evalBuiltin, sourceBuiltin, trapBuiltin } from "./builtin-text.ts";
import type { BuiltinReader } from "./builtin-use.ts";
import { type BuiltinReaderName, type BuiltinRow, builtinRows } from "./builtins.ts";

const readers: Readonly<Record<BuiltinReaderName, BuiltinReader>> = {
  alias: aliasBuiltin,
  cd: cdBuiltin,
  complete: completeBuiltin,
  declare: declareBuiltin,
  enable: enableBuiltin,
  eval: evalBuiltin,
  exit: exitBuiltin,
  getopts: getoptsBuiltin,
  hash: hashBuiltin,
  history: historyBuiltin,
  let: letBuiltin,
  mapfile: mapfileBuiltin,
  popd: popdBuiltin,
  pushd: pushdBuiltin,
  read: readBuiltin,
  return: returnBuiltin,
  set: setBuiltin,
  shift: shiftBuiltin,
  shopt: shoptBuiltin,
  source: sourceBuiltin,
  trap: trapBuiltin,
  unset: unsetBuiltin,
  wait: waitBuiltin,
};

const rowByName: ReadonlyMap<string, BuiltinRow> = new Map(
  builtinRows.flatMap((row) => row.names.split(" ").map((name): [string, BuiltinRow] => [name, row])),
);

/** True for what bash does by itself, whether or not a program of that name exists. */
export function isBuiltin(name: string): boolean {
  return rowByName.has(name);
}

export function findBuiltin(name: string): BuiltinRow | undefined {
  return rowByName.get(name);
}

export function builtinReader(row: BuiltinRow): BuiltinReader | undefined {
  return row.reader === undefined ? undefined : readers[row.reader];
}
