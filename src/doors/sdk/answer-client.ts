import { consult, inputInstead } from "../../consult/index.ts";
import {
  admitOutside,
  judgeAhead,
  judgeRefused,
  type Judgement,
  nobodyToAsk,
  refusalLine,
  refuseClient,
  servedTools,
} from "../../engine/index.ts";
import { recordFailure } from "../record-failure.ts";
import { confinedInput } from "./confined-input.ts";
import { reasonOf } from "./create-hooks.ts";
import type { Stay } from "./create-sallyport.ts";
import { meansOf } from "./means-of.ts";
import { cancelled, readAsked, readUse, refuseUse, type Use } from "./read-call.ts";
import { type Standing, standingOf } from "./standing.ts";
import type { DecideOptions, PermissionResult } from "./types.ts";
import { whileWanted } from "./while-wanted.ts";

/** The answer to the Agent SDK's `canUseTool`; whatever goes wrong is a denial. */
export async function answerClient(
  stay: Stay,
  given: Record<keyof Use, unknown>,
  options: unknown,
): Promise<PermissionResult> {
  try {
    const [use, asked] = [readUse(given.tool, given.input), readAsked(options)];
    if (!use.ok) return refuse(stay, given, use.why);
    if (!asked.ok) return refuse(stay, given, asked.why);
    // A client tells the number of an agent, and no kind of it.
    const { signal: _own, agentType: _, timeoutMs: __, ...told } = asked.value;
    const signal = whileWanted(stay, asked.value);
    return await answer(stay, use.value, { ...told, signal });
  } catch (error) {
    const why = reasonOf(error);
    return { behavior: "deny", message: recordFailure(why, () => refuseClient(stay.session, why)) };
  }
}

function refuse({ session }: Stay, given: Record<keyof Use, unknown>, why: string): PermissionResult {
  const decision = admitOutside(session, refuseUse(session, given, why));
  return { behavior: "deny", message: refusalLine(decision, session.loaded.profile.name) };
}

async function answer(stay: Stay, { tool, input }: Use, asked: DecideOptions): Promise<PermissionResult> {
  const { toolUseID: id } = asked;
  const served = servedTools.get(tool);
  const standing = standingFor(stay, served ?? tool, asked);
  const { session } = standing;
  const judgement = await judge(stay, standing, {
    use: { tool: served ?? tool, input },
    asked,
    isServed: served !== undefined,
  });
  if (id !== undefined) stay.uses.take(id);
  // Nobody else is asked after this, but by its own server.
  const last = served === undefined ? { ...judgement, decision: nobodyToAsk(judgement) } : judgement;
  const command = served === undefined ? confinedInput(stay, standing, last) : undefined;
  const decision = admitOutside(session, last, (command ?? served) === undefined ? "here" : "there");
  const { effect } = decision;
  if (effect === "allow")
    return { behavior: "allow", updatedInput: { ...(command ?? inputInstead(judgement) ?? input) } };
  if (served !== undefined && effect === "ask") return { behavior: "allow", updatedInput: { ...input } };
  const interrupt = judgement.consulted?.interrupt === true;
  const message = refusalLine(decision, session.loaded.profile.name);
  return { behavior: "deny", message, ...(interrupt && { interrupt }) };
}

/** As the hook has told of this use; else as far as the client tells now. */
function standingFor(stay: Stay, tool: string, { toolUseID, agentID, agentType }: DecideOptions): Standing {
  const told = toolUseID === undefined ? undefined : stay.uses.find(toolUseID);
  const known = agentType ?? (agentID === undefined ? undefined : stay.agents.find(agentID));
  return told?.standing ?? standingOf(stay, tool, { agentType: known });
}

const unknownAgent = "which kind of agent asks is not known: give the client `hooks` as well as `canUseTool`";

interface Judging {
  readonly use: Use;
  readonly asked: DecideOptions;
  /** Its own server asks whoever is to be asked. */
  readonly isServed: boolean;
}

async function judge(stay: Stay, { session }: Standing, { use, asked, isServed }: Judging): Promise<Judgement> {
  const { tool, input } = use;
  if (isStranger(stay, session.loaded.profile.agents, asked))
    return judgeRefused(session, { tool, input, why: unknownAgent });
  const { canUseTool: _, approve: __, ...others } = stay.options;
  const means = meansOf(isServed ? others : stay.options, asked);
  const judgement = await judgeAhead(session, await consult(session, tool, input, means));
  return asked.signal?.aborted === true ? refuseUse(session, use, cancelled) : judgement;
}

/** An agent of which only the number is known, where it makes a difference which one it is. */
function isStranger(stay: Stay, defined: readonly string[] | undefined, asked: DecideOptions): boolean {
  const { toolUseID, agentID, agentType } = asked;
  if (agentID === undefined || agentType !== undefined || (defined ?? []).length === 0) return false;
  const isTold = toolUseID !== undefined && stay.uses.find(toolUseID) !== undefined;
  return !isTold && stay.agents.find(agentID) === undefined;
}
