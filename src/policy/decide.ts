import { type Action, type Context, type Decision, isStricter, type Request } from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import type { PermissionMode } from "./effective-profile.ts";
import { insideContext } from "./inside-root.ts";
import { judgeBash, type ReadingProblem } from "./judge-bash.ts";
import { judgeFileTool } from "./judge-file-tool.ts";
import type { Judging } from "./judge-path.ts";
import { judgeNamedTool, judgePlainTool, judgeWebFetch } from "./judge-other-tool.ts";
import { planOf } from "./plan.ts";
import { settle, settlePlan } from "./settle.ts";
import { canonicalTool, planningTools, readTools, writeTools, subjectMember } from "./tool-names.ts";
import { badMember, givenInput } from "./tool-input.ts";
import { findToolRule, matchesTool } from "./tool-rule.ts";
import { parseStars } from "./star-pattern.ts";
import { isServerOf } from "./tool-matcher.ts";
import type { Verdict } from "./verdict.ts";

export { landingNames } from "./accepted-edits.ts";

/** What was read in the request's text: empty for tools that carry none. */
export interface ReadText {
  readonly actions: readonly Action[];
  readonly problems: readonly ReadingProblem[];
}

/**
 * Decides one request against one policy. The first reason is the one that decided. Every input gets a decision:
 * what is unknown or malformed is never allowed.
 *
 * INVARIANT I1: no I/O, clock, environment or randomness; equal inputs give equal decisions.
 * INVARIANT I2: deny before ask before allow, at least one reason, nothing unparsed or unknown is allowed.
 */
export function decide(request: Request, reading: ReadText, policy: CompiledPolicy, context: Context): Decision {
  const own = decideAlone(request, reading, policy, context);
  // An agent gets what its parent gets and its own lists let pass: of several answers the strictest one holds.
  return boundsOf(policy).reduce((strictest, bound) => {
    const theirs = decideAlone(request, reading, bound, context);
    return isStricter(theirs.effect, strictest.effect) ? theirs : strictest;
  }, own);
}

/** The policy with each list of an agent's in place of its own, in each mode. */
function boundsOf(policy: CompiledPolicy): readonly CompiledPolicy[] {
  const { profile, within } = policy;
  if (within.length + profile.outerModes.length === 0) return [];
  const inMode = (mode: PermissionMode): readonly CompiledPolicy[] => [
    { ...policy, profile: { ...profile, mode } },
    ...within.map(({ allow, whole }) => {
      const its = whole && mode !== "plan" ? "dontAsk" : mode;
      return { ...policy, allow, profile: { ...profile, mode: its, listsGrant: false } };
    }),
  ];
  return [profile.mode, ...profile.outerModes].flatMap(inMode);
}

function decideAlone(request: Request, reading: ReadText, policy: CompiledPolicy, context: Context): Decision {
  const tool = canonicalTool(request.tool);
  const judging: Judging = { policy, context: insideContext(policy.profile.sandbox.root, context) };
  const { mode } = policy.profile;
  const told = { subject: subjectOf(tool, request) };
  if (!isAvailable(tool, policy)) return settle([{ effect: "deny", code: "tool/not-available", ...told }], mode);
  const denied = findToolRule(policy.deny, tool);
  if (denied !== undefined) return settle([{ effect: "deny", code: "tool/denied", ...told, rule: denied }], mode);
  const asked = findToolRule(policy.ask, tool);
  const verdicts: readonly Verdict[] = [
    ...(asked === undefined ? [] : [{ effect: "ask", code: "rule/asked", ...told, rule: asked } as const]),
    ...judgeTool(tool, { request, reading, judging }),
  ];
  if (mode !== "plan" || planningTools.has(tool)) return settle(verdicts, mode);
  const plan = planOf({ tool, input: request.input, reading, verdicts }, judging);
  return { ...settlePlan(verdicts, told.subject), plan };
}

interface Judged {
  readonly request: Request;
  readonly reading: ReadText;
  readonly judging: Judging;
}

function judgeTool(tool: string, { request, reading, judging }: Judged): readonly Verdict[] {
  const input = givenInput(request.input);
  const bad = badMember(tool, input);
  if (bad !== undefined) return [{ effect: "deny", code: "tool/bad-input", subject: `${tool} ${bad}` }];
  if (tool === "Bash") return judgeBash(input, reading, judging);
  if (readTools.has(tool) || writeTools.has(tool)) return judgeFileTool(tool, input, judging);
  if (tool === "WebFetch") return judgeWebFetch(input, judging);
  if (tool === "Task" || tool === "Skill") return judgeNamedTool(tool, input, judging);
  return judgePlainTool(tool, input, judging);
}

/** `tools` lists what exists at all. An MCP tool that an allow rule names exists too: the list speaks of built-in ones. */
export function isAvailable(tool: string, policy: CompiledPolicy): boolean {
  const { tools, within } = policy.profile;
  if (!within.every((agent) => isListed(tool, agent.tools))) return false;
  return isListed(tool, tools) || (tool.startsWith("mcp__") && findToolRule(policy.allow, tool) !== undefined);
}

function isListed(tool: string, tools: readonly string[] | undefined): boolean {
  if (tools === undefined) return true;
  return tools.some((name) => {
    const own = canonicalTool(name);
    return own === tool || (own.includes("*") && matchesTool(parseStars(own), tool)) || isServerOf(own, tool);
  });
}

function subjectOf(tool: string, { input }: Request): string {
  const text = input[subjectMember(tool) ?? ""];
  return typeof text === "string" && text !== "" ? text : tool;
}
