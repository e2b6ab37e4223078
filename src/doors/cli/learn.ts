import { ConfigError, printable } from "../../base/index.ts";
import { consult, consultProgram, type Means, rulesFor } from "../../consult/index.ts";
import {
  auditFolder,
  hostsLacking,
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
    const command = text ?? words.map(quoteWord).join(" ");
    const named = openSession(world, options);
    const { session: open, hosts } = opened(named, command);
    const by: Means = { approve: () => Promise.resolve({ answer: "once", by: world.userName(), message: "to learn" }) };
    const judgement =
      text === undefined ? await consultProgram(open, words, by) : await consult(open, "Bash", { command: text }, by);
    const argv = text === undefined ? { argv: judgement.runArgv ?? words } : startOf(judgement, (judged) => judged);
    const status = await finish(open, judgement, { ...argv, timeoutSeconds: options.timeout }, options);
    if (judgement.decision.effect !== "allow") return status;
    const needed = await neededFor(named, command, { id: judgement.request.id, session: open, hosts, invocation });
    print(named, needed, { command, json: options.json });
    return status;
  },
};

interface Opened {
  readonly session: Session;
  /** That its text names, and the profile lacks. */
  readonly hosts: readonly string[];
}

/** Lets pass what no rule denies, the hosts that the text names among it. Others are refused, and seen: there is a network even where no host is allowed. */
function opened(named: Session, command: string): Opened {
  const isClosed = named.loaded.profile.network.allowed.length === 0;
  const free = reopenSession(named, { ...named.choice, mode: "bypassPermissions" });
  const session = withHosts(free, isClosed ? [nobody] : []);
  const hosts = hostsIn(session, command);
  return { session: withHosts(session, hosts), hosts };
}

/** A host that can't be (RFC 6761). */
const nobody = "none.invalid";

function withHosts(session: Session, hosts: readonly string[]): Session {
  const { choice } = session;
  return hosts.length === 0
    ? session
    : reopenSession(session, { ...choice, allowDomains: [...(choice.allowDomains ?? []), ...hosts] });
}

const hostsIn = (session: Session, command: string): readonly string[] =>
  hostsLacking(judgeTool(session, "Bash", { command }));

interface Ran extends Opened {
  readonly id: string;
  readonly invocation: Invocation;
}

/** More records than one run leaves at its end. */
const mostRecords = 500;

/** What its text needs, and what was seen to start and to be refused while it ran. */
async function neededFor(named: Session, command: string, { id, session, hosts, invocation }: Ran): Promise<Needed> {
  const commands = new Set([command]);
  const domains = new Set(hosts);
  for await (const record of tailAudit(auditFolder(invocation.world), { count: mostRecords, follow: false })) {
    if (record.id !== id) continue;
    for (const started of startsIn(record)) {
      commands.add(started);
      for (const host of hostsIn(session, started)) domains.add(host);
    }
    const [reason] = record.reasons;
    if (record.tool === "Network" && reason?.code === "net/host-not-allowed")
      domains.add(reason.subject.replace(/:(?:80|443)$/u, ""));
  }
  const reaching = withHosts(named, [...domains]);
  const tools = new Set<string>();
  for (const each of commands) {
    const held = tools.size === 0 ? reaching : (underRules(reaching, [...tools], "beside") ?? reaching);
    for (const rule of rulesFor(held, "Bash", { command: each })) tools.add(rule);
  }
  return { allowed_tools: [...tools], allowed_domains: [...domains] };
}

/** Of programs that passed only because the mode lets everything pass, or that a host was wanted for. */
const learntCodes: ReadonlySet<string> = new Set([
  "mode/bypass",
  "exec/confirmed",
  "net/allowed",
  "net/host-not-allowed",
]);

/** As commands. */
function startsIn({ execs = [] }: AuditRecord): readonly string[] {
  return execs
    .filter(({ code }) => learntCodes.has(code))
    .flatMap(({ argv }) => {
      const words: readonly unknown[] = Array.isArray(argv) ? argv : [];
      const texts = words.filter((word) => typeof word === "string");
      return texts.length === words.length && texts.length > 0 ? [texts.map(quoteWord).join(" ")] : [];
    });
}

function print(session: Session, needed: Needed, { command, json }: Asked): void {
  const lacks = needed.allowed_tools.length + needed.allowed_domains.length > 0;
  const learnt = lacks ? learntDiff(session, needed) : undefined;
  const left = refusalLeft(session, command, needed);
  if (json) return writeAll(1, `${JSON.stringify({ ...needed, ...learnt, ...(left !== undefined && { left }) })}\n`);
  const nothing = left === undefined ? `${printable(session.loaded.profile.name)} needs nothing more for this\n` : "";
  writeAll(1, learnt?.diff ?? nothing);
  if (lacks && session.choice.allowedTools !== undefined)
    writeAll(
      2,
      "sallyport: the list of --allowed-tools counts above that of a file: add the rules there, or leave it out\n",
    );
  if (left === undefined) return;
  const still = lacks ? "with that it would still be stopped" : "no rule for just this lets it pass";
  writeAll(2, `sallyport: ${still}: ${printable(left, 1000)}\n`);
}

interface Asked {
  readonly command: string;
  readonly json: boolean;
}

/** What stands in the way all the same: a rule that asks is above those that allow. */
function refusalLeft(session: Session, command: string, needed: Needed): string | undefined {
  const reaching = withHosts(session, needed.allowed_domains);
  const open = underRules(reaching, needed.allowed_tools, "beside");
  const { decision } = judgeTool(open ?? reaching, "Bash", { command });
  return decision.effect === "allow" ? undefined : decision.reasons[0].message;
}
