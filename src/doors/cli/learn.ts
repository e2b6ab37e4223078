import { ConfigError, printable } from "../../base/index.ts";
import { consult, consultProgram, type Means, rulesFor } from "../../consult/index.ts";
import {
  auditFolder,
  judgeTool,
  openSession,
  quoteWord,
  reopenSession,
  type Session,
  startOf,
  underRules,
} from "../../engine/index.ts";
import { type AuditRecord, tailAudit } from "../../observe/index.ts";
import { finish } from "../finish.ts";
import { writeAll } from "../world.ts";
import { learntDiff, type Needed } from "./learnt-diff.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

/**
 * `learn -- ARGV…` or `learn -c TEXT`: runs it inside the walls, lets pass what no rule denies, and then prints what the profile lacks for it to pass by itself,
 * as a change of the profile's file. Nothing is written: a person takes it over. The status is the command's own.
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
    const needed = await neededFor(named, command, { id: judgement.request.id, invocation });
    print(named, needed, { command, json: options.json });
    return status;
  },
};

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

function print(session: Session, needed: Needed, { command, json }: Asked): void {
  const lacks = needed.allowed_tools.length + needed.allowed_domains.length > 0;
  const learnt = lacks ? learntDiff(session, needed) : undefined;
  const left = lacks ? refusalLeft(session, command, needed) : undefined;
  if (json) return writeAll(1, `${JSON.stringify({ ...needed, ...learnt, ...(left !== undefined && { left }) })}\n`);
  writeAll(1, learnt?.diff ?? `${printable(session.loaded.profile.name)} needs nothing more for this\n`);
  if (lacks && session.choice.allowedTools !== undefined)
    writeAll(
      2,
      "sallyport: the list of --allowed-tools counts above that of a file: add the rules there, or leave it out\n",
    );
  if (left !== undefined) writeAll(2, `sallyport: with that it would still be stopped: ${printable(left, 1000)}\n`);
}

interface Asked {
  readonly command: string;
  readonly json: boolean;
}

/** What stands in the way all the same: a rule that asks is above those that allow. */
function refusalLeft(session: Session, command: string, { allowed_tools: tools }: Needed): string | undefined {
  const open = underRules(session, tools, "beside");
  const { decision } = judgeTool(open ?? session, "Bash", { command });
  return decision.effect === "allow" ? undefined : decision.reasons[0].message;
}
