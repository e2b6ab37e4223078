import { type Plan, printable, reasonCodes } from "../base/index.ts";
import { redactorFor } from "./found-secrets.ts";
import { mapTexts, type OwnWords } from "./map-texts.ts";
import type { Session } from "./session.ts";

const mostSteps = 100;

/** A plan for people who get nothing else. */
export function planLines(plan: Plan): readonly string[] {
  return [
    `the plan, which outside of plan mode would be ${words[plan.effect]}:`,
    ...planSteps(plan).map((line) => `  ${line}`),
  ];
}

const ownWords: OwnWords = { members: new Set(["kind", "effect", "code"]), butBelow: new Set() };

/** The same for somebody who is asked about it, without secrets. */
export function previewPlan({ loaded }: Pick<Session, "loaded">, plan: Plan): readonly string[] {
  return planSteps(mapTexts(plan, redactorFor(loaded.profile), ownWords));
}

/** What is rewritten, each step with its verdict, then what would change and what would be reached. */
function planSteps({ steps, files, hosts, rewritten = [] }: Plan): readonly string[] {
  const shown = steps.slice(0, mostSteps).map((step) => {
    const why = step.effect === "allow" || step.code === undefined ? "" : `  (${reasonCodes[step.code]})`;
    return `${step.effect.padEnd(6)} ${step.kind.padEnd(8)} ${printable(step.what, 200)}${why}`;
  });
  const more = steps.length > mostSteps ? [`… and ${steps.length - mostSteps} more`] : [];
  return [
    ...rewritten
      .slice(0, mostSteps)
      .map(({ from, to }) => `rewritten: ${printable(from, 200)} → ${printable(to, 200)}`),
    ...shown,
    ...more,
    `files that would change: ${listed(files)}`,
    `hosts that would be reached: ${listed(hosts)}`,
  ];
}

const words = { allow: "allowed", ask: "asked about", deny: "denied" } as const;

const listed = (items: readonly string[]): string =>
  items.length === 0
    ? "none"
    : items
        .slice(0, mostSteps)
        .map((item) => printable(item, 200))
        .join(", ");
