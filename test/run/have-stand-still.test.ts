import { expect, test } from "vitest";
import { createFrameReader, type Frame } from "../../src/run/frame.ts";
import { createStillness } from "../../src/run/have-stand-still.ts";

const frame = (key: string, value: string): Frame => ({
  first: new Map([[key, value]]),
  fields: [[key, value]],
  body: Buffer.alloc(0),
});

function listen(): { readonly said: string[]; readonly stillness: ReturnType<typeof createStillness> } {
  const said: string[] = [];
  const read = createFrameReader();
  const write = (bytes: Buffer): void =>
    void said.push(...read(bytes).flatMap(({ fields }) => fields.map((field) => field.join(" "))));
  return { said, stillness: createStillness(write) };
}

test("what has somebody go on is said when all have stood still, for one after the other", async () => {
  const { said, stillness } = listen();
  stillness.sayThen([["answer", "1"]]);
  const first = stillness.haveStandStill();
  const second = stillness.haveStandStill();
  await Promise.resolve();
  stillness.sayThen([["answer", "2"]]);
  expect(stillness.hear(frame("ask", "3"))).toBe(false);
  expect(stillness.hear(frame("still", "yes"))).toBe(true);
  const standing = await first;
  stillness.sayThen([["answer", "3"]]);
  expect(said).toEqual(["answer 1", "still begin"]);
  standing?.[Symbol.dispose]();
  await expect.poll(() => said).toHaveLength(6);
  expect(said.slice(2)).toEqual(["still over", "answer 2", "answer 3", "still begin"]);
  stillness.hear(frame("still", "no"));
  expect(await second).toBeUndefined();
  expect(said.slice(6)).toEqual(["still over"]);
});

test("when their time is up whoever has them stand still is told", async () => {
  const { stillness } = listen();
  const asked = stillness.haveStandStill();
  await Promise.resolve();
  stillness.hear(frame("still", "yes"));
  const standing = await asked;
  expect(standing?.ending.aborted).toBe(false);
  expect(stillness.hear(frame("still", "ending"))).toBe(true);
  expect(standing?.ending.aborted).toBe(true);
  standing?.[Symbol.dispose]();
  const next = stillness.haveStandStill();
  await expect.poll(() => (stillness.hear(frame("still", "yes")), next)).toMatchObject({ ending: { aborted: false } });
});

test("a warden that is gone has nobody stand still", async () => {
  const { stillness } = listen();
  const asked = stillness.haveStandStill();
  await Promise.resolve();
  stillness.lose();
  expect([await asked, await stillness.haveStandStill()]).toEqual([undefined, undefined]);
});
