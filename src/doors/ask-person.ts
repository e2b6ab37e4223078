import { printable } from "../base/index.ts";
import { type Approve, type Means, waitInQueue } from "../consult/index.ts";
import type { Session } from "../engine/index.ts";
import type { CommonOptions } from "./options.ts";
import type { Terminal, World } from "./world.ts";

/** Whom a door of the command line can ask: whoever sits at its terminal, or else somebody at another one. */
export function personFor(world: World, session: Session, options: CommonOptions): Means {
  // A session with a name is a client's: the terminal may be one that its agent types at.
  const terminal = options.session === undefined ? world.terminal?.() : undefined;
  if (terminal !== undefined) return { approve: askAt(terminal, session, world.userName()) };
  return options.wait === undefined ? {} : { approve: waitInQueue(session, options.wait) };
}

const words = [
  { answer: "once", key: "o", text: "[o]nce" },
  { answer: "session", key: "s", text: "this [s]ession" },
  { answer: "always", key: "a", text: "[a]lways" },
  { answer: "deny", key: "d", text: "[d]eny" },
  { answer: "stop", key: "q", text: "deny and stop [q]" },
] as const;

const mostTries = 3;

/** Shows what, why and by which rule, and reads one word from the terminal: never from the command's input. */
function askAt(terminal: Terminal, session: Session, by: string): Approve {
  return async ({ judgement: { request }, decision, suggested, signal }) => {
    using open = terminal;
    const offered = words.filter(({ answer }) => suggested.length > 0 || (answer !== "session" && answer !== "always"));
    const shown = [
      `sallyport: ${printable(request.tool)} wants:`,
      ...linesOf(request.input).map((line) => `  ${line}`),
      `  ${printable(decision.reasons[0].message, 1000)}`,
      `  in ${printable(request.cwd)} (profile ${printable(session.loaded.profile.name)})`,
      ...(suggested.length === 0 ? [] : [`  session and always let pass: ${printable(suggested.join(", "), 1000)}`]),
    ];
    open.write(`${shown.join("\n")}\n`);
    for (let tries = 0; tries < mostTries; tries += 1) {
      open.write(`${offered.map(({ text }) => text).join(", ")}? `);
      const line = (await open.readLine(signal))?.trim().toLowerCase();
      if (line === undefined) break;
      const chosen = offered.find(({ answer, key }) => line === key || line === answer);
      if (chosen !== undefined) return { answer: chosen.answer, by };
    }
    return { answer: "deny", by, message: "no answer was understood" };
  };
}

const mostLines = 40;

/** Nothing in it can move the cursor or look like ours. */
function linesOf(input: Readonly<Record<string, unknown>>): readonly string[] {
  const lines = Object.entries(input).flatMap(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const [first = "", ...rest] = text.split("\n").map((line) => printable(line, 400));
    return [`${printable(name)}: ${first}`, ...rest.map((line) => `  ${line}`)];
  });
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `… and ${more} more lines`] : lines;
}
