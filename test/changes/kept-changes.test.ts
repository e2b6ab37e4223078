import { afterEach, beforeEach, expect, test } from "vitest";
import { findChanges, listChanges, undoChanges } from "../../src/changes/index.ts";
import { treeOf } from "./tree.ts";
import { createWorkplace, type Workplace } from "./workplace.ts";

let place: Workplace;
beforeEach(() => {
  place = createWorkplace();
});
afterEach(() => place[Symbol.dispose]());

test("the newest is what landed last, however close they were and whatever began first", async () => {
  const { project, store } = place;
  const ids: string[] = [];
  const land = async (cover: ReturnType<Workplace["cover"]>, script: string): Promise<void> => {
    place.write(cover, script);
    ids.unshift((await place.settle(cover))?.record.id ?? "");
  };
  for (let at = 0; at < 8; at += 1) await land(place.cover(), `echo ${at} > f`);
  const [first, last] = [place.cover(), place.cover()];
  await land(last, "echo last > a.txt");
  await land(first, "echo first > src/b.txt");
  expect(listChanges(store).map(({ id }) => id)).toEqual(ids);
  for (const id of ids) {
    const newest = findChanges(store, undefined, ["landed"]);
    expect(newest?.id).toBe(id);
    if (newest !== undefined) expect(undoChanges(newest, store).landing).toEqual({ kind: "landed" });
  }
  expect(treeOf(project)).toMatchObject({ "a.txt": "644 alpha", "src/b.txt": "644 beta" });
});

test("files that have moved are told as moved, many of one size too", async () => {
  const cover = place.cover();
  const count = 300;
  place.write(
    cover,
    `mkdir old; for i in $(seq 1000 ${999 + count}); do echo $i > old/$i; done; head -c 20M /dev/zero > large`,
  );
  await place.settle(cover);
  const next = place.cover();
  place.write(next, "mkdir new; mv old/* new/; echo 2 > new/1000; mv large larger");
  const changes = (await place.settle(next))?.record.changes ?? [];
  const told = (wanted: string): number => changes.filter(({ change }) => change === wanted).length;
  expect({ renamed: told("renamed"), deleted: told("deleted"), created: told("created") }).toEqual({
    renamed: count,
    deleted: 1,
    created: 2,
  });
});
