import type { Reason } from "../base/index.ts";
import type { ExecEntry, ExecTrace } from "../observe/index.ts";
import { chainOf, type Image } from "./exec-images.ts";
import { ownCopy } from "./own-copy.ts";

/** Collects what ran and what was refused, within bounds whatever a command starts. */
export interface ExecReport {
  readonly add: (exec: ExecFacts) => Counter;
  readonly trace: () => ExecTrace;
}

interface ExecFacts {
  readonly caller: Image | undefined;
  readonly argv: readonly string[];
  readonly file: string | undefined;
  readonly verdict: "allow" | "deny";
  readonly reason: Reason;
  /** Who had the last word, where somebody was asked. */
  readonly by?: string | undefined;
}

/** Counts another exec of the same kind. */
export type Counter = () => void;

const most = { allow: 200, deny: 100 } as const;
const mostWords = 64;
const mostCharacters = 512;

export function createExecReport(): ExecReport {
  const kept = new Map<string, { entry: Omit<ExecEntry, "times">; times: number }>();
  const counts = { allow: 0, deny: 0 };
  const distinct = { allow: 0, deny: 0 };

  return {
    add({ caller, argv, file, verdict, reason, by }) {
      const words = argv.slice(0, mostWords).map((word) => ownCopy(word.slice(0, mostCharacters)));
      const key = [verdict, by, caller?.number, file, ...words].join("\0");
      let known = kept.get(key);
      if (known === undefined && distinct[verdict] < most[verdict]) {
        const chain = caller === undefined ? [] : chainOf(caller);
        const { code, rule } = reason;
        const place = file === undefined ? undefined : ownCopy(file);
        const entry = { argv: words, words: argv.length, file: place, chain, verdict, code, rule, decidedBy: by };
        known = { entry, times: 0 };
        kept.set(key, known);
        distinct[verdict] += 1;
      }
      const count = (): void => {
        counts[verdict] += 1;
        if (known !== undefined) known.times += 1;
      };
      count();
      return count;
    },
    trace: () => ({
      ...counts,
      listed: [...kept.values()].map(({ entry, times }) => ({ ...entry, times })),
    }),
  };
}
