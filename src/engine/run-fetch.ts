import type { Decision, Effect, NetworkEntry, Reason, ReasonCode, RuleRef } from "../base/index.ts";
import type { CompiledPolicy } from "../policy/index.ts";
import { answered } from "./answered.ts";
import { followPolicy } from "./follow-policy.ts";
import type { Judgement } from "./judge.ts";
import { failureCode, openRecorder } from "./record-request.ts";
import { judgeTool, type Session } from "./session.ts";
import { takeRequest, takeUsage } from "./usage/take-usage.ts";

/** Why a URL, the first one or one that a server redirects to, is not fetched. */
interface Refused {
  readonly effect: Exclude<Effect, "allow">;
  readonly code: ReasonCode;
  readonly rule: RuleRef | undefined;
  readonly subject: string;
  readonly message: string;
}

interface Page {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly format: "markdown" | "text";
  readonly text: string;
  readonly bytes: number;
  readonly truncated: boolean;
  readonly redirects: readonly string[];
}

type Fetched =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "refused"; readonly refusal: Refused }
  | { readonly kind: "failed"; readonly message: string };

interface FetchAsked {
  readonly url: string;
  readonly policy: () => CompiledPolicy;
  readonly judge: (url: string) => Refused | undefined;
  /** Counts one request of the session; false when there were as many as the limit that holds now. */
  readonly admit: (limit: number) => boolean;
  readonly record: (entry: NetworkEntry) => void;
  readonly maxBytes?: number;
}

/** The composition root's: the engine opens no connections itself. */
export type FetchPage = (asked: FetchAsked) => Promise<Fetched>;

interface FetchOutcome {
  readonly decision: Decision;
  /** Absent when nothing was fetched. */
  readonly fetched?: Exclude<Fetched, { kind: "refused" }>;
}

/** Fetches what was judged, if the verdict is allow. INVARIANT I8: one record for the request, and one for each hop below it. */
export async function runFetch(
  session: Session,
  judgement: Judgement,
  { fetchPage, maxBytes }: { readonly fetchPage: FetchPage; readonly maxBytes?: number },
): Promise<FetchOutcome> {
  const time = new Date();
  const { url } = judgement.request.input;
  const decision = answered(judgement);
  const underWay = decision.effect === "allow" ? { time, judgement, decision, layers: [] } : undefined;
  using recorder = openRecorder(session, underWay);
  const end = (made: Decision): void => recorder.record({ time, judgement, decision: made, layers: [] });
  if (decision.effect !== "allow" || typeof url !== "string") {
    end(decision);
    return { decision };
  }
  try {
    const taken = takeUsage(session, judgement, {});
    if (!taken.ok) {
      end(taken.decision);
      return { decision: taken.decision };
    }
    const fetched = await fetchPage({
      url,
      policy: followPolicy(session),
      judge: (next) => (next === url ? undefined : refusedUrl(session, next)),
      admit: (limit) => takeRequest(session, limit),
      record: (entry) => recorder.recordNetwork(judgement, entry),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });
    const made = fetched.kind === "refused" ? refusedBy(fetched.refusal) : decision;
    end(made);
    return fetched.kind === "refused" ? { decision: made } : { decision, fetched };
  } catch (error) {
    const code = failureCode(error);
    if (code !== undefined) recorder.record({ time, judgement, decision, layers: [], error: code });
    throw error;
  }
}

/** Where a redirect leads is judged as if it had been asked for. */
function refusedUrl(session: Session, url: string): Refused | undefined {
  const { effect, reasons } = answered(judgeTool(session, "WebFetch", { url, prompt: "" }));
  const [{ code, subject, message, rule }] = reasons;
  return effect === "allow" ? undefined : { effect, code, subject, message, rule };
}

function refusedBy({ code, subject, message, rule }: Refused): Decision {
  const reason: Reason = { code, effect: "deny", subject, message, ...(rule === undefined ? {} : { rule }) };
  return { effect: "deny", reasons: [reason] };
}
