import type { Decision } from "../base/index.ts";
import { unsureReason } from "../policy/index.ts";
import { quoteWord } from "../shell/index.ts";
import type { Respelled } from "./respell.ts";
import {
  type Doubt,
  type Rewordable,
  type Rewording,
  type RewordingHost,
  rewordOnce,
  type Source,
  type Step,
} from "./reword-once.ts";

export type { Rewordable, RewordingHost, Source };

/** What a profile's rewordings make of a command before it runs. */
type Outcome =
  | { readonly kind: "same" }
  | (Rewordable & { readonly kind: "changed"; readonly respelled: readonly Respelled[] })
  | { readonly kind: "refused"; readonly decision: Decision };

/**
 * Leaves options out and puts wrappers before programs, as the rewordings say, one after the other. Where it is not certain what is to be
 * changed, or what that has made of the command, it is refused. INVARIANT I3: rewording it once more would change nothing.
 */
export function reword(
  asked: Rewordable,
  rewordings: readonly Rewording[],
  given: Omit<RewordingHost, "wraps">,
): Outcome {
  const host = { ...given, wraps: rewordings.map(({ wrap }) => wrap) };
  const steps = rewordings.flatMap((rewording) =>
    (["strip", "wrap"] as const)
      .filter((part) => rewording[part].length > 0)
      .map((part): Step => ({ rewording, part })),
  );
  const respelled: Respelled[] = [];
  let current = asked;
  for (const step of steps) {
    const done = rewordOnce(current, step, host);
    if (done.kind === "unsure") return refused(step, done);
    if (done.kind === "same") continue;
    // Places count in the text that was asked about.
    respelled.push(...(current === asked ? done.respelled : done.respelled.map(({ from, to }) => ({ from, to }))));
    current = done;
  }
  if (current === asked) return { kind: "same" };
  const open = steps.find((step) => rewordOnce(current, step, host).kind !== "same");
  if (open === undefined) return { kind: "changed", ...current, respelled };
  return refused(open, { kind: "unsure", why: "endless", subject: commandText(asked.source), at: undefined });
}

function refused({ rewording: { ref } }: Step, { why, subject, at }: Doubt): Outcome {
  return { kind: "refused", decision: { effect: "deny", reasons: [unsureReason(why, { subject, at, rule: ref })] } };
}

export function commandText(source: Source): string {
  return "text" in source ? source.text : source.argv.map(quoteWord).join(" ");
}
