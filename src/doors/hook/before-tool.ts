import { ConfigError, isStricter } from "../../base/index.ts";
import { consult, inputInstead } from "../../consult/index.ts";
import {
  admitOutside,
  judgeAhead,
  type Judgement,
  nobodyToAsk,
  refusalLine,
  servedTools,
  type Session,
} from "../../engine/index.ts";
import { preToolAnswer } from "../pre-tool-answer.ts";
import type { HookAnswer, HookAsked, ToolEvent } from "./hook.ts";
import { patchUses } from "./patch-uses.ts";
import type { ToolUse } from "./read-event.ts";
import { sessionOf } from "./session-of.ts";
import { throughSallyport } from "../through-sallyport.ts";

/** The verdict on a tool that the client is about to use. */
export async function beforeTool(event: ToolEvent, asked: HookAsked): Promise<HookAnswer> {
  const { session, options } = sessionOf(event, asked, event.use.tool);
  // A tool of Sallyport's own server, which decides once more: the client's word is left to the client.
  const served = servedTools.get(event.use.tool);
  const consulted = await consultUse(session, { ...event.use, tool: served ?? event.use.tool }, asked);
  const judgement: Judgement =
    asked.client.wayToAsk === undefined ? consulted : { ...consulted, decision: nobodyToAsk(consulted) };
  const command = served === undefined ? throughSallyport({ session, options, judgement }, asked) : undefined;
  const decision = admitOutside(session, judgement, (command ?? served) === undefined ? "here" : "there");
  const { effect } = decision;
  if (served !== undefined && effect !== "deny") return undefined;
  const reason = refusalLine(decision, session.loaded.profile.name);
  const input = command === undefined ? undefined : { ...judgement.request.input, command };
  const { hookSpecificOutput, ...stop } = preToolAnswer({ effect, reason, judgement, input });
  return { ...(asked.client.stopsBefore && stop), hookSpecificOutput };
}

/** Of a patch the strictest verdict on its files. */
async function consultUse(session: Session, use: ToolUse, { client }: HookAsked): Promise<Judgement> {
  const { wayToAsk } = client;
  const files = client.patches ? patchUses(use) : undefined;
  if (files?.length === 0) throw new ConfigError("config/usage", "hook: the patch names no file");
  const judge = async ({ tool, input, context }: Omit<ToolUse, "output">): Promise<Judgement> =>
    await judgeAhead(session, await consult(session, tool, input, { context, ...(wayToAsk && { wayToAsk }) }));
  if (files === undefined) return await judge(use);
  const judgements: Judgement[] = [];
  for (const file of files) judgements.push(await judge(file));
  if (judgements.some((one) => inputInstead(one) !== undefined))
    throw new ConfigError(
      "config/usage",
      "hook: the paths of a patch can't be changed, as this profile does (sandbox.root)",
    );
  return judgements.reduce((one, other) => (isStricter(other.decision.effect, one.decision.effect) ? other : one));
}
