import type { Action } from "../base/index.ts";
import type { ExecMode, ExecReader } from "./exec-case.ts";
import type { RealExec } from "./real-exec.ts";

/** What a trusted shell or a transparent wrapper starts is judged like the wrapper itself; any other program answers for its own. */
export function nextMode(
  { trusted, faces, copyOf }: RealExec,
  actions: readonly Action[],
  reader: ExecReader,
): ExecMode {
  if (!trusted || copyOf.length > 0) return "guarded";
  if (faces.some(({ name }) => reader.isShell(name))) return "strict";
  const [first, ...rest] = actions;
  if (first?.kind !== "exec" || !first.wrapper) return "guarded";
  return rest.every(({ via }) => via[0]?.transparent !== false) ? "strict" : "guarded";
}

/** The same for a program that was judged as the request itself. */
export function modeBelow(exec: RealExec, reader: ExecReader): ExecMode {
  return nextMode(exec, reader.readClosed(exec.words).actions, reader);
}
