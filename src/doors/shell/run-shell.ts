import { ConfigError, printable } from "../../base/index.ts";
import { confirmedBy, consult, type Means, takeHandedText } from "../../consult/index.ts";
import {
  bash as realBash,
  bashVersion,
  type Judgement,
  judgeRefused,
  judgeUnread,
  openSession,
  type Script,
  type Session,
  textArgs,
} from "../../engine/index.ts";
import { personFor, programsAskedBy } from "../ask-person.ts";
import { finish } from "../finish.ts";
import { parseOptions } from "../options.ts";
import { type World, writeAll } from "../world.ts";
import { type BashInvocation, parseBashInvocation } from "./bash-invocation.ts";
import { readCommandText, type ScriptFile, type TextRead } from "./read-command-text.ts";
import { typeShell } from "./type-shell.ts";

/** Stands in for `bash ARGV…`: judges the text, runs it inside the walls, and ends as it ended. */
export async function runShell(world: World, argv: readonly string[]): Promise<number> {
  const parsed = parseOptions(argv, world.env);
  if (!parsed.ok) throw new ConfigError("config/usage", parsed.message);
  const { options, rest } = parsed;
  const called = parseBashInvocation(rest);
  if (!called.ok) throw new ConfigError("config/usage", printable(called.message));
  const { invocation } = called;
  if (invocation.source.kind === "version") {
    writeAll(1, `${bashVersion(realBash)}\nsallyport ${world.version}\n`);
    return 0;
  }
  const read = readCommandText(invocation, world);
  if (read.kind === "missing") {
    writeAll(
      2,
      `sallyport: ${printable(invocation.source.kind === "file" ? invocation.source.path : "")}: ${read.message}\n`,
    );
    return read.message === "No such file or directory" ? 127 : 126;
  }
  if (read.kind === "interactive") return typeShell(world, options);
  const session = openSession(world, options);
  const means =
    options.confirmed === undefined
      ? personFor(world, session, options)
      : { approve: confirmedBy(session, options.confirmed), wayToAsk: "have the client ask for the command again" };
  const judgement = await judgeRead(session, read, { handed: options.handed, means });
  const text = read.kind === "text" ? (judgement.runText ?? judgedText(judgement)) : undefined;
  const script = read.kind === "text" && text !== undefined ? scriptToOpen(session, read.file, text) : undefined;
  const mapped = judgement.updatedInput?.["command"];
  const start = {
    argv: bashArgv(invocation, text, script),
    ...(typeof mapped === "string" ? { mapped: bashArgv(invocation, mapped, undefined) } : {}),
    timeoutSeconds: options.timeout,
    confirm: programsAskedBy(world, session, { options, means }),
    ...(script === undefined ? {} : { script }),
  };
  return finish(session, judgement, start, options);
}

interface Judging {
  readonly handed: string | undefined;
  readonly means: Means;
}

async function judgeRead(session: Session, read: TextRead, { handed, means }: Judging): Promise<Judgement> {
  if (read.kind !== "text") return judgeUnread(session);
  const command = handed === undefined ? read.text : takeHandedText(session, handed);
  if (command !== undefined) return await consult(session, "Bash", { command }, means);
  const why = "the text that was handed over was taken before, or has waited too long: ask for the command again";
  return judgeRefused(session, { tool: "Bash", input: { command: read.text }, why });
}

/** The text as it was judged last: a hook may have put another one in its place. */
function judgedText({ request }: Judgement): string {
  return String(request.input["command"]);
}

/** A script file that bash opens itself. Without walls nothing could keep the file from being another one by then. */
function scriptToOpen({ loaded }: Session, file: ScriptFile | undefined, text: string): Script | undefined {
  const { sandbox, bash } = loaded.profile;
  if (file === undefined || sandbox.backend === "none") return undefined;
  return { name: bash.workingDirectory === undefined ? file.name : file.path, text };
}

/**
 * How the real bash is called. The judged text itself goes in, whatever it was read from: a file or a pipe could hold
 * something else by the time bash reads it, and a script could rewrite itself.
 */
function bashArgv(
  { source, bashOptions, interactive, args }: BashInvocation,
  text: string | undefined,
  script: Script | undefined,
): readonly string[] {
  // An interactive bash would expand aliases, so that a word would no longer mean what was judged.
  const mode = interactive || text === undefined ? ["-i", "+O", "expand_aliases"] : [];
  const bash = ["bash", ...bashOptions, ...mode];
  if (text === undefined) return bash;
  if (script !== undefined) return [...bash, "--", script.name, ...args];
  const [name = "bash", ...others] =
    source.kind === "string" ? args : [source.kind === "file" ? source.path : "bash", ...args];
  return [...bash, ...textArgs(text, name), ...others];
}
