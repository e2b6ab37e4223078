import type { Word } from "../base/index.ts";
import { type BuiltinReader, builtinOptions } from "./builtin-use.ts";
import { eitherFolders, failed, type Flow, type Folder, type Folders, isHomePath, moveTo, nowhere } from "./folders.ts";
import { pathRefs } from "./path-refs.ts";
import { emit, type Place, type Tape } from "./tape.ts";

/** `cd`: a move to a static folder is followed, and the folder itself is looked at. */
export const cdBuiltin: BuiltinReader = (tape, place, { words, folders }) => {
  const { operands, hidden } = builtinOptions(words, "");
  const [target] = operands;
  if (hidden || (target !== undefined && target.kind === "opaque")) return { flow: lost(folders) };
  if (target === undefined) return { flow: moveTo(folders, () => "~") };
  if (target.value === "-") return { flow: goBack(folders) };
  return { flow: visit(tape, place, target, folders) };
};

export const pushdBuiltin: BuiltinReader = (tape, place, { words, folders }) => {
  const { operands } = builtinOptions(words, "");
  const [target] = operands;
  const known = target?.kind === "static" && !/^[-+]\d/u.test(target.value);
  if (!known) return { flow: lost(folders) };
  const { ok, fail } = visit(tape, place, target, folders);
  return { flow: { ok: ok.map((folder) => ({ ...folder, stack: [folder.previous ?? "", ...folder.stack] })), fail } };
};

export const popdBuiltin: BuiltinReader = (_tape, _place, { words, folders }) => {
  const [option] = words.slice(1);
  if (option !== undefined) return { flow: lost(folders) };
  const ok = folders.map((folder) => {
    const [path, ...stack] = folder.stack;
    // with nothing on the stack it fails and stays
    if (path === undefined) return folder;
    return { path, stack, doubtful: folder.doubtful, previous: folder.path };
  });
  return { flow: { ok: eitherFolders([], ok), fail: failed(folders) } };
};

/** `cd -`; where nobody was before it fails and stays, as far as this text knows. */
function goBack(folders: Folders): Flow {
  const ok = folders.map((folder): Folder => {
    if (folder.previous === undefined && folder.doubtful) return folder;
    return { ...folder, path: folder.previous, previous: folder.path };
  });
  return { ok: eitherFolders([], ok), fail: failed(folders) };
}

function visit(tape: Tape, place: Place, target: Extract<Word, { kind: "static" }>, folders: Folders): Flow {
  const refs = pathRefs(place, target, folders);
  for (const path of refs) {
    emit(tape, { kind: "read", path, deep: false, at: place.fixed ?? target.at, via: place.via });
  }
  // a quoted `~` is a name: the reference has it spelled so
  const spelled =
    isHomePath(target.value) && refs.every(({ path }) => !isHomePath(path)) ? `./${target.value}` : target.value;
  return moveTo(folders, () => spelled);
}

/** Nobody knows where to. */
function lost(folders: Folders): Flow {
  const unknown: Folder = { path: undefined, doubtful: false, previous: undefined, stack: [] };
  return { ok: [unknown], fail: failed(folders) };
}

export const exitBuiltin: BuiltinReader = () => ({ flow: nowhere });

/** `return` leaves a function where it stands; outside of one it fails and the text goes on. */
export const returnBuiltin: BuiltinReader = (tape, place, { folders }) => {
  if (place.calls.length === 0) return { flow: nowhere };
  const left = tape.returns.at(-1);
  if (left !== undefined) tape.returns[tape.returns.length - 1] = eitherFolders(left, folders);
  return { flow: nowhere };
};
