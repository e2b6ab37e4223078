import type { EnvChange } from "../base/index.ts";
import { limits } from "./limits.ts";
import type { Tape } from "./tape.ts";

/** Keeps an assignment in force for what follows; the oldest go first, since each was judged on its own. */
export function remember(tape: Tape, change: EnvChange): void {
  tape.env = extend(tape.env, [change]);
}

/** Assignments in force with further ones on top. */
export function extend(env: readonly EnvChange[], changes: readonly EnvChange[]): readonly EnvChange[] {
  if (changes.length === 0) return env;
  const names = new Set(changes.map(({ name }) => name));
  return [...env.filter(({ name }) => !names.has(name)), ...changes].slice(-limits.environment);
}
