import type { AgentBound, PermissionMode, RuleEntry } from "./effective-profile.ts";
import { type Layer, sourceIn } from "./layer.ts";
import { modeNamed } from "./profile-fields.ts";
import type { ProfileBody } from "./profile-schema.ts";
import { normalRule, splitRule } from "./rule-spelling.ts";

type Agent = NonNullable<ProfileBody["agents"]>[string];

/** One definition with the place it was written at. */
interface Defined {
  readonly name: string;
  readonly agent: Agent;
  readonly layer: Layer;
}

/** What the agents take away from what their parent may do. */
interface MergedAgents {
  readonly within: readonly AgentBound[];
  readonly refusals: readonly RuleEntry[];
  readonly modes: readonly PermissionMode[];
}

/** Names of the agents that there are; nothing when nobody defines one. A layer that only takes away adds none to those of others. */
export function agentNames(layers: readonly Layer[]): readonly string[] | undefined {
  const namesIn = (some: readonly Layer[]): readonly string[] => [
    ...new Set(some.flatMap(({ body }) => Object.keys(body.agents ?? {}))),
  ];
  const others = namesIn(layers.filter(({ power }) => power !== "narrow"));
  const names = others.length === 0 ? namesIn(layers) : others;
  return names.length === 0 ? undefined : names;
}

/** The models that the nearest definitions name. */
export function agentModels(layers: readonly Layer[]): ReadonlyMap<string, string> {
  const named = (agentNames(layers) ?? []).flatMap((name): [string, string][] => {
    const model = definitionsOf(layers, name).find(({ agent }) => agent.model !== undefined)?.agent.model;
    return model === undefined ? [] : [[name, model]];
  });
  return new Map(named);
}

/** The nearest definition of each agent that may allow; those that only take away count all of them. */
export function mergeAgents(layers: readonly Layer[], names: readonly string[]): MergedAgents {
  const defined = names.flatMap((name) => definitionsOf(layers, name));
  return {
    within: defined.map(boundOf),
    refusals: defined.flatMap(refusalsOf),
    modes: defined.flatMap(({ agent }) =>
      [agent.permission_mode, agent.permissionMode].flatMap((mode) => modeNamed(mode) ?? []),
    ),
  };
}

/**
 * `bypassPermissions` denies what it can't let pass and stricter modes ask about; `dontAsk` denies what a rule asks about, for planning
 * too. An agent in a stricter mode is not to be asked about what its parent is denied.
 */
export function outerModes(mode: PermissionMode, all: readonly PermissionMode[]): readonly PermissionMode[] {
  const refusing: readonly PermissionMode[] =
    mode === "plan" ? ["bypassPermissions", "dontAsk"] : ["bypassPermissions"];
  return refusing.filter((outer) => outer !== mode && all.includes(outer));
}

function definitionsOf(layers: readonly Layer[], name: string): readonly Defined[] {
  const all = layers.flatMap((layer) => {
    const [, agent] = Object.entries(layer.body.agents ?? {}).find(([key]) => key === name) ?? [];
    return agent === undefined ? [] : [{ name, agent, layer }];
  });
  const nearest = all.find(({ layer: { power } }) => power === "grant");
  return all.filter((one) => one === nearest || one.layer.power !== "grant");
}

function boundOf(defined: Defined): AgentBound {
  const { name, agent } = defined;
  const parts = agent.tools?.map((rule) => splitRule(normalRule(rule)));
  const tools = parts && [...new Set(parts.flatMap((part) => part?.tool ?? []))];
  const isPartial = parts?.some((part) => part?.pattern !== undefined) === true;
  return {
    agent: name,
    tools,
    lists: [
      ...(isPartial ? [{ rules: rulesOf(defined, "tools", "allow"), whole: true }] : []),
      ...(agent.allowed_tools === undefined
        ? []
        : [{ rules: rulesOf(defined, "allowed_tools", "allow"), whole: false }]),
    ],
  };
}

const refusalsOf = (defined: Defined): readonly RuleEntry[] => [
  ...rulesOf(defined, "disallowed_tools", "deny"),
  ...rulesOf(defined, "disallowedTools", "deny"),
  ...rulesOf(defined, "ask_tools", "ask"),
];

type ListName = "tools" | "allowed_tools" | "ask_tools" | "disallowed_tools" | "disallowedTools";

function rulesOf({ name, agent, layer }: Defined, list: ListName, effect: RuleEntry["effect"]): readonly RuleEntry[] {
  return (agent[list] ?? []).map((text, index) => ({
    text: text.trim(),
    effect,
    source: sourceIn(layer, `/agents/${name}/${list}/${index}`),
  }));
}
