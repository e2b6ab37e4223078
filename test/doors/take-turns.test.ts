import { expect, test } from "vitest";
import { takeTurns } from "../../src/doors/mcp/take-turns.ts";

const { signal } = new AbortController();

test("so many go on at once, the others in their order, and no more wait than may", async () => {
  const turns = takeTurns({ atOnce: 2, waiting: 2 });
  const begun: string[] = [];
  const take = async (name: string): Promise<Disposable | undefined> => {
    const turn = await turns.take(signal);
    begun.push(turn === undefined ? `no ${name}` : name);
    return turn;
  };
  const [first, , third, fourth] = ["a", "b", "c", "d"].map(take);
  await take("e");
  expect(begun).toEqual(["a", "b", "no e"]);
  (await first)?.[Symbol.dispose]();
  (await third)?.[Symbol.dispose]();
  await fourth;
  expect(begun).toEqual(["a", "b", "no e", "c", "d"]);
});

test("what is given up waits no longer, and takes nobody's turn", async () => {
  const turns = takeTurns({ atOnce: 1, waiting: 2 });
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
