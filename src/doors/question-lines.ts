import { type Decision, printable, printableEnds } from "../base/index.ts";
import { membersOf, type Question } from "../consult/index.ts";

const mostLines = 40;
const mostDetails = 80;
const mostReasons = 5;
const longestLine = 400;

/** What a person is shown: what, why, by which rule, and what would come of it. Nothing in it can move the cursor or look like ours. */
export function questionLines(
  { judgement, decision, suggested, details }: Question,
  profile: string,
): readonly string[] {
  const { request } = judgement;
  const told = details();
  return [
    `sallyport: ${printable(request.tool)} wants:`,
    ...cut(inputLines(request, told?.instead ?? []), mostLines),
    ...whys(decision).map((message) => `why: ${printable(message, 1000)}`),
    `in ${printable(request.cwd)} (profile ${printable(profile)})`,
    ...(told === undefined ? [] : [`${told.title}:`, ...cut(told.lines.map(lineOf), mostDetails)]),
    ...(suggested.length === 0 ? [] : [`session and always let pass: ${printableEnds(suggested.join(", "), 1000)}`]),
  ].map((line, index) => (index === 0 ? line : `  ${line}`));
}

/** The first reason for each part that has to be confirmed. */
function whys({ reasons }: Decision): readonly string[] {
  const open = reasons.filter(({ effect }) => effect !== "allow");
  const first = open.filter(({ subject }, index) => open.findIndex((other) => other.subject === subject) === index);
  return first.slice(0, mostReasons).map(({ message }) => message);
}

/** `instead`: members that the details show in a better way. */
function inputLines(request: Question["judgement"]["request"], instead: readonly string[]): readonly string[] {
  return membersOf(request).flatMap(([name, value]) => {
    if (instead.includes(name)) return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
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
