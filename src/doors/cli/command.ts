import type { CommonOptions, OwnOptions } from "../options.ts";
import type { World } from "../world.ts";

/** What a sub-command gets: its options are read, its words are left. */
export interface Invocation {
  readonly world: World;
  readonly options: CommonOptions;
  readonly own: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
}

/** One sub-command: its own options, and what it does. Returns the exit status. */
export interface Command {
  readonly options: OwnOptions;
  readonly run: (invocation: Invocation) => number | Promise<number>;
}

/** The last value of an option of the command's own. */
export function ownValue(invocation: Invocation, flag: string): string | undefined {
  return invocation.own.get(flag)?.at(-1);
}
