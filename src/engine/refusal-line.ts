import { type Decision, printable } from "../base/index.ts";

/** The one line that a refused caller reads, whichever door refused. */
export function refusalLine(decision: Decision, profile: string): string {
  return `sallyport: ${printable(decision.reasons[0].message, 500)} (profile ${printable(profile)})`;
}
