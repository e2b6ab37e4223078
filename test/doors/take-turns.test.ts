import { expect, test } from "vitest";
import { type Turn, takeTurns } from "../../src/doors/take-turns.ts";

const { signal } = new AbortController();

test("so many go on at once, the others in their order, and no more wait than may", async () => {
  const turns = takeTurns({ atOnce: 2, waiting: 2, asked: 2 });
  const begun: string[] = [];
  const take = async (name: string): Promise<Turn | undefined> => {
    const turn = await turns.take(signal);
    begun.push(turn === undefined ? `no ${name}` : name);
    return turn;
  };
  const [first, , third, fourth] = ["a", "b", "c", "d"].map(take);
  await take("e");
  expect(begun.splice(0).toSorted()).toEqual(["a", "b", "no e"]);
  (await first)?.[Symbol.dispose]();
  (await third)?.[Symbol.dispose]();
  await fourth;
  expect(begun).toEqual(["c", "d"]);
});

test("who has to wait is noted for as long", async () => {
  const turns = takeTurns({ atOnce: 1, waiting: 9, asked: 1 });
  const noted: string[] = [];
  const note = (): Disposable => {
    noted.push("waits");
    return { [Symbol.dispose]: () => void noted.push("began") };
  };
  const first = await turns.take(signal, note);
  expect(noted).toEqual([]);
  const second = turns.take(signal, note);
  expect(noted).toEqual(["waits"]);
  first?.[Symbol.dispose]();
  (await second)?.[Symbol.dispose]();
  expect(noted).toEqual(["waits", "began"]);
});

test("what is given up waits no longer, and takes nobody's turn", async () => {
  const turns = takeTurns({ atOnce: 1, waiting: 2, asked: 2 });
  const first = await turns.take(signal);
  const over = new AbortController();
  const second = turns.take(over.signal);
  const third = turns.take(signal);
  over.abort();
  (await second)?.[Symbol.dispose]();
  (await turns.take(over.signal))?.[Symbol.dispose]();
  const began = third.then(() => "began");
  expect(await Promise.race([began, new Promise((resolve) => setTimeout(resolve, 20, "waits"))])).toBe("waits");
  first?.[Symbol.dispose]();
  expect(await began).toBe("began");
});

test("who is asked about gives way, comes back before those that never began, and holds nothing in the end", async () => {
  const turns = takeTurns({ atOnce: 1, waiting: 9, asked: 2 });
  const order: string[] = [];
  const first = await turns.take(signal);
  const question = Promise.withResolvers<string>();
  const asked = first?.whileAsked(() => question.promise);
  const second = await turns.take(signal);
  const third = turns.take(signal).then((turn) => (order.push("third"), turn));
  question.resolve("yes");
  expect(await asked).toBe("yes");
  const [back, again] = [first?.back(), first?.back()].map((each) => each?.then(() => order.push("back")));
  second?.[Symbol.dispose]();
  await Promise.all([back, again]);
  expect(order).toEqual(["back", "back"]);
  await first?.back();
  first?.[Symbol.dispose]();
  first?.[Symbol.dispose]();
  (await third)?.[Symbol.dispose]();
  const [fourth, fifth] = [await turns.take(signal), turns.take(signal)];
  const began = fifth.then(() => "began");
  expect(await Promise.race([began, new Promise((resolve) => setTimeout(resolve, 20, "waits"))])).toBe("waits");
  fourth?.[Symbol.dispose]();
  expect(await began).toBe("began");
});

test("who is disposed of while it comes back takes nobody's turn", async () => {
  const turns = takeTurns({ atOnce: 1, waiting: 9, asked: 2 });
  const first = await turns.take(signal);
  await first?.whileAsked(async () => "yes");
  const second = await turns.take(signal);
  const back = first?.back();
  first?.[Symbol.dispose]();
  await back;
  second?.[Symbol.dispose]();
  expect(await turns.take(signal)).toBeDefined();
});

test("no more are asked about at once than may, whether they have a turn or not", async () => {
  const turns = takeTurns({ atOnce: 1, waiting: 9, asked: 1 });
  const over = Promise.withResolvers<void>();
  const first = (await turns.take(signal))?.whileAsked(() => over.promise);
  await expect(turns.pass().whileAsked(async () => 1)).rejects.toThrow("1 questions wait");
  over.resolve();
  await first;
  expect(await turns.pass().whileAsked(async () => 1)).toBe(1);
});
