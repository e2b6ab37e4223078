import { ConfigError, printable } from "../../base/index.ts";
import { consult, consultProgram, type Means, rulesFor } from "../../consult/index.ts";
import { auditFolder, openSession, quoteWord, reopenSession, type Session, startOf } from "../../engine/index.ts";
import { type AuditRecord, tailAudit } from "../../observe/index.ts";
import { finish } from "../finish.ts";
import { writeAll } from "../world.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

/**
 * `learn -- ARGV…` or `learn -c TEXT`: runs it inside the walls, lets pass what no rule denies, and then prints what the profile lacks for it to pass by itself.
 * Nothing is written: a person takes it over. The status is the command's own.
 */
export const learn: Command = {
  options: new Map([["-c", "value"]]),
  async run(invocation) {
    const { world, options, words } = invocation;
    const text = ownValue(invocation, "-c");
    if ((text === undefined) === (words.length === 0))
      throw new ConfigError("config/usage", "learn: name a program after --, or give -c TEXT");
    const named = openSession(world, options);
    const open = reopenSession(named, { ...named.choice, mode: "bypassPermissions" });
    const by: Means = { approve: () => Promise.resolve({ answer: "once", by: world.userName(), message: "to learn" }) };
    const judgement =
      text === undefined ? await consultProgram(open, words, by) : await consult(open, "Bash", { command: text }, by);
    const argv = text === undefined ? { argv: judgement.runArgv ?? words } : startOf(judgement, (judged) => judged);
    const status = await finish(open, judgement, { ...argv, timeoutSeconds: options.timeout }, options);
    if (judgement.decision.effect !== "allow") return status;
    const command = text ?? words.map(quoteWord).join(" ");
    print(named, await neededFor(named, command, { id: judgement.request.id, invocation }), options.json);
    return status;
  },
};

interface Needed {
  readonly allowed_tools: readonly string[];
  readonly allowed_domains: readonly string[];
}

interface Ran {
  readonly id: string;
  readonly invocation: Invocation;
}

/** More records than one run leaves at its end. */
const mostRecords = 500;

/** What its text needs, and what was seen to start and to be refused while it ran. */
async function neededFor(session: Session, command: string, { id, invocation }: Ran): Promise<Needed> {
  const tools = new Set(rulesFor(session, "Bash", { command }));
  const domains = new Set<string>();
  for await (const record of tailAudit(auditFolder(invocation.world), { count: mostRecords, follow: false })) {
    if (record.id !== id) continue;
    for (const rule of rulesOfExecs(session, record)) tools.add(rule);
    const [reason] = record.reasons;
    if (record.tool === "Network" && reason?.code === "net/host-not-allowed")
      domains.add(reason.subject.replace(/:(?:80|443)$/u, ""));
  }
  return { allowed_tools: [...tools], allowed_domains: [...domains] };
}

/** Programs that passed only because the mode lets everything pass. */
function rulesOfExecs(session: Session, { execs = [] }: AuditRecord): readonly string[] {
  return execs
    .filter(({ code }) => code === "mode/bypass" || code === "exec/confirmed")
    .flatMap(({ argv }) => {
      const words: readonly unknown[] = Array.isArray(argv) ? argv : [];
      const texts = words.filter((word) => typeof word === "string");
      const command = texts.map(quoteWord).join(" ");
      return texts.length === words.length && texts.length > 0 ? rulesFor(session, "Bash", { command }) : [];
    });
}

function print(session: Session, needed: Needed, json: boolean): void {
  if (json) return writeAll(1, `${JSON.stringify(needed)}\n`);
  const lines = [
    ...section('  "allowed_tools": [', needed.allowed_tools),
    ...section('  "permissions": { "network_access": { "allowed_domains": [', needed.allowed_domains),
  ];
  const name = printable(session.loaded.profile.name);
  const head = [`--- ${name}`, `+++ ${name}, with what this needed`];
  writeAll(1, lines.length === 0 ? `${name} needs nothing more for this\n` : `${[...head, ...lines].join("\n")}\n`);
}

function section(head: string, added: readonly string[]): readonly string[] {
  return added.length === 0 ? [] : [head, ...added.map((entry) => `+   ${printable(JSON.stringify(entry), 1000)},`)];
}
