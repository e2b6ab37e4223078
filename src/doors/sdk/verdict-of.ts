import { inputInstead } from "../../consult/index.ts";
import type { Judgement } from "../../engine/index.ts";
import { toVerdict } from "../verdict.ts";
import type { Verdict } from "./types.ts";

/** A judgement in its published form. */
export function verdictOf(judgement: Judgement): Verdict {
  const { consulted, decision } = judgement;
  const { behavior, reasons, updatedInput, plan } = toVerdict(null, decision, inputInstead(judgement));
  return {
    behavior,
    reasons,
    ...(updatedInput !== undefined && { updatedInput }),
    decidedBy: consulted?.by ?? "rule",
    interrupt: consulted?.interrupt ?? false,
    ...(plan && { plan }),
  };
}
