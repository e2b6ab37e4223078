import { isBeneath, type Word } from "../../base/index.ts";
import {
  isSystemPath,
  type Judgement,
  judgeTool,
  quoteWord,
  rulePath,
  type Session,
  underRules,
} from "../../engine/index.ts";
import { canonicalTool, pathOfInput, readTools, searchTools, writeTools } from "../../policy/index.ts";
import type { Case } from "../case.ts";
import type { Input } from "../means.ts";
import { type ApprovedRule, digestOf, newRule } from "./approved-rule.ts";

/** The narrowest rules that would let exactly this pass, and the files that they hold for. */
export interface SuggestedRules {
  readonly rules: readonly string[];
  readonly files: ApprovedRule["files"];
}

/** Nothing where no rule would help: text that only exists at run time, or too much of it. */
export function suggestRules(session: Session, asked: Case, judgement: Judgement): SuggestedRules | undefined {
  return narrowest(session, { ...asked, spell: exactRule }, judgement);
}

interface Wanted extends Case {
  /** The rule for a command, where there is one. */
  readonly spell: (words: readonly Word[]) => readonly string[];
}

function narrowest(session: Session, asked: Wanted, judgement: Judgement): SuggestedRules | undefined {
  const open = [...new Set(candidates(judgement, asked.spell))].filter((rule) => needsRule(session, rule, judgement));
  const helps = (rules: readonly string[]): boolean =>
    (["only", "beside"] as const).some((how) => {
      const held = underRules(session, rules, how);
      return held && asked.judge(held, judgement.request.input).decision.effect === "allow";
    });
  if (open.length === 0 || open.length > mostRules || !helps(open)) return undefined;
  return { rules: withoutNeedless(open, helps), files: filesOf(judgement) };
}

/**
 * What runs within another command comes after it, and goes first: who lets `ssh host make` pass has not let `make` pass here.
 */
function withoutNeedless(rules: readonly string[], helps: (rules: readonly string[]) => boolean): readonly string[] {
  return rules.reduceRight((kept, rule) => {
    const fewer = kept.filter((other) => other !== rule);
    return fewer.length > 0 && helps(fewer) ? fewer : kept;
  }, rules);
}

/**
 * The narrowest rules under which a use would pass without anybody's word; none where it does anyway, or none would help. What can't be named word for word is
 * named with its stars, or by how it begins: these are for somebody to look at.
 */
export function rulesFor(session: Session, tool: string, input: Input): readonly string[] {
  const judge = (held: Session, changed: Input): Judgement => judgeTool(held, tool, changed);
  const judgement = judge(session, input);
  if (judgement.decision.effect === "allow") return [];
  const asked = { tool, input, judge };
  for (const spell of [exactRule, patternRule, beginningRule]) {
    const found = narrowest(session, { ...asked, spell }, judgement);
    if (found !== undefined) return found.rules;
  }
  return [];
}

const mostRules = 8;

function candidates({ request, actions, context }: Judgement, spell: Wanted["spell"]): readonly string[] {
  const { input } = request;
  const tool = canonicalTool(request.tool);
  if (tool === "Bash")
    return actions.flatMap((action) => {
      if (action.kind === "exec") return spell(action.words);
      if (action.kind === "write" && action.cause === undefined && action.path.kind === "static")
        return [`Write(${rulePath(pathOfInput(action.path.path, context), context)})`];
      return [];
    });
  const named =
    input["file_path"] ?? input["notebook_path"] ?? (searchTools.has(tool) ? (input["path"] ?? ".") : undefined);
  if (typeof named === "string") return [`${tool}(${rulePath(pathOfInput(named, context), context)})`];
  const url = tool === "WebFetch" && typeof input["url"] === "string" ? URL.parse(input["url"]) : null;
  if (url !== null) return namedRule(tool, `domain:${url.hostname}`);
  if (tool === "Task") return namedRule(tool, input["subagent_type"]);
  return tool === "Skill" ? namedRule(tool, input["skill"] ?? input["name"]) : nameRule(tool);
}

/** Whoever names a thing may call it like a pattern. */
function namedRule(tool: string, name: unknown): readonly string[] {
  return typeof name === "string" && !name.includes("*") ? [`${tool}(${name})`] : [];
}

/** Without a pattern a rule means all uses of a tool, and the name of a server all of its tools. */
function nameRule(tool: string): readonly string[] {
  return tool.includes("*") || isPatternTool(tool) || /^mcp__(?:(?!__).)+$/u.test(tool) ? [] : [tool];
}

const isPatternTool = (tool: string): boolean => readTools.has(tool) || writeTools.has(tool) || tool === "WebFetch";

/** Exactly these words: in a rule a star stands for more than itself, however it is quoted. */
function exactRule(words: readonly Word[]): readonly string[] {
  const known = beginningOf(words);
  return known.length === words.length ? [`Bash(${known.join(" ")})`] : [];
}

/** All of its words, where a star of theirs stands for itself and more. */
function patternRule(words: readonly Word[]): readonly string[] {
  const values = words.flatMap((word) => (word.kind === "static" && !word.value.includes("\n") ? [word.value] : []));
  const isWhole = values.length === words.length && values[0]?.includes("*") === false;
  return isWhole ? [`Bash(${values.map(quoteWord).join(" ")})`] : beginningRule(words);
}

function beginningRule(words: readonly Word[]): readonly string[] {
  const known = beginningOf(words);
  if (known.length === words.length) return exactRule(words);
  return known.length === 0 ? [] : [`Bash(${known.join(" ")}:*)`];
}

/** As far as a rule can name them. */
function beginningOf(words: readonly Word[]): readonly string[] {
  const known = words.map((word) => (word.kind === "static" && !/[*\n]/u.test(word.value) ? word.value : undefined));
  const end = known.indexOf(undefined);
  return known.slice(0, end === -1 ? known.length : end).map((value = "") => quoteWord(value));
}

/** Whether a part is still open without it: what rules allow already, or what only reads, needs none. */
function needsRule(session: Session, rule: string, { request }: Judgement): boolean {
  const command = /^Bash\((.*)\)$/su.exec(rule)?.[1];
  if (request.tool !== "Bash" || command === undefined) return true;
  return judgeTool(session, "Bash", { command }).decision.effect !== "allow";
}

/** Programs outside of the system's own folders. */
function filesOf({ context }: Judgement): ApprovedRule["files"] {
  return [...context.programs.values()].flatMap(({ real }) => {
    const sha256 = isSystemPath(real) && !isBeneath(real, context.projectRoot) ? undefined : digestOf(real);
    return sha256 === undefined ? [] : [{ path: real, sha256 }];
  });
}

/** The rules as they are kept. */
export function approvedRules(session: Session, { rules, files }: SuggestedRules, by: string): readonly ApprovedRule[] {
  const { projectRoot: project } = session.host.places;
  return rules.map((rule) => newRule({ kind: "allow", rule, project, by, files }));
}
