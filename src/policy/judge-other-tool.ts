import type { RuleRef } from "../base/index.ts";
import { grantedHost, refusedHost } from "./judge-connect.ts";
import type { Judging } from "./judge-path.ts";
import { refusedModel } from "./judge-model.ts";
import { judgeRequest } from "./judge-request.ts";
import { matchesStars } from "./star-pattern.ts";
import { harmlessTools } from "./tool-names.ts";
import { findToolRule } from "./tool-rule.ts";
import { anyTool } from "./unrestricted.ts";
import type { Verdict } from "./verdict.ts";

type Input = Readonly<Record<string, unknown>>;

const longestUrl = 16_384;

/** Judges a fetch by the host's name and the scheme. */
export function judgeWebFetch(input: Input, judging: Judging): readonly Verdict[] {
  const { url } = input;
  const parsed = typeof url === "string" && url.length <= longestUrl ? URL.parse(url) : null;
  if (typeof url !== "string" || parsed === null || !/^https?:$/u.test(parsed.protocol) || parsed.hostname === "") {
    return [{ effect: "deny", code: "tool/bad-input", subject: "WebFetch url" }];
  }
  const standard = parsed.protocol === "https:" ? 443 : 80;
  const target = { host: parsed.hostname, port: parsed.port === "" ? standard : Number(parsed.port) };
  const refused = refusedHost(target, parsed.href, judging);
  if (refused?.effect === "deny") return [refused];
  const request = judgeRequest({ ...target, method: "GET", target: parsed.pathname }, judging.policy);
  if (request?.effect === "deny") return [request];
  const granted = grantedHost(target, judging);
  const { network } = judging.policy.profile;
  const found = findToolRule(judging.policy.allow, "WebFetch");
  // That nobody has restricted the tools opens no list of hosts, be it an empty one.
  const tool = network.stated && found?.source.pointer === anyTool.source.pointer ? undefined : found;
  const listed = network.allowed.length > 0;
  const told = { subject: url };
  // Where hosts are listed the filter holds the list, so that no mode helps.
  const walled = listed ? ({ hard: "deny" } as const) : {};
  const speaks = granted?.code === "rule/allowed" || tool !== undefined || judging.policy.profile.listsGrant;
  const rest: Verdict =
    granted !== undefined && speaks
      ? { effect: "allow", ...granted, ...told }
      : tool !== undefined && !listed
        ? { effect: "allow", code: "rule/allowed", ...told, rule: tool }
        : granted !== undefined
          ? { effect: "open", code: "rule/no-match", ...told, advice: `WebFetch(domain:${parsed.hostname})` }
          : { effect: "open", code: "net/host-not-allowed", ...told, advice: parsed.hostname, ...walled };
  return refused === undefined ? [rest] : [refused, rest];
}

/** The agent that is started where none is named. */
export const usualAgent = "general-purpose";

const nameFields: ReadonlyMap<string, readonly string[]> = new Map([
  ["Task", ["subagent_type"]],
  ["Skill", ["skill", "command", "name"]],
]);

/** Judges a tool that starts something by its name: `Task(name)`, `Skill(name-*)`. */
export function judgeNamedTool(tool: string, input: Input, judging: Judging): readonly Verdict[] {
  const given = (nameFields.get(tool) ?? []).map((field) => input[field]).find((value) => value !== undefined);
  if (given !== undefined && typeof given !== "string")
    return [{ effect: "deny", code: "tool/bad-input", subject: tool }];
  const name = given ?? (tool === "Task" ? usualAgent : "");
  const find = (effect: "deny" | "ask" | "allow"): RuleRef | undefined =>
    judging.policy[effect].names.get(tool)?.find(({ pattern }) => matchesStars(pattern, name))?.ref;
  const told = { subject: `${tool}(${name})` };
  const denied = find("deny");
  if (denied !== undefined) return [{ effect: "deny", code: "rule/denied", ...told, rule: denied }];
  const asked = find("ask");
  const model = tool === "Task" ? refusedModel(name, input, judging.policy.profile) : undefined;
  const asks: readonly Verdict[] = [
    ...(asked === undefined ? [] : [{ effect: "ask", code: "rule/asked", ...told, rule: asked } as const]),
    ...(model === undefined ? [] : [model]),
  ];
  const named = find("allow");
  const { agents } = judging.policy.profile;
  if (tool === "Task" && named === undefined && agents?.includes(name) === false)
    return [...asks, { effect: "deny", code: "agent/not-defined", ...told, advice: `Task(${name})` }];
  const allowed = named ?? findToolRule(judging.policy.allow, tool);
  if (allowed !== undefined) return [...asks, { effect: "allow", code: "rule/allowed", ...told, rule: allowed }];
  return [...asks, { effect: "open", code: "rule/no-match", ...told, advice: `${tool}(${name})` }];
}

const requiredText: ReadonlyMap<string, readonly string[]> = new Map([
  ["WebSearch", ["query"]],
  ["BashOutput", ["bash_id"]],
  ["KillBash", ["shell_id"]],
  ["ReadMcpResource", ["server", "uri"]],
]);

/** Judges a tool by its name alone. */
export function judgePlainTool(tool: string, input: Input, judging: Judging): readonly Verdict[] {
  if (!(requiredText.get(tool) ?? []).every((field) => typeof input[field] === "string")) {
    return [{ effect: "deny", code: "tool/bad-input", subject: tool }];
  }
  const rule = findToolRule(judging.policy.allow, tool);
  if (rule !== undefined) return [{ effect: "allow", code: "rule/allowed", subject: tool, rule }];
  if (harmlessTools.has(tool)) return [{ effect: "allow", code: "tool/harmless", subject: tool }];
  return [{ effect: "open", code: "rule/no-match", subject: tool, advice: tool }];
}
