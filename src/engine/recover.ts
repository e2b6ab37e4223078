import { printable } from "../base/index.ts";
import { type Recovered, recoverChanges } from "../changes/index.ts";
import type { Places } from "./places.ts";
import { changesStore } from "./transaction.ts";

const fates = {
  dropped: "a command was cut short, and what it had written did not land",
  held: "a command's end was cut short, and what it had written waits: see sallyport changes",
  finished: "a landing that had been cut short was finished",
  "taken-back": "a landing that had been cut short was taken back, as files had changed meanwhile",
} as const satisfies Record<Recovered["how"], string>;

/** Finishes or takes back what earlier commands were interrupted in, and says so, one line each. */
export function recoverLandings(places: Places): readonly string[] {
  return recoverChanges(changesStore(places)).map(({ id, how, conflicts }) => {
    const named =
      conflicts.length === 0
        ? ""
        : `: ${conflicts
            .slice(0, 3)
            .map((path) => printable(path))
            .join(", ")}`;
    return `${fates[how]} (${id})${named}`;
  });
}
