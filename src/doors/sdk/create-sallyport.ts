import { consult, inputInstead, type Means } from "../../consult/index.ts";
import {
  admitOutside,
  judgeAhead,
  type Judgement,
  openSession,
  refusalLine,
  type Session,
} from "../../engine/index.ts";
import type { CommonOptions } from "../options.ts";
import type { World } from "../world.ts";
import { createHooks } from "./create-hooks.ts";
import { keepProfile } from "./keep-profile.ts";
import { meansOf } from "./means-of.ts";
import { runCommand } from "./run-command.ts";
import type { DecideOptions, Sallyport, SallyportOptions, ToolInput, Verdict } from "./types.ts";
import { verdictOf } from "./verdict-of.ts";
import { confinedInput } from "./confined-input.ts";

/** What the SDK knows of the process it lives in. */
export type SdkWorld = Pick<World, "env" | "cwd" | "packageRoot" | "user" | "openNetwork" | "openTls">;

/** One program's use of Sallyport: its session, and what it was opened with. */
export interface Stay {
  readonly world: SdkWorld;
  readonly session: Session;
  readonly options: SallyportOptions;
  /** Those under which another door goes on with the session. */
  readonly common: CommonOptions;
  /** Verdicts of hooks that left a request to be confirmed, by the use's number: not recorded yet. */
  readonly open: Map<string, Judgement>;
}

/** Opens a session. Throws a `ConfigError` when the profile can't be used. */
export function createSallyportIn(world: SdkWorld, options: SallyportOptions): Sallyport {
  const {
    mode,
    tools,
    allowedTools,
    askTools,
    disallowedTools,
    allowDomains,
    role,
    session: name = `sdk-${crypto.randomUUID()}`,
  } = options;
  const kept = keepProfile(world, options.profile);
  const lists = { tools, allowedTools, askTools, disallowedTools, allowDomains };
  const given = Object.entries({ mode, role, session: name, profile: kept.profile, ...lists });
  const common: CommonOptions = {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    json: false,
    quiet: false,
  };
  const session = openSession(world, common);
  const stay: Stay = { world, session, options, common, open: new Map() };
  return {
    profile: session.loaded.profile.name,
    decide: async (tool, input, asked) => await decide(stay, { tool, input }, asked),
    run: (command, asked) => runCommand(stay, command, asked),
    canUseTool: async (tool, input, { signal, toolUseID, agentID }) =>
      await answerClient(
        stay,
        { tool, input },
        { signal, ...(toolUseID && { toolUseID }), ...(agentID && { agentID }) },
      ),
    hooks: createHooks(stay),
    [Symbol.asyncDispose]: () => {
      for (const judgement of stay.open.values()) admitOutside(session, judgement);
      stay.open.clear();
      kept[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

interface Use {
  readonly tool: string;
  readonly input: ToolInput;
}

async function decide({ session, options }: Stay, { tool, input }: Use, asked: DecideOptions = {}): Promise<Verdict> {
  const { approve: _, ...means } = meansOf(options, asked);
  const judgement = await consult(session, tool, input, means);
  return verdictOf(judgement);
}

async function answerClient(
  stay: Stay,
  { tool, input }: Use,
  asked: DecideOptions,
): ReturnType<Sallyport["canUseTool"]> {
  const { session, options, open } = stay;
  const means: Means = meansOf(options, asked);
  const judgement = await judgeAhead(session, await consult(session, tool, input, means));
  if (asked.toolUseID !== undefined) open.delete(asked.toolUseID);
  const command = confinedInput(stay, judgement);
  const decision = admitOutside(session, judgement, command === undefined ? "here" : "there");
  if (decision.effect !== "allow") {
    const interrupt = judgement.consulted?.interrupt === true;
    return {
      behavior: "deny",
      message: refusalLine(decision, session.loaded.profile.name),
      ...(interrupt && { interrupt }),
    };
  }
  return { behavior: "allow", updatedInput: { ...(command ?? inputInstead(judgement) ?? input) } };
}
