/** What is counted of a session, each with the profile's limit for it. */
export type Countable = "reads" | "writes" | "requests";

/** How much of each; absent is none. */
export type Amounts = Readonly<Partial<Record<Countable, number>>>;

export interface AgentPlace {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** What its client calls an agent that goes on after its tool has been used. */
  readonly agentId?: string;
}

/** What a session has used so far. */
export interface Usage extends Readonly<Record<Countable, number>> {
  /** Agents that were started and have not ended, by the use of the tool that started them. */
  readonly agents: readonly AgentPlace[];
  /** Agents that have used a tool, by what their client calls them, with the first time. */
  readonly heard: readonly AgentPlace[];
  /** Of its first use: milliseconds since 1970. */
  readonly started: number;
}

/** Keeps what one session has used. */
export interface UsageKeeper {
  /**
   * One change at a time, whoever makes it, in this process or another. `by` gives what was used from now on, or nothing to leave it as
   * it was. Throws an `EnforcementError` when it can't be kept.
   */
  readonly change: <T>(by: (usage: Usage) => readonly [usage: Usage | undefined, told: T]) => T;
}

export const freshUsage = (): Usage => ({
  started: Date.now(),
  reads: 0,
  writes: 0,
  requests: 0,
  agents: [],
  heard: [],
});

/** For a session that ends with its process. */
export function keepInMemory(): UsageKeeper {
  let usage = freshUsage();
  return {
    change: (by) => {
      const [changed, told] = by(usage);
      usage = changed ?? usage;
      return told;
    },
  };
}
