/** What goes wrong when a command has ended loses nothing of what it has written. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import {
  applyChanges,
  discardChanges,
  filesOf,
  findChanges,
  listChanges,
  listDamaged,
  recoverChanges,
} from "../../src/changes/index.ts";
import { treeOf } from "./tree.ts";
import { createWorkplace, type Workplace } from "./workplace.ts";

let place: Workplace;
beforeEach(() => {
  place = createWorkplace();
});
afterEach(() => place[Symbol.dispose]());

const script = "echo mine >> a.txt; mkdir n; echo 1 > n/f; rm src/b.txt";

/** The native helper, which fails at one step. */
function failing(step: string): Workplace["store"] {
  const { store, programs } = place;
  const warden = parseAbsolutePath(join(programs, "warden"));
  writeFileSync(warden, `#!/bin/sh\n[ "$1" = ${step} ] && echo "it fails" >&2 && exit 2\nexec ${store.warden} "$@"\n`);
  chmodSync(warden, 0o755);
  return { ...store, warden };
}

test("what can't be listed is kept as it was written", async () => {
  const { project, store } = place;
  const before = treeOf(project);
  const cover = place.cover();
  place.write(cover, script);
  const { landing, record } = (await place.settle({ ...cover, store: failing("--list") })) ?? {};
  const folder = record && filesOf(store, record);
  expect(landing).toEqual({ kind: "kept", why: expect.stringContaining("it fails"), folder });
  expect(treeOf(project)).toEqual(before);
  expect(treeOf(`${folder}/root-0`)).toMatchObject({ "a.txt": "644 alpha|mine", "n/f": "644 1" });
  const [kept] = listChanges(store);
  expect(kept && applyChanges(kept, store, () => undefined).landing?.kind).toBe("kept");
  if (kept !== undefined) discardChanges(kept, store);
  expect(listChanges(store)).toEqual([]);
});

test("what had been taken out already lies with the rest again", async () => {
  const { project, store } = place;
  const before = treeOf(project);
  const cover = place.cover();
  place.write(cover, script);
  mkdirSync(join(store.folder, "active", cover.id, "files/1/in-the-way"), { recursive: true });
  const { landing, record } = (await place.settle(cover)) ?? {};
  expect(landing?.kind).toBe("kept");
  expect(treeOf(project)).toEqual(before);
  const folder = record && filesOf(store, record);
  expect(treeOf(`${folder}/root-0`)).toMatchObject({ "a.txt": "644 alpha|mine", "n/f": "644 1" });
});

const laterFailures: readonly (readonly [name: string, settle: (cover: ReturnType<Workplace["cover"]>) => unknown])[] =
  [
    [
      "judged",
      (cover) =>
        place.settle(cover, () => {
          throw new Error("a bug");
        }),
    ],
    ["landed", (cover) => place.settle({ ...cover, store: failing("--land") })],
  ];
test.for(laterFailures)("what can't be %s waits, and lands when it is applied", async ([, settle]) => {
  const { project, store } = place;
  const before = treeOf(project);
  const cover = place.cover();
  place.write(cover, script);
  expect(await settle(cover)).toMatchObject({ landing: { kind: "kept" } });
  expect(treeOf(project)).toEqual(before);
  const kept = findChanges(store, undefined, ["held"]);
  expect(kept && applyChanges(kept, store, () => undefined).landing).toEqual({ kind: "landed" });
  expect(treeOf(project)).toMatchObject({ "a.txt": "644 alpha|mine", "n/f": "644 1" });
});

const damages = ["", "{", "null", "{}", '{"version":1,"swaps":7}'];
test.for(damages)("a damaged record, `%s`, stops nothing and loses nothing", async (damage) => {
  const { project, store } = place;
  const land = async (text: string): Promise<string> => {
    const cover = place.cover();
    place.write(cover, `echo ${text} > f`);
    return (await place.settle(cover))?.record.id ?? "";
  };
  const [first, second] = [await land("one"), await land("two")];
  writeFileSync(join(store.folder, "kept", first, "record.json"), damage);
  const active = place.cover();
  place.write(active, "echo three > f");
  writeFileSync(join(store.folder, "active", active.id, "record.json"), damage);
  writeFileSync(join(store.folder, "active", active.id, "owner"), "{");
  expect(listChanges(store).map(({ id }) => id)).toEqual([second]);
  expect(recoverChanges(store)).toMatchObject([{ id: active.id, how: "damaged" }]);
  expect(recoverChanges(store)).toEqual([]);
  const third = await land("three");
  expect(findChanges(store, undefined, ["landed"])?.id).toBe(third);
  expect(new Set(listDamaged(store).map(({ id }) => id))).toEqual(new Set([first, active.id]));
  expect(readFileSync(join(store.folder, "kept", active.id, "upper/0/f"), "utf8")).toBe("three\n");
  expect(readdirSync(join(store.folder, "active"))).toEqual([]);
  expect(readFileSync(join(project, "f"), "utf8")).toBe("three\n");
});
