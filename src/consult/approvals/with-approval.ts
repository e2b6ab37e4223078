import { printable } from "../../base/index.ts";
import { underRules, type Judgement, type Session } from "../../engine/index.ts";
import { type Case, saidYes } from "../case.ts";
import { type ApprovedRule, digestOf } from "./approved-rule.ts";
import { localRules, rulesHere, sessionRules, sittingRules } from "./rule-store.ts";

/** The judgement under what somebody has said yes to before, for good or for the session. */
export function withApproval(session: Session, asked: Case, judgement: Judgement): Judgement {
  const found = findApproval(session, asked, judgement);
  if (found === undefined) return judgement;
  const by = `person (${printable(found.by)})`;
  const detail = `${found.rule}, approval ${found.id} of ${found.at.slice(0, 10)}`;
  return saidYes(session, asked, judgement, { who: "person", word: { code: "ask/allowed", by, detail }, end: { by } });
}

/**
 * The approval that covers all of a request: its rules alone allow it, or they allow what no rule speaks of. One that was given for a file holds
 * only while the file is what it was.
 */
function findApproval(session: Session, asked: Case, { request }: Judgement): ApprovedRule | undefined {
  const stores = [sessionRules, ...(session.sitting === undefined ? [] : [sittingRules]), localRules];
  const kept = stores.flatMap((open) => rulesHere(open(session), session));
  const rules = kept.filter(({ kind, files }) => kind === "allow" && files.every(isUnchanged));
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
