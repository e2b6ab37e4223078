import {
  type Approval,
  type Approve,
  confirmPrograms,
  type Means,
  questionLines,
  waitInQueue,
} from "../consult/index.ts";
import type { ConfirmProgram, Session } from "../engine/index.ts";
import type { Terminal, TerminalUse } from "../terminal/index.ts";
import { type Deferred, deferSignals, hearSignals } from "./defer-signals.ts";
import type { CommonOptions } from "./options.ts";
import type { World } from "./world.ts";

/** Seconds that a question stands at a terminal, where nobody says how long. */
const patience = 600;

/** What has a request wait in the queue, at every door of the command line. */
const byQueue =
  "with `--wait SECONDS` (or SALLYPORT_WAIT) it waits for `sallyport approvals allow` from another terminal";

/**
 * Whom a door of the command line can ask: whoever sits at its terminal, or else somebody at another one. Whoever has not answered in time has
 * said no.
 */
export function personFor(
  world: Pick<World, "terminal" | "userName" | "ignored">,
  session: Session,
  options: CommonOptions,
  use: TerminalUse = "alone",
): Means {
  // A session with a name is a client's: the terminal may be one that its agent types at.
  const terminal = options.session === undefined ? world.terminal?.(use) : undefined;
  const seconds = options.wait ?? patience;
  const approve =
    terminal === undefined
      ? options.wait === undefined
        ? undefined
        : waitInQueue(session, seconds)
      : askAt(terminal, session, world.userName());
  if (approve === undefined) return { wayToAsk: byQueue };
  // A shell that is typed in is a session of its own.
  const sitting = use === "alone" ? terminal?.sitting() : undefined;
  // While a command runs signals are its own, and it ends by them.
  const defer = use === "alone" ? () => deferSignals(world) : undefined;
  return { approve: oneByOne(inTime(approve, seconds, defer)), ...(sitting !== undefined && { sitting }) };
}

/**
 * Whom the same door asks about programs that start within a command: whoever sits at its terminal while the command stands still there, for what runs
 * can draw over a question, and have a person say yes to something else; where it does not, somebody at another terminal.
 */
export function programsAskedBy(
  world: Pick<World, "terminal" | "userName" | "ignored">,
  session: Session,
  { options, means: { sitting } }: { readonly options: CommonOptions; readonly means: Means },
): ConfirmProgram {
  const terminal = options.session === undefined ? world.terminal?.("over a command") : undefined;
  const asking =
    terminal && inTime(askAt(terminal, session, world.userName()), options.wait ?? patience, () => hearSignals(world));
  const here = asking && whileItStands(asking);
  const elsewhere = options.wait === undefined ? undefined : waitInQueue(session, options.wait);
  const approve: Approve = async (question) => (await here?.(question)) ?? (await elsewhere?.(question));
  return confirmPrograms({
    ...(elsewhere === undefined && { wayToAsk: byQueue }),
    ...((here ?? elsewhere) && { approve }),
    ...(sitting !== undefined && { sitting }),
  });
}

function whileItStands(approve: Approve): Approve {
  return async (question) => {
    using standing = await question.haveStandStill?.();
    if (standing === undefined) return undefined;
    return await approve({ ...question, signal: AbortSignal.any([question.signal, standing.ending]) });
  };
}

/** Nobody answers two questions with one key. */
function oneByOne(approve: Approve): Approve {
  let before: Promise<unknown> = Promise.resolve();
  return (question) => {
    const turn = before.then(() => approve(question));
    before = turn.catch(() => undefined); // its own asker hears of it
    return turn;
  };
}

function inTime(approve: Approve, seconds: number, defer: (() => Deferred) | undefined): Approve {
  return async (question) => {
    const late = AbortSignal.timeout(Math.ceil(seconds * 1000));
    using deferred = defer?.();
    const over = [question.signal, late, ...(deferred === undefined ? [] : [deferred.signal])];
    const approval = await approve({ ...question, signal: AbortSignal.any(over) });
    if (deferred?.signal.aborted === true) return nobody(`${String(deferred.signal.reason)} came while it waited`);
    // Whoever was heard was in time, however long it took to be seen here.
    return approval ?? (late.aborted ? nobody(`nobody answered within ${seconds} seconds`) : undefined);
  };
}

const nobody = (message: string): Approval => ({ answer: "deny", by: "nobody", message });

const words = [
  { answer: "once", key: "o", text: "[o]nce" },
  { answer: "session", key: "s", text: "this [s]ession" },
  { answer: "always", key: "a", text: "[a]lways for this pattern" },
  { answer: "deny", key: "d", text: "[d]eny" },
  { answer: "stop", key: "q", text: "deny and stop [q]" },
] as const;

/** What a terminal makes signals of, or the end of its input. */
const interrupts: ReadonlySet<string> = new Set(["\u0003", "\u0004", "\u001c"]);

/** What people say to a question that begins with none of its keys. */
const denials: ReadonlySet<string> = new Set(["n", "no"]);

/** Reads one key from the terminal: never from the command's input. */
function askAt(terminal: Terminal, session: Session, by: string): Approve {
  return async (question) => {
    const offered = words.filter(
      ({ answer }) => question.suggested.length > 0 || (answer !== "session" && answer !== "always"),
    );
    const text = [
      `sallyport: ${questionLines(session, question).join("\n")}`,
      `${offered.map((word) => word.text).join(", ")}? `,
    ].join("\n");
    const understand = (typed: string): Approval["answer"] | undefined =>
      (interrupts.has(typed) ? "stop" : undefined) ??
      (denials.has(typed) ? "deny" : undefined) ??
      offered.find(({ answer, key }) => typed === key || typed === answer)?.answer;
    const heard = await terminal.ask(text, understand, question.signal);
    if (heard === undefined) return undefined;
    if (heard.answer !== undefined) return { answer: heard.answer, by };
    return question.signal.aborted ? undefined : { answer: "deny", by, message: "no answer was understood" };
  };
}
