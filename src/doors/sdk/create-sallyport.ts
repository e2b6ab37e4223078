import { ConfigError } from "../../base/index.ts";
import { consult, forgetSession } from "../../consult/index.ts";
import {
  admitOutside,
  followSession,
  type Judgement,
  openSession,
  type PolicyChoice,
  recordCost,
  type Session,
} from "../../engine/index.ts";
import type { CommonOptions } from "../options.ts";
import { takeTurns, type Turns } from "../take-turns.ts";
import type { World } from "../world.ts";
import { answerClient } from "./answer-client.ts";
import { createHooks } from "./create-hooks.ts";
import { keepProfile } from "./keep-profile.ts";
import { meansOf } from "./means-of.ts";
import { createMemory, type Memory } from "./memory.ts";
import { cancelled, readAsked, readUse, refuseUse, type Use } from "./read-call.ts";
import { runCommand } from "./run-command.ts";
import { type Standing, standingOf } from "./standing.ts";
import type { Sallyport, SallyportOptions, Verdict } from "./types.ts";
import { verdictOf } from "./verdict-of.ts";
import { whileWanted } from "./while-wanted.ts";

/** What the SDK knows of the process it lives in. */
export type SdkWorld = Pick<World, "env" | "cwd" | "packageRoot" | "user" | "openNetwork" | "openTls">;

/** A use of a tool that a hook has left to be confirmed: not recorded yet. */
interface OpenUse {
  readonly standing: Standing;
  readonly judgement: Judgement;
}

/** One program's use of Sallyport: its session, and what it was opened with. */
export interface Stay {
  readonly world: SdkWorld;
  /** As its profile is now. */
  readonly session: Session;
  readonly options: SallyportOptions;
  /** Those under which another door goes on with the session. */
  readonly common: CommonOptions;
  /** Aborted when it is disposed of; what runs then is ended. */
  readonly stop: AbortController;
  readonly running: Set<Promise<unknown>>;
  readonly turns: Turns;
  /** By the use's number. */
  readonly uses: Memory<OpenUse>;
  /** What kind each agent is, by its number. */
  readonly agents: Memory<string>;
}

/** Commands that go on at once, and that wait for those: the exec gate waits for this process, too. */
const mostRuns = { atOnce: 64, waiting: 100_000, asked: Infinity };

/** Clients ask about a handful at a time; what nobody has answered by then nobody will. */
const mostUses = 1000;
const mostAgents = 10_000;

/** Opens a session. Throws a `ConfigError` when the profile can't be used. */
export function createSallyportIn(world: SdkWorld, options: SallyportOptions): Sallyport {
  const kept = keepProfile(world, options.profile);
  const stated = commonOptions(options, kept.profile);
  const opened = openSession(world, asking(options, stated));
  const followed = followSession(opened);
  const stay: Stay = {
    world,
    get session() {
      return followed();
    },
    options,
    // The project stays what it is, wherever the agent goes.
    common: { ...stated, ...settled(opened), project: opened.host.places.projectRoot },
    stop: new AbortController(),
    running: new Set(),
    turns: takeTurns(mostRuns),
    uses: createMemory(mostUses, ({ standing, judgement }) => admitOutside(standing.session, judgement)),
    agents: createMemory(mostAgents),
  };
  return {
    get profile() {
      return stay.session.loaded.profile.name;
    },
    decide: async (tool, input, asked) => await decide(stay, { tool, input }, asked),
    run: (command, asked) => runCommand(stay, command, asked),
    canUseTool: async (tool, input, asked) => await answerClient(stay, { tool, input }, asked),
    hooks: createHooks(stay),
    spent: (usd) => {
      if (!recordCost(stay.session, usd)) throw new ConfigError("config/usage", "`spent` takes US dollars, from 0 up");
    },
    [Symbol.asyncDispose]: async () => {
      using _ = kept;
      stay.stop.abort();
      await Promise.allSettled(stay.running);
      stay.uses.clear();
      // Nobody else knows a name that was made up here.
      if (options.session === undefined) forgetSession(opened);
    },
  };
}

/** A callback that is never asked would be a guard that guards nothing; `approve` is for what has to be confirmed anyway. */
function asking({ canUseTool }: SallyportOptions, stated: CommonOptions): CommonOptions & PolicyChoice {
  return canUseTool === undefined ? stated : { ...stated, asks: true, modeOfOpenTools: "default" };
}

/** What follows from that, for other doors. */
function settled({ choice: { mode, allowedTools } }: Session): Partial<CommonOptions> {
  return { ...(mode !== undefined && { mode }), ...(allowedTools && { allowedTools }) };
}

function commonOptions(options: SallyportOptions, profile: string | undefined): CommonOptions {
  const { mode, tools, allowedTools, askTools, disallowedTools, allowDomains, role } = options;
  const { session = `sdk-${crypto.randomUUID()}` } = options;
  const lists = { tools, allowedTools, askTools, disallowedTools, allowDomains };
  const given = Object.entries({ mode, role, session, profile, context: contextOf(options), ...lists });
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    json: false,
    quiet: false,
  };
}

/** What conditions of a profile can ask about: of what callbacks are told the texts, numbers and truths, by names that an option can hold. */
function contextOf({ context }: SallyportOptions): ReadonlyMap<string, string> | undefined {
  if (context === undefined) return undefined;
  const plain = Object.entries(context).filter(
    ([name, value]) => /^[^=]+$/u.test(name) && ["string", "number", "boolean"].includes(typeof value),
  );
  return new Map(plain.map(([name, value]) => [name, String(value)]));
}

async function decide(stay: Stay, given: Record<keyof Use, unknown>, options: unknown): Promise<Verdict> {
  const [use, asked] = [readUse(given.tool, given.input), readAsked(options)];
  if (!use.ok) return verdictOf(refuseUse(stay.session, given, use.why));
  if (!asked.ok) return verdictOf(refuseUse(stay.session, given, asked.why));
  const { tool, input } = use.value;
  const signal = whileWanted(stay, asked.value);
  const { approve: _, ...means } = meansOf(stay.options, { ...asked.value, signal });
  const { session } = standingOf(stay, tool, asked.value);
  if (signal.aborted) return verdictOf(refuseUse(session, given, cancelled));
  return verdictOf(await consult(session, tool, input, means));
}
