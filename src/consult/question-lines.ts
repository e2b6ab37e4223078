import { type Decision, printable, printableEnds } from "../base/index.ts";
import { redactorFor, type Session } from "../engine/index.ts";
import type { Question } from "./means.ts";
import { membersOf } from "./subject.ts";

const mostLines = 40;
const mostDetails = 80;
const mostReasons = 5;
const longestLine = 400;

/**
 * What a person is shown, wherever they are: what, why, by which rule, and what would come of it. No more of secrets than in the record, and nothing
 * that can move the cursor or look like ours. The first line is the head of the others.
 */
export function questionLines({ loaded: { profile } }: Pick<Session, "loaded">, question: Question): readonly string[] {
  const { judgement, decision, suggested, details } = question;
  const { request } = judgement;
  const told = details();
  const clean = redactorFor(profile);
  return [
    `${printable(request.tool)} wants:`,
    ...cut(inputLines(request, { instead: told?.instead ?? [], clean }), mostLines),
    ...whys(decision).map((message) => `why: ${printable(clean(message), 1000)}`),
    `in ${printable(request.cwd)} (profile ${printable(profile.name)})`,
    ...(told === undefined ? [] : [`${told.title}:`, ...cut(told.lines.map(lineOf), mostDetails)]),
    ...(suggested.length === 0
      ? []
      : [`session and always let pass: ${printableEnds(clean(suggested.join(", ")), 1000)}`]),
  ].map((line, index) => (index === 0 ? line : `  ${line}`));
}

/** The first reason for each part that has to be confirmed. */
function whys({ reasons }: Decision): readonly string[] {
  const open = reasons.filter(({ effect }) => effect !== "allow");
  const first = open.filter(({ subject }, index) => open.findIndex((other) => other.subject === subject) === index);
  return first.slice(0, mostReasons).map(({ message }) => message);
}

interface Shown {
  /** Members that the details show in a better way. */
  readonly instead: readonly string[];
  readonly clean: (text: string) => string;
}

function inputLines(request: Question["judgement"]["request"], { instead, clean }: Shown): readonly string[] {
  return membersOf(request).flatMap(([name, value]) => {
    if (instead.includes(name)) return [];
    // Before it is cut: half a secret is not known for one.
    const text = clean(typeof value === "string" ? value : JSON.stringify(value));
    const [first = "", ...rest] = text.split("\n").map(lineOf);
    return [`${printable(name)}: ${first}`, ...rest.map((line) => `  ${line}`)];
  });
}

const lineOf = (text: string): string => printableEnds(text, longestLine);

/** Nobody hides the end of something behind its length. */
const shownLast = 10;

function cut(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines.map((line) => `  ${line}`);
  const left = lines.length - most;
  const [start, end] = [lines.slice(0, most - shownLast), lines.slice(-shownLast)];
  return [...start, `[… ${left} more lines …]`, ...end].map((line) => `  ${line}`);
}
