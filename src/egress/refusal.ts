import type { ReasonCode, RuleRef } from "../base/index.ts";
import { reasonMessage } from "../policy/index.ts";
import type { Refusal } from "./settings.ts";

interface Told {
  readonly subject: string;
  readonly effect?: "deny" | "ask";
  readonly rule?: RuleRef | undefined;
  /** What exactly is wrong, where the code alone does not say. */
  readonly detail?: string;
  /** The entry that would allow it. */
  readonly advice?: string;
}

/** A refusal with its one line for the client. */
export function refusal(code: ReasonCode, { subject, effect = "deny", rule, detail, advice }: Told): Refusal {
  const said = reasonMessage({ effect, code, subject, rule, advice }, effect);
  const message = detail === undefined ? said : `${said} (${detail})`;
  return { effect, code, rule, subject, message };
}
