import type { RuleEntry } from "./effective-profile.ts";
import {
  beyondBound,
  boundBy,
  entriesOf,
  ignoredEntries,
  type Listed,
  type ListField,
  nearestAllowing,
  united,
  unitedBlocks,
} from "./merge-lists.ts";
import { anyTool, isUnrestricted } from "./unrestricted.ts";
import type { Findings } from "./pick-field.ts";
import { type Layer, sourceIn } from "./layer.ts";
import type { ProfileBody } from "./profile-schema.ts";
import { commandRule, coversRule, splitRule } from "./rule-spelling.ts";

const bash = "/permissions/tool_permissions/bash";
const tools = (body: ProfileBody) => body.permissions?.tool_permissions;

const allowedTools: ListField = { pointer: "/allowed_tools", read: (body) => body.allowed_tools };
const askTools: ListField = { pointer: "/ask_tools", read: (body) => body.ask_tools };
const disallowedTools: ListField = { pointer: "/disallowed_tools", read: (body) => body.disallowed_tools };
const allowedCommands: ListField = {
  pointer: `${bash}/allowed_commands`,
  read: (body) => tools(body)?.bash?.allowed_commands,
};
const blockedCommands: ListField = {
  pointer: `${bash}/blocked_commands`,
  read: (body) => tools(body)?.bash?.blocked_commands,
};
const confirmCommands: ListField = {
  pointer: `${bash}/require_confirmation`,
  read: (body) => tools(body)?.bash?.require_confirmation,
};
const confirmWrites: ListField = {
  pointer: "/permissions/tool_permissions/write/require_confirmation",
  read: (body) => tools(body)?.write?.require_confirmation,
};
const confirmReads: ListField = {
  pointer: "/permissions/tool_permissions/read/require_confirmation",
  read: (body) => tools(body)?.read?.require_confirmation,
};
const blockedReads: ListField = {
  pointer: "/permissions/tool_permissions/read/blocked_patterns",
  read: (body) => tools(body)?.read?.blocked_patterns,
};

const protectedPaths: ListField = { pointer: "/protected_paths", read: (body) => body.protected_paths };

const asWritten = (text: string): string => text.trim();

/** A file pattern holds at any depth and anywhere, as a rule does that starts with `//**`. */
const patternRule =
  (tool: string) =>
  (pattern: string): string =>
    pattern.startsWith("/") ? `${tool}(.${pattern})` : `${tool}(//**/${pattern.replace(/^(?:\*\*\/)+/u, "")})`;

const folderNames: readonly (readonly [variable: RegExp, written: string])[] = [
  [/^\$\{(?:project_root|workspace)\}(?=\/|$)/u, "."],
  [/^\$\{home\}(?=\/|$)/u, "~"],
  [/^\$\{temp\}(?=\/|$)/u, "//tmp"],
];

/** A path that is read and never written. */
function protectedRule(path: string): string {
  const [variable, written = ""] = folderNames.find(([start]) => start.test(path)) ?? [];
  return `Edit(${variable === undefined ? path : path.replace(variable, written)})`;
}

/** Denials that say what to do in place of what they deny. */
function redirections(layer: Layer): readonly RuleEntry[] {
  return (layer.body.rewrite ?? []).flatMap(({ match, instead }, index): readonly RuleEntry[] =>
    instead === undefined
      ? []
      : [{ text: match.trim(), effect: "deny", source: sourceIn(layer, `/rewrite/${index}/match`), instead }],
  );
}

const speaksOfBash = (text: string): boolean => ["Bash", "*"].includes(splitRule(text.trim())?.tool ?? "");

const allowsCommands = (body: ProfileBody): boolean =>
  (allowedCommands.read(body)?.length ?? 0) > 0 || (body.allowed_tools ?? []).some(speaksOfBash);

function rulesFrom(
  entries: readonly Listed[],
  effect: RuleEntry["effect"],
  toRule: (text: string) => string,
): readonly RuleEntry[] {
  return entries.map(({ text, source }) => ({ text: toRule(text), effect, source }));
}

function ownRules(layer: Layer, keep: (text: string) => boolean = () => true): readonly RuleEntry[] {
  return rulesFrom(
    entriesOf(layer, allowedTools).filter(({ text }) => keep(text)),
    "allow",
    asWritten,
  );
}

const commandRules = (layer: Layer): readonly RuleEntry[] =>
  rulesFrom(entriesOf(layer, allowedCommands), "allow", commandRule);

