import { type Decision, printable } from "../base/index.ts";

/** The one line that a refused caller reads, whichever door refused. */
export function refusalLine(decision: Decision, profile: string): string {
  return refusalText(decision.reasons[0].message, profile);
}

/** The same about something that is no decision on a request. */
export function refusalText(message: string, profile: string): string {
  return `sallyport: ${printable(message, 500)} (profile ${printable(profile)})`;
}
