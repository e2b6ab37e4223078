import { printable } from "../base/index.ts";
import { listDamaged, type Recovered, recoverChanges, type Store } from "../changes/index.ts";
import type { Places } from "./places.ts";
import { changesStore } from "./transaction.ts";

const fates = {
  dropped: "a command was cut short, and what it had written did not land",
  held: "a command's end was cut short, and what it had written waits: see sallyport changes",
  finished: "a landing that had been cut short was finished",
  damaged:
    "the record of a command that was cut short is damaged; what it had written is kept: see sallyport changes list",
  stuck: "a landing that was cut short can't be finished yet",
  "taken-back": "a landing that had been cut short was taken back, as files had changed meanwhile",
} as const satisfies Record<Recovered["how"], string>;

/** Finishes or takes back what earlier commands were interrupted in, and says so, one line each; what waits for something is said by looking. */
export function recoverLandings(places: Places, { isLooking }: { readonly isLooking: boolean }): readonly string[] {
  const recovered = recoverChanges(changesStore(places)).filter(({ how }) => isLooking || how !== "stuck");
  return recovered.map(({ id, how, conflicts }) => {
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

/** Of each damaged record where the files lie that it told of. */
export function damagedIn(store: Store): readonly string[] {
  return listDamaged(store).map(
    ({ id, folder }) =>
      `the record of the changes ${id} is damaged; what belongs to them lies in ${folder}: sallyport changes discard ${id} removes all of it`,
  );
}