/**
 * Allow rules do not unite: the nearest list of allowed tools decides, and a nearer list of allowed commands decides for
 * `Bash`. A level's commands are filled in unless somebody has spoken of `Bash`.
 */
function allowRules(layers: readonly Layer[]): readonly RuleEntry[] {
  const hasTools = (body: ProfileBody): boolean => body.allowed_tools !== undefined;
  const hasCommands = (body: ProfileBody): boolean => tools(body)?.bash?.allowed_commands !== undefined;
  const toolLayer = nearestAllowing(layers, hasTools);
  const bashLayer = nearestAllowing(layers, (body) => hasTools(body) || hasCommands(body));
  if (bashLayer === undefined) return [];
  const level = layers.find(({ power }) => power === "level");
  const fromTools =
    toolLayer === undefined
      ? []
      : ownRules(toolLayer, toolLayer === bashLayer ? undefined : (text) => !speaksOfBash(text));
  const isSilent =
    !hasCommands(bashLayer.body) &&
    !bashLayer.whole &&
    !entriesOf(bashLayer, allowedTools).some(({ text }) => speaksOfBash(text));
  const filled =
    isSilent && level !== undefined && level !== bashLayer && !statesCommands(layers) ? commandRules(level) : [];
  return [...fromTools, ...commandRules(bashLayer), ...filled];
}

/** True when a layer other than a level lists commands: what is not said is then said on purpose. */
function statesCommands(layers: readonly Layer[]): boolean {
  return layers.some(({ power, body }) => power === "grant" && tools(body)?.bash?.allowed_commands !== undefined);
}

/** What the administrator allows, when the administrator says so at all. */
function ruleBounds(
  layers: readonly Layer[],
): { readonly rules: readonly RuleEntry[]; readonly bashOnly: boolean } | undefined {
  const stating = layers.filter(
    ({ power, body }) => power === "bound" && (body.allowed_tools ?? tools(body)?.bash?.allowed_commands) !== undefined,
  );
  if (stating.length === 0) return undefined;
  return { rules: allowRules(stating), bashOnly: stating.every(({ body }) => body.allowed_tools === undefined) };
}

/** True when a list of allowed tools counts, be it empty. */
export function statesTools(layers: readonly Layer[]): boolean {
  return nearestAllowing(layers, (body) => body.allowed_tools !== undefined) !== undefined;
}

/** True when the administrator lists what may be allowed: then no mode may allow beyond the list. */
export function boundsRules(layers: readonly Layer[]): boolean {
  return ruleBounds(layers) !== undefined;
}

function boundedAllowRules(layers: readonly Layer[], findings: Findings): readonly RuleEntry[] {
  const rules = allowRules(layers);
  const bounds = ruleBounds(layers);
  if (bounds === undefined) return rules;
  const free = bounds.bashOnly ? rules.filter(({ text }) => !speaksOfBash(text)) : [];
  const judged = rules.filter((rule) => !free.includes(rule));
  const { kept, dropped } = boundBy(judged, bounds.rules, (outer, inner) => coversRule(outer.text, inner.text));
  findings.notes.push(...dropped.map(beyondBound));
  return [...free, ...kept];
}

/** All permission rules of all layers. Those that deny or ask unite. */
export function mergeRules(layers: readonly Layer[], findings: Findings): readonly RuleEntry[] {
  findings.notes.push(...ignoredEntries(layers, allowedTools), ...ignoredEntries(layers, allowedCommands));
  return [
    ...rulesFrom(unitedBlocks(layers, blockedCommands, allowsCommands), "deny", commandRule),
    ...rulesFrom(united(layers, disallowedTools), "deny", asWritten),
    ...rulesFrom(united(layers, blockedReads), "deny", patternRule("Read")),
    ...rulesFrom(united(layers, protectedPaths), "deny", protectedRule),
    ...layers.flatMap(redirections),
    ...rulesFrom(united(layers, confirmCommands), "ask", commandRule),
    ...rulesFrom(united(layers, askTools), "ask", asWritten),
    ...rulesFrom(united(layers, confirmWrites), "ask", patternRule("Write")),
    ...rulesFrom(united(layers, confirmWrites), "ask", patternRule("Edit")),
    ...rulesFrom(united(layers, confirmReads), "ask", patternRule("Read")),
    ...boundedAllowRules(layers, findings),
    ...(isUnrestricted(layers) ? [anyTool] : []),
  ];
}
