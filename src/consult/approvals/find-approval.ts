import { underRules, type Judgement, type Session } from "../../engine/index.ts";
import type { Case } from "../case.ts";
import { type ApprovedRule, digestOf, localRules, sessionRules } from "./rule-store.ts";

/**
 * The approval that covers all of a request: its rules alone allow it, or they allow what no rule speaks of. One that was given for a file holds
 * only while the file is what it was.
 */
export function findApproval(session: Session, asked: Case, { request }: Judgement): ApprovedRule | undefined {
  const { projectRoot } = session.host.places;
  const kept = [...sessionRules(session).list(), ...localRules(session).list()];
  const rules = kept.filter(({ project, files }) => project === projectRoot && files.every(isUnchanged));
  if (rules.length === 0) return undefined;
  const texts = rules.map(({ rule }) => rule);
  for (const how of ["only", "beside"] as const) {
    const held = underRules(session, texts, how);
    const decision = held && asked.judge(held, request.input).decision;
    if (decision?.effect !== "allow") continue;
    return rules.find(({ rule }) => decision.reasons.some((reason) => reason.rule?.text === rule));
  }
  return undefined;
}

function isUnchanged({ path, sha256 }: ApprovedRule["files"][number]): boolean {
  return digestOf(path) === sha256;
}
