import { ConfigError, printable } from "../../base/index.ts";
import {
  answerWaiting,
  type ApprovedRule,
  everywhere,
  listWaiting,
  localRules,
  type Waiting,
} from "../../consult/index.ts";
import { openSession, type Session } from "../../engine/index.ts";
import { writeAll } from "../world.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

/**
 * `approvals list` shows what waits for a word, `approvals allow | deny ID` gives it; `approvals rules` shows what was allowed for good, `approvals
 * revoke ID…` takes it back. Status 0 when it was done, 1 when there is no such number.
 */
export const approvals: Command = {
  options: new Map([
    ["--for-session", "flag"],
    ["--always", "flag"],
    ["--stop", "flag"],
    ["--message", "value"],
  ]),
  run(invocation) {
    const [verb = "list", ...ids] = invocation.words;
    const act = verbs.get(verb);
    if (act === undefined)
      throw new ConfigError("config/usage", "approvals: list, allow ID, deny ID, rules, or revoke ID…");
    const fault = faultOf(verb, ids, invocation);
    if (fault !== undefined) throw new ConfigError("config/usage", `approvals ${verb}: ${fault}`);
    return act(openSession(invocation.world, invocation.options), ids, invocation);
  },
};

/** What each verb can be told beside numbers. */
const told = new Map([
  ["allow", ["--for-session", "--always", "--message"]],
  ["deny", ["--stop", "--message"]],
]);

function faultOf(verb: string, ids: readonly string[], { own }: Invocation): string | undefined {
  const foreign = [...own.keys()].find((flag) => told.get(verb)?.includes(flag) !== true);
  if (foreign !== undefined) return `it takes no ${foreign}`;
  if (own.has("--for-session") && own.has("--always")) return "either --for-session or --always";
  return ids.length > 0 && (verb === "list" || verb === "rules") ? "it takes no number" : undefined;
}

type Act = (session: Session, ids: readonly string[], invocation: Invocation) => number;
type Word = "once" | "session" | "always" | "deny" | "stop";

const verbs = new Map<string, Act>([
  ["list", (session, _, { options }) => show(listWaiting(session), waitingLine, options.json)],
  ["rules", (session, _, { options }) => show(localRules(session).list(), ruleLine, options.json)],
  ["allow", answer],
  ["deny", answer],
  ["revoke", revoke],
]);

function show<T>(entries: readonly T[], line: (entry: T) => string, json: boolean): number {
  if (json) writeAll(1, `${JSON.stringify(entries)}\n`);
  else writeAll(1, entries.length === 0 ? "none\n" : entries.map((entry) => `${line(entry)}\n`).join(""));
  return 0;
}

/** Each line was cut, in its middle, when it was put there. */
const longestShown = 2000;

function waitingLine({ id, shown: [head = "", ...lines], until }: Waiting): string {
  const shown = lines.map((line) => printable(line, longestShown));
  return [`${id}  ${printable(head)}`, ...shown, `  until ${until}`].join("\n");
}

function ruleLine({ id, kind, rule, project, by, at, files }: ApprovedRule): string {
  const bound = files.length === 0 ? "" : `, for ${files.map(({ path }) => printable(path)).join(", ")} as it was`;
  const what = kind === "allow" ? "" : `${kind} `;
  const where = project === everywhere ? "every project" : printable(project);
  return `${id}  ${what}${printable(rule, 1000)}  in ${where}, by ${printable(by)} on ${at}${bound}`;
}

function wordOf({ own, words }: Invocation): Word {
  if (words[0] === "deny") return own.has("--stop") ? "stop" : "deny";
  if (own.has("--always")) return "always";
  return own.has("--for-session") ? "session" : "once";
}

function answer(session: Session, ids: readonly string[], invocation: Invocation): number {
  const word = wordOf(invocation);
  const message = ownValue(invocation, "--message");
  const approval = { answer: word, by: invocation.world.userName(), ...(message !== undefined && { message }) };
  const done = word === "deny" || word === "stop" ? "denied" : "allowed";
  return each(ids, (id) => answerWaiting(session, id, approval), { done, missing: "waits" });
}

function revoke(session: Session, ids: readonly string[]): number {
  const { revoke: take } = localRules(session);
  return each(ids, (id) => take([id]).length > 0, { done: "revoked", missing: "is allowed for good" });
}

function each(
  ids: readonly string[],
  act: (id: string) => boolean,
  { done, missing }: { readonly done: string; readonly missing: string },
): number {
  if (ids.length === 0)
    throw new ConfigError("config/usage", "approvals: give the number of one; see sallyport approvals list");
  const failed = ids.filter((id) => {
    const isDone = act(id);
    writeAll(isDone ? 1 : 2, isDone ? `${id} ${done}\n` : `sallyport: nothing ${missing} under \`${printable(id)}\`\n`);
    return !isDone;
  });
  return failed.length === 0 ? 0 : 1;
}
