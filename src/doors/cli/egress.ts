import { ConfigError } from "../../base/index.ts";
import type { Command, Invocation } from "./command.ts";
import { egressCheck } from "./egress-check.ts";

const verbs = new Map<string, (invocation: Invocation, words: readonly string[]) => Promise<number>>([
  ["check", egressCheck],
]);

/** `egress check`: the network's filter by itself. */
export const egress: Command = {
  options: new Map([["--batch", "flag"]]),
  run(invocation) {
    const [verb = "", ...words] = invocation.words;
    const run = verbs.get(verb);
    if (run === undefined) throw new ConfigError("config/usage", "egress: say check URL… or check --batch");
    return run(invocation, words);
  },
};
