import { ConfigError, printable } from "../../base/index.ts";
import { parseOptions } from "../options.ts";
import { type World, writeAll } from "../world.ts";
import { audit } from "./audit.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { explain } from "./explain.ts";
import { profile } from "./profile.ts";
import { runProgram } from "./run-program.ts";
import { trust } from "./trust.ts";
import { usage } from "./usage.ts";

const commands = new Map<string, Command>([
  ["run", runProgram],
  ["check", check],
  ["explain", explain],
  ["profile", profile],
  ["audit", audit],
  ["trust", trust],
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
  const command = commands.get(name);
  if (command === undefined)
    throw new ConfigError("config/usage", `\`${printable(name)}\` is not a sub-command; see sallyport --help`);
  const parsed = parseOptions(rest, world.env, command.options);
  if (!parsed.ok) throw new ConfigError("config/usage", `${name}: ${parsed.message}; see sallyport --help`);
  return command.run({ world, options: parsed.options, own: parsed.own, words: parsed.rest });
}
