import { ConfigError, codedError, printable } from "../../base/index.ts";
import { consult, inputInstead } from "../../consult/index.ts";
import {
  atThisTime,
  decodeText,
  type PolicyChoice,
  reopenSession,
  type Session,
  watchPolicy,
} from "../../engine/index.ts";
import { jsonLine } from "../json-line.ts";
import { toVerdict, type Verdict } from "../verdict.ts";
import { writeAll } from "../world.ts";
import { readLines } from "../read-lines.ts";

/** Longer lines are refused unread; 1 MiB of command, escaped as JSON, fits. */
const longestLine = 8 * 1024 * 1024;

/** So many different policies are kept compiled; a client that sends ever new ones costs time, not memory. */
const mostPolicies = 256;

/** A line of JSON in, a line out, in order. A line that can't be read is answered with a denial. */
export async function checkBatch(session: Session, input: NodeJS.ReadableStream): Promise<number> {
  await using watched = await watchPolicy(session, (line) => writeAll(2, `sallyport: ${line}\n`));
  const sessions = new Map<string, Session>();
  for await (const bytes of readLines(input, longestLine)) {
    if (bytes?.length === 0) continue;
    const verdict =
      bytes === undefined
        ? badInput(null, `the line is longer than ${longestLine} bytes`)
        : await answer(bytes, watched.current(), sessions);
    writeAll(1, jsonLine(verdict));
  }
  return 0;
}

async function answer(bytes: Uint8Array, session: Session, sessions: Map<string, Session>): Promise<Verdict> {
  const item = parseLine(bytes);
  if (typeof item === "string") return badInput(null, item);
  const id = item.get("id") ?? null;
  const unknown = [...item.keys()].find((key) => !lineKeys.has(key));
  if (unknown !== undefined) return badInput(id, `a line has no \`${unknown}\`, only ${[...lineKeys].join(", ")}`);
  const wanted = toolOf(item);
  if (typeof wanted === "string") return badInput(id, wanted);
  const choice = askerChoice(item, choiceOf(item), session.choice);
  if (typeof choice === "string") return badInput(id, choice);
  try {
    const chosen = choice === undefined ? session : sessionFor(choice, session, sessions);
    const judgement = await consult(chosen, wanted.tool, wanted.input);
    return toVerdict(id, judgement.decision, inputInstead(judgement));
  } catch (error) {
    return unanswered(id, error);
  }
}

/** What went wrong with one line is that line's denial; the others still get their verdicts. */
function unanswered(id: unknown, error: unknown): Verdict {
  if (error instanceof ConfigError) {
    const issues = error.issues.map(
      (issue) => `${issue.code} at ${issue.pointer}: ${issue.message}; wanted ${issue.wanted}`,
    );
    return badInput(id, [error.message, ...issues].join("; "));
  }
  const { code, message } = codedError(error);
  writeAll(2, `sallyport: ${printable(message, 1000)}\n`);
  return { id, behavior: "deny", reasons: [{ code, subject: "line", message: printable(message, 1000) }] };
}

function sessionFor(choice: PolicyChoice, session: Session, sessions: Map<string, Session>): Session {
  const key = JSON.stringify({ ...choice, context: [...(choice.context ?? [])] });
  const known = sessions.get(key);
  const opened = known === undefined ? reopenSession(session, choice) : atThisTime(known);
  if (opened === known) return known;
  if (sessions.size >= mostPolicies) sessions.clear();
  sessions.set(key, opened);
  return opened;
}

type Item = ReadonlyMap<string, unknown>;

const lineKeys = new Set(["id", "command", "tool", "input", "policy", "profile", "role", "agent", "context"]);

function parseLine(bytes: Uint8Array): Item | string {
  const line = decodeText(bytes);
  if (line === undefined) return "the line is not valid UTF-8";
  try {
    return mapOf(JSON.parse(line)) ?? "a line takes a JSON object";
  } catch {
    return "the line is not JSON";
  }
}

function mapOf(value: unknown): Item | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

function toolOf(item: Item): { tool: string; input: Readonly<Record<string, unknown>> } | string {
  const command = item.get("command");
  const tool = item.get("tool");
  if (typeof command === "string" && tool === undefined) return { tool: "Bash", input: { command } };
  if (typeof tool !== "string") return "a line needs `command`, or `tool` and `input`";
  const input = mapOf(item.get("input") ?? {});
  return input === undefined ? "`input` takes an object" : { tool, input: Object.fromEntries(input) };
}

const lists = [
  ["allowed_tools", "allowedTools"],
  ["ask_tools", "askTools"],
  ["disallowed_tools", "disallowedTools"],
  ["tools", "tools"],
] as const;

/** The mode as the options call it, and as profiles do. */
const modeNames = ["mode", "permission_mode"] as const;

/** The policy of a line: its own lists, a whole profile, or nothing: the session's. */
function choiceOf(item: Item): PolicyChoice | string | undefined {
  const profile = item.get("profile");
  const inline =
    profile === undefined ? {} : typeof profile === "string" ? { profile } : { inline: JSON.stringify(profile) };
  if (item.get("policy") === undefined) return profile === undefined ? undefined : inline;
  const policy = mapOf(item.get("policy"));
  if (policy === undefined) return "`policy` takes an object";
  // Lists alone say all there is to say: nothing is allowed that they don't name. Where there are none, tools are unrestricted.
  const restricts = ["tools", "allowed_tools", ...modeNames].some((name) => policy.has(name));
  const choice: { -readonly [Key in keyof PolicyChoice]: PolicyChoice[Key] } =
    profile === undefined && restricts ? { allowedTools: [] } : { ...inline };
  const known = new Set<string>([...modeNames, ...lists.map(([name]) => name)]);
  for (const name of policy.keys()) if (!known.has(name)) return `\`policy\` has no \`${printable(name)}\``;
  for (const [name, key] of lists) {
    const list = policy.get(name);
    if (list === undefined) continue;
    if (!Array.isArray(list) || !list.every((rule) => typeof rule === "string"))
      return `\`${name}\` takes a list of rules`;
    choice[key] = list;
  }
  const [mode, second] = modeNames.flatMap((name) => policy.get(name) ?? []);
  if (second !== undefined) return `\`policy\` takes one of ${modeNames.join(", ")}`;
  if (mode !== undefined && typeof mode !== "string") return "`mode` takes a text";
  return mode === undefined ? choice : { ...choice, mode };
}

/** The same with whom and where the line says that it comes from. */
function askerChoice(
  item: Item,
  choice: ReturnType<typeof choiceOf>,
  session: PolicyChoice,
): ReturnType<typeof choiceOf> {
  const [role, agent] = [item.get("role"), item.get("agent")];
  const context = item.has("context") ? mapOf(item.get("context")) : new Map<string, unknown>();
  if (typeof choice === "string" || (role ?? agent ?? item.get("context")) === undefined) return choice;
  if (![role, agent].every((name) => name === undefined || typeof name === "string"))
    return "`role` and `agent` take a name";
  const pairs = [...(context ?? [["", 0]])].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  if (context === undefined || pairs.length !== context.size) return "`context` takes an object of texts";
  return {
    ...(choice ?? session),
    ...(typeof role === "string" ? { role } : {}),
    ...(typeof agent === "string" ? { agents: [agent] } : {}),
    ...(pairs.length === 0 ? {} : { context: new Map(pairs) }),
  };
}

function badInput(id: unknown, why: string): Verdict {
  return {
    id,
    behavior: "deny",
    reasons: [{ code: "tool/bad-input", subject: "line", message: printable(why, 2000) }],
  };
}
