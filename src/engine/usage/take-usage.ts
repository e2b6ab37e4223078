import { type Decision, printable, type Reason, type ReasonCode } from "../../base/index.ts";
import type { EffectiveProfile } from "../../policy/index.ts";
import type { Judgement } from "../judge.ts";
import type { Session } from "../session.ts";
import type { Amounts, Countable, Usage } from "./usage.ts";

interface Row {
  /** In the profile, below `resource_limits`. */
  readonly key: string;
  readonly code: ReasonCode;
  readonly words: string;
  readonly limit: (profile: EffectiveProfile) => number | undefined;
}

const rows = {
  reads: {
    key: "max_file_reads_per_session",
    code: "session/too-many-reads",
    words: "file reads",
    limit: ({ session }) => session.fileReads,
  },
  writes: {
    key: "max_file_writes_per_session",
    code: "session/too-many-writes",
    words: "file writes",
    limit: ({ session }) => session.fileWrites,
  },
  requests: {
    key: "max_network_requests_per_session",
    code: "net/too-many-requests",
    words: "network requests",
    limit: ({ network }) => network.maxRequests,
  },
} as const satisfies Record<Countable, Row>;

const countables = ["reads", "writes", "requests"] as const;

/** Whether a session may use what a request needs; then it is counted already. */
type Taken = UsageTaken | { readonly ok: false; readonly decision: Decision };

export interface UsageTaken {
  readonly ok: true;
  /** How long the session still lasts; absent when there is no end. */
  readonly seconds?: number;
  /** For a request that was not even started. */
  readonly giveBack: () => void;
}

/**
 * Counts what an allowed request is about to use, all of it or, where a limit of the session is in the way, nothing. Nothing is read or
 * written where the profile has no such limit. Throws an `EnforcementError` when what was used is not known.
 */
export function takeUsage(
  { usage: keeper, loaded: { profile } }: Session,
  { request, decision }: Judgement,
  asked: Amounts,
): Taken {
  const subject = printable(decision.reasons[0].subject || request.tool);
  const { seconds } = profile.session;
  const counted = countables.filter((name) => (asked[name] ?? 0) > 0 && rows[name].limit(profile) !== undefined);
  if (counted.length === 0 && seconds === undefined) return { ok: true, giveBack: () => undefined };
  return keeper.change((usage): readonly [Usage | undefined, Taken] => {
    const left = seconds === undefined ? undefined : seconds - Math.max(0, Date.now() - usage.started) / 1000;
    if (left !== undefined && left <= 0) return [undefined, refused(overReason(subject, profile))];
    const short = counted.find((name) => usage[name] + (asked[name] ?? 0) > (rows[name].limit(profile) ?? Infinity));
    if (short !== undefined)
      return [
        undefined,
        refused(shortReason(short, { subject, used: usage[short], asked: asked[short] ?? 0 }, profile)),
      ];
    const giveBack = (): void => keeper.change((now) => [sum(now, asked, -1), undefined]);
    return [sum(usage, asked, 1), { ok: true, giveBack, ...(left !== undefined && { seconds: left }) }];
  });
}

/** Counts one request to another host. `limit` is the one in force now, which a reloaded profile may have changed. */
export function takeRequest({ usage: keeper }: Session, limit: number): boolean {
  return keeper.change((usage) =>
    usage.requests >= limit ? [undefined, false] : [sum(usage, { requests: 1 }, 1), true],
  );
}

function sum(usage: Usage, asked: Amounts, sign: 1 | -1): Usage {
  const counts = countables.map((name) => [name, Math.max(0, usage[name] + sign * (asked[name] ?? 0))] as const);
  return { ...usage, ...Object.fromEntries(counts) };
}

function refused(reason: Reason): Taken {
  return { ok: false, decision: { effect: "deny", reasons: [reason] } };
}

interface Short {
  readonly subject: string;
  readonly used: number;
  readonly asked: number;
}

function shortReason(name: Countable, { subject, used, asked }: Short, profile: EffectiveProfile): Reason {
  const { key, code, words, limit } = rows[name];
  const most = limit(profile);
  const why = `${used} of ${most} ${words} of this session are used and it takes ${asked} more`;
  return limitReason({ code, subject, why, key, text: `${key}: ${most}` }, profile);
}

function overReason(subject: string, profile: EffectiveProfile): Reason {
  const minutes = (profile.session.seconds ?? 0) / 60;
  const key = "session_timeout_minutes";
  const why = `the ${minutes} minutes of this session are over`;
  return limitReason({ code: "session/over", subject, why, key, text: `${key}: ${minutes}` }, profile);
}

interface Limit {
  readonly code: ReasonCode;
  readonly subject: string;
  readonly why: string;
  readonly key: string;
  readonly text: string;
}

function limitReason({ code, subject, why, key, text }: Limit, { origins }: EffectiveProfile): Reason {
  const pointer = `/permissions/agent_permissions/resource_limits/${key}`;
  const source = origins.get(pointer) ?? { file: "built-in", pointer };
  const message = `denied: ${subject}: ${why}: ${text} (${source.file} ${source.pointer}); start a new session, or raise it`;
  return { code, effect: "deny", subject, rule: { text, source }, message };
}
