import { realpathSync } from "node:fs";
import { join } from "node:path";
import { handText, issueTicket } from "../consult/index.ts";
import { agentSeconds, type Judgement, quoteWord, type Session } from "../engine/index.ts";
import { type CommonOptions, optionWords } from "./options.ts";
import type { World } from "./world.ts";

interface Asked {
  readonly world: Pick<World, "env" | "packageRoot">;
  readonly client: {
    /** Whether the next command starts in the folder that one ended in. */
    readonly keepsFolder: boolean;
    /** Variables that name the shell it runs commands with, the first one that is set counts. */
    readonly shellVariables: readonly string[];
  };
}

interface Judged {
  readonly session: Session;
  readonly options: CommonOptions;
  readonly judgement: Judgement;
}

/**
 * The command as the client is to run it: by Sallyport, under the session, the mode and the profile of this verdict. The client runs
 * what a hook allows without walls. Nothing where nothing is to run, or where walls stand already or are not wanted.
 */
export function throughSallyport({ session, options, judgement }: Judged, asked: Asked): string | undefined {
  const { world } = asked;
  const { request, decision, runText } = judgement;
  const command = runText ?? request.input["command"];
  const { backend, root } = session.loaded.profile.sandbox;
  if (request.tool !== "Bash" || typeof command !== "string" || decision.effect === "deny") return undefined;
  if (backend === "none" || isOwnShell(world, asked.client.shellVariables)) return undefined;
  const keeps = asked.client.keepsFolder && root === undefined && /\b(?:cd|pushd|popd)\b/u.test(command);
  // What the client confirms, or a callback has opened, the other door could ask nobody about.
  const isOpen = decision.effect === "ask" || judgement.consulted?.opened === true;
  const left = agentSeconds(session, judgement.caller?.agentId);
  const run = (text: string): string => {
    const timed = left === undefined ? options : { ...options, timeout: narrower(options.timeout, left) };
    const stated = isOpen ? { ...timed, confirmed: issueTicket(session, text) } : timed;
    const words = (told: CommonOptions, last: string): string =>
      [join(world.packageRoot, "scripts/sallyport"), ...optionWords(told), "-c", last].map(quoteWord).join(" ");
    const whole = words(stated, text);
    return fitsArgument(whole) ? whole : words({ ...stated, handed: handText(session, text) }, "");
  };
  return keeps ? keepingFolder(command, run) : run(command);
}

/** MAX_ARG_STRLEN of execve(2), and what a client puts around a command. In bytes. */
const longestArgument = 131_072;
const frame = 8192;

/** Whether a client can hand it to its shell: as one argument, in quotes of its own, which make five characters out of each quote. */
function fitsArgument(command: string): boolean {
  return Buffer.byteLength(command) + 4 * (command.split("'").length - 1) + frame < longestArgument;
}

/** What is left of an agent's time, for a command of its. */
function narrower(timeout: number | undefined, left: number): number {
  return Math.max(1, Math.min(timeout ?? Infinity, Math.ceil(left)));
}

/** Whether the client's own shell is Sallyport. */
function isOwnShell({ env, packageRoot }: Asked["world"], variables: readonly string[]): boolean {
  const shell = variables.map((name) => env.get(name)).find((path) => path !== undefined && path !== "");
  if (shell === undefined) return false;
  try {
    return realpathSync(shell) === realpathSync(join(packageRoot, "scripts/sallyport"));
  } catch {
    return false; // there is no such file: then it is no shell of ours
  }
}

/** The client's shell follows to the folder that the command ended in, as it would without Sallyport in between. */
function keepingFolder(command: string, run: (text: string) => string): string {
  const name = Math.random().toString(36).slice(2);
  const file = `/tmp/claude-${name}-cwd`;
  // In the client's own words, so that the file is known for the client's.
  const inner = run(`eval ${quoteWord(command)} && pwd -P >| ${file}`);
  return `${inner} && { cd -- "$(command cat ${file}; command rm -f ${file})" || true; }`;
}
