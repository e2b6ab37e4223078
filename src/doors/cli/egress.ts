import { ConfigError } from "../../base/index.ts";
import type { Command, Invocation } from "./command.ts";
import { egressServe } from "./egress-serve.ts";
import { egressCheck } from "./egress-check.ts";

const verbs = new Map<string, (invocation: Invocation, words: readonly string[]) => Promise<number>>([
  ["check", egressCheck],
  ["serve", egressServe],
]);

/** `egress check | serve`: the network's filter by itself. */
export const egress: Command = {
  options: new Map([
    ["--batch", "flag"],
    ["--listen", "value"],
    ["--status", "value"],
    ["--clients", "value"],
    ["--grace", "value"],
    ["--transparent", "flag"],
    ["--authority", "value"],
  ]),
  run(invocation) {
    const [verb = "", ...words] = invocation.words;
    const run = verbs.get(verb);
    if (run === undefined)
      throw new ConfigError(
        "config/usage",
        "egress: say check URL…, check --batch, or serve --listen ADDR:PORT|unix:PATH",
      );
    return run(invocation, words);
  },
};
