import { ConfigError } from "../../base/index.ts";
import { consultProgram } from "../../consult/index.ts";
import { openSession } from "../../engine/index.ts";
import { personFor, programsAskedBy } from "../ask-person.ts";
import { finish } from "../finish.ts";
import type { Command } from "./command.ts";

/** One program, given as words: no shell reads them again. */
export const runProgram: Command = {
  options: new Map(),
  async run({ world, options, words }) {
    if (words.length === 0) throw new ConfigError("config/usage", "run: name a program after --");
    const session = openSession(world, options);
    const means = personFor(world, session, options);
    const judgement = await consultProgram(session, words, means);
    const { mappedArgv: mapped, runArgv = words } = judgement;
    const confirm = programsAskedBy(world, session, { options, means });
    const start = { argv: runArgv, timeoutSeconds: options.timeout, confirm, ...(mapped && { mapped }) };
    return finish(session, judgement, start, options);
  },
};
