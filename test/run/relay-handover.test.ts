/** Sockets and words come by two ways, in any order. */
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createHandover, type Handed } from "../../src/run/relay-handover.ts";

const handed = (): Handed => ({ client: new Socket(), server: new Socket(), told: 0 });

test("a connection is given once its sockets are there and the last was told of it, whichever is first", () => {
  const given: number[] = [];
  const handover = createHandover((id) => given.push(id));
  handover.come(1, handed(), true);
  handover.last(2);
  expect(given).toEqual([]);
  handover.last(1);
  handover.come(2, handed(), true);
  expect(given).toEqual([1, 2]);
  handover.come(3, handed(), false);
  expect(given).toEqual([1, 2, 3]);
});

test("what was never given is closed at the end", () => {
  const left = handed();
  const handover = createHandover(() => expect.unreachable());
  handover.come(1, left, true);
  handover.end();
  expect([left.client.destroyed, left.server?.destroyed]).toEqual([true, true]);
});

test("a connection whose sockets were lost is told of after everything else of it", () => {
  const lost: number[] = [];
  const handover = createHandover((id, sockets) => sockets === undefined && lost.push(id));
  handover.come(1, undefined, true);
  expect(lost).toEqual([]);
  handover.last(1);
  handover.last(2);
  handover.come(2, undefined, true);
  expect(lost).toEqual([1, 2]);
});
