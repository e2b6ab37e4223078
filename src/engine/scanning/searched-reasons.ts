import type { Reason, ReasonCode, ScanReport } from "../../base/index.ts";
import { type EffectiveProfile, reasonMessage } from "../../policy/index.ts";

/** What follows from searches: with blocking also from those that failed. INVARIANT I4. `subject` is what was searched as a whole. */
export function searchedReasons(
  reports: readonly ScanReport[],
  subject: string,
  { block }: Pick<EffectiveProfile["secrets"], "block">,
): readonly Reason[] {
  const effect = block ? "deny" : "allow";
  const reason = (code: ReasonCode, what: string): Reason => ({
    code,
    effect,
    subject: what,
    message: reasonMessage({ effect, code, subject: what }, effect),
  });
  return reports.flatMap(({ tool, state, note, findings }) => [
    ...findings.map(({ file, line, id }) =>
      reason("secret/found", `${file}, ${line === undefined ? "" : `line ${line}, `}${id} (${tool})`),
    ),
    ...(block && state === "failed" ? [reason("secret/unsearched", `${subject}, ${tool}: ${note}`)] : []),
  ]);
}
