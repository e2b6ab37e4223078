import { resolve } from "node:path";
import { ConfigError, type Effect, type FileChange, printable } from "../../base/index.ts";
import { auditFolder } from "../../engine/index.ts";
import {
  type AuditQuery,
  type AuditRecord,
  formatAuditText,
  queryAudit,
  repairAudit,
  tailAudit,
  verifyAudit,
} from "../../observe/index.ts";
import { jsonLine } from "../json-line.ts";
import { writeAll } from "../world.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

/** `audit tail | query | verify`. */
export const audit: Command = {
  options: new Map([
    ["-n", "value"],
    ["--follow", "flag"],
    ["-f", "flag"],
    ["--format", "value"],
    ["--since", "value"],
    ["--until", "value"],
    ["--tool", "value"],
    ["--verdict", "value"],
    ["--rule", "value"],
    ["--session", "value"],
    ["--text", "value"],
    ["--changed", "value"],
    ["--by", "value"],
    ["--repair", "flag"],
  ]),
  run(invocation) {
    const [verb = "", extra] = invocation.words;
    const run = verbs.get(verb);
    if (run === undefined || extra !== undefined) {
      throw new ConfigError(
        "config/usage",
        "audit: say tail [-n N] [--follow], query [--since T] [--until T] [--tool T] [--verdict V] [--rule R] [--session S] [--text T] [--changed PATH] [--by command|tool|other], or verify [--repair]; --format text or json",
      );
    }
    return run(invocation);
  },
};

const verbs = new Map<string, (invocation: Invocation) => number | Promise<number>>([
  ["tail", tail],
  ["query", query],
  ["verify", verify],
]);

async function tail(invocation: Invocation): Promise<number> {
  const spelled = ownValue(invocation, "-n") ?? "10";
  if (!/^\d{1,9}$/u.test(spelled)) throw new ConfigError("config/usage", "audit tail: -n takes a number");
  const print = printer(invocation);
  const follow = invocation.own.has("--follow") || invocation.own.has("-f");
  for await (const record of tailAudit(auditFolder(invocation.world), { count: Number(spelled), follow }))
    print(record);
  return 0;
}

function query(invocation: Invocation): number {
  const print = printer(invocation);
  for (const record of queryAudit(auditFolder(invocation.world), readQuery(invocation))) print(record);
  return 0;
}

function verify(invocation: Invocation): number {
  const folder = auditFolder(invocation.world);
  const repair = invocation.own.has("--repair") ? repairAudit(folder) : undefined;
  const verdict = repair?.verdict ?? verifyAudit(folder);
  if (invocation.options.json) {
    writeAll(1, `${JSON.stringify({ ...verdict, ...(repair === undefined ? {} : { done: repair.done }) })}\n`);
  } else {
    for (const line of repair?.done ?? []) writeAll(1, `repaired: ${printable(line)}\n`);
    writeAll(
      1,
      `${verdict.state}: ${verdict.records} records in ${verdict.files} files, the last is ${verdict.last.seq} ${verdict.last.hash}\n`,
    );
    for (const { file, line, code, message } of verdict.problems)
      writeAll(1, `${printable(file)}:${line}: ${code}: ${printable(message)}\n`);
    if (verdict.state === "torn") writeAll(1, "run sallyport audit verify --repair to set the piece aside\n");
  }
  return verdict.state === "intact" ? 0 : 1;
}

function printer(invocation: Invocation): (record: AuditRecord) => void {
  const format = ownValue(invocation, "--format") ?? "json";
  if (format === "json") return (record) => writeAll(1, jsonLine(record));
  if (format === "text") return (record) => writeAll(1, `${formatAuditText(record)}\n`);
  throw new ConfigError("config/usage", "audit: --format takes text or json");
}

function readQuery(invocation: Invocation): AuditQuery {
  const since = readTime(invocation, "--since");
  const until = readTime(invocation, "--until");
  const verdict = readChoice(verdicts, ownValue(invocation, "--verdict"), "--verdict takes allow, ask or deny");
  const by = readChoice(changers, ownValue(invocation, "--by"), "--by takes command, tool or other");
  const changed = ownValue(invocation, "--changed");
  const texts = (["tool", "rule", "session", "text"] as const).flatMap((name) => {
    const value = ownValue(invocation, `--${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(by === undefined ? {} : { by }),
    ...(changed === undefined ? {} : { changed: resolve(invocation.world.cwd, changed) }),
    ...Object.fromEntries(texts),
  };
}

const units = new Map([
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);

/** A date as ISO 8601 writes it, or how long ago: `90s`, `15m`, `2h`, `7d`. */
function readTime(invocation: Invocation, flag: string): Date | undefined {
  const text = ownValue(invocation, flag);
  if (text === undefined) return undefined;
  const [, count, unit] = /^(\d{1,9})([smhd])$/u.exec(text) ?? [];
  const moment = new Date(unit === undefined ? text : Date.now() - Number(count) * (units.get(unit) ?? 0));
  if (Number.isNaN(moment.getTime())) {
    throw new ConfigError("config/usage", `audit: ${flag} takes a date (2026-01-30T12:00:00Z) or an age (15m, 2h, 7d)`);
  }
  return moment;
}

const verdicts = new Map<string, Effect>([
  ["allow", "allow"],
  ["ask", "ask"],
  ["deny", "deny"],
]);

const changers = new Map<string, FileChange["by"]>([
  ["command", "command"],
  ["tool", "tool"],
  ["other", "other"],
]);

function readChoice<T>(choices: ReadonlyMap<string, T>, text: string | undefined, wanted: string): T | undefined {
  if (text === undefined) return undefined;
  const choice = choices.get(text.toLowerCase());
  if (choice === undefined) throw new ConfigError("config/usage", `audit: ${wanted}`);
  return choice;
}
