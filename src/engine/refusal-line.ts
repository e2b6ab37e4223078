import { type Decision, printable } from "../base/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";
import { planLines } from "./plan-lines.ts";

/** What a refused caller reads, whichever door refused: one line, and the plan where the mode makes one. */
export function refusalLine(decision: Decision, profile: string): string {
  const line = refusalText(decision.reasons[0].message, profile);
  return decision.plan === undefined ? line : [line, ...planLines(decision.plan)].join("\n");
}

/** What a caller who was not refused is to hear of secrets that were found, where the profile says so. */
export function alertLines({ effect, reasons }: Decision, { name, secrets }: EffectiveProfile): readonly string[] {
  if (effect !== "allow" || !secrets.alert) return [];
  return reasons.filter(({ code }) => code === "secret/found").map(({ message }) => refusalText(message, name));
}

/** The same about something that is no decision on a request. */
export function refusalText(message: string, profile: string): string {
  return `sallyport: ${printable(message, 800)} (profile ${printable(profile)})`;
}
