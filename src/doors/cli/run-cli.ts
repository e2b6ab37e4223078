import { ConfigError, printable } from "../../base/index.ts";
import { parseOptions } from "../options.ts";
import { type World, writeAll } from "../world.ts";
import type { Command } from "./command.ts";
import { usage } from "./usage.ts";

/** Each is loaded when it is asked for: standing in for bash needs none of them. */
const commands = new Map<string, () => Promise<Command>>([
  ["run", async () => (await import("./run-program.ts")).runProgram],
  ["check", async () => (await import("./check.ts")).check],
  ["explain", async () => (await import("./explain.ts")).explain],
  ["profile", async () => (await import("./profile.ts")).profile],
  ["doctor", async () => (await import("./doctor.ts")).doctor],
  ["audit", async () => (await import("./audit.ts")).audit],
  ["egress", async () => (await import("./egress.ts")).egress],
  ["fetch", async () => (await import("./fetch.ts")).fetch],
  ["changes", async () => (await import("./changes.ts")).changes],
  ["tool", async () => (await import("./tool.ts")).tool],
  ["install", async () => (await import("./install.ts")).install],
  ["uninstall", async () => (await import("./install.ts")).uninstall],
  ["verify", async () => (await import("./verify.ts")).verify],
  ["learn", async () => (await import("./learn.ts")).learn],
  ["approvals", async () => (await import("./approvals.ts")).approvals],
  ["trust", async () => (await import("./trust.ts")).trust],
]);

/** True when `word` names a sub-command, so that it is not a script file for the shell. */
export function isSubCommand(word: string): boolean {
  return commands.has(word) || word === "help";
}

/** Runs one sub-command; `argv` starts with its name. Returns the exit status; throws the house's errors. */
export async function runCli(world: World, argv: readonly string[]): Promise<number> {
  const [name = "help", ...rest] = argv;
  if (name === "help") {
    writeAll(1, usage);
    return 0;
  }
  const load = commands.get(name);
  if (load === undefined)
    throw new ConfigError("config/usage", `\`${printable(name)}\` is not a sub-command; see sallyport --help`);
  const command = await load();
  const parsed = parseOptions(rest, world.env, command.options);
  if (!parsed.ok) throw new ConfigError("config/usage", `${name}: ${parsed.message}; see sallyport --help`);
  return command.run({ world, options: parsed.options, own: parsed.own, words: parsed.rest });
}
