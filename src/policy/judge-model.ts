import type { EffectiveProfile } from "./effective-profile.ts";
import type { Verdict } from "./verdict.ts";

type Input = Readonly<Record<string, unknown>>;

/** What a profile says of the models of agents. */
type Profile = Pick<EffectiveProfile, "models" | "agentModels">;

/** What a client says where an agent has the model of whoever starts it. */
export const inherited = "inherit";

/** The model of an agent that is to be started: what the request says, what the agent's definition does, the default. */
function modelOf(agent: string, { model }: Input, { models, agentModels }: Profile): unknown {
  return model ?? agentModels.get(agent) ?? models?.default;
}

/** The model to add to a request that names none; nothing where it needs none. */
export function defaultModel(agent: string, input: Input, { models, agentModels }: Profile): string | undefined {
  return (input["model"] ?? undefined) === undefined && !agentModels.has(agent) ? models?.default : undefined;
}

/** What speaks against the model of an agent that is to be started. */
export function refusedModel(agent: string, input: Input, profile: Profile): Verdict | undefined {
  const { models } = profile;
  const model = modelOf(agent, input, profile);
  if (models === undefined || model === undefined || model === inherited) return undefined;
  if (typeof model !== "string") return { effect: "deny", code: "tool/bad-input", subject: "Task model" };
  const told = { subject: `Task(${agent}) with the model ${model}` };
  if (!models.allowed.some((name) => isModel(model, name)))
    return { effect: "deny", code: "agent/model-not-allowed", ...told };
  return models.askForOpus && isModel(model, "opus")
    ? { effect: "ask", code: "agent/model-asked", ...told }
    : undefined;
}

/** `opus` is `claude-opus-4-1` too; a whole name is only itself. */
export function isModel(model: string, name: string): boolean {
  return model === name || (/^[a-z]+$/u.test(name) && model.split("-").includes(name));
}
