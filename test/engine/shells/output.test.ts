import { expect, test } from "vitest";
import { parseLineFilter } from "../../../src/engine/shells/filter-lines.ts";
import { createOutputEnds } from "../../../src/engine/shells/output-ends.ts";
import { createOutputQueue } from "../../../src/engine/shells/output-queue.ts";
import { cpuMs } from "../../base/cpu-time.ts";

const euro = Buffer.from("€");

test("what is short is kept whole, whatever its pieces are", () => {
  const ends = createOutputEnds(10);
  for (const byte of euro) ends.push(Buffer.from([byte]));
  ends.push(Buffer.from("123456789"));
  expect(ends.text()).toBe("€123456789");
});

test("of what is long the beginning and the end are kept", () => {
  const ends = createOutputEnds(10);
  for (let at = 0; at < 100; at += 1) ends.push(Buffer.from(`${at},`));
  expect(ends.text()).toBe("0,1,2\n\n... [280 characters left out] ...\n\n8,99,");
});

test("a queue gives what came, once, and drops the oldest of what nobody took", () => {
  const queue = createOutputQueue(10);
  queue.push(Buffer.from("abc"));
  queue.push(euro.subarray(0, 1));
  expect(queue.take()).toEqual({ text: "abc", dropped: 0 });
  queue.push(euro.subarray(1));
  for (let at = 0; at < 10; at += 1) queue.push(Buffer.from("0123456789"));
  expect(queue.take()).toEqual({ text: "0123456789", dropped: 91 });
  queue.push(euro.subarray(0, 2));
  queue.end();
  expect(queue.take()).toEqual({ text: "\uFFFD", dropped: 0 });
});

test("a filter keeps the lines in which it matches, and takes no longer for a hostile one", () => {
  const filter = parseLineFilter("^(a+)+$");
  if (!filter.ok) throw new Error(filter.message);
  expect(filter.keep("aaa\nab\n\naa")).toBe("aaa\naa");
  expect(cpuMs(() => filter.keep(`${"a".repeat(50_000)}!`))).toBeLessThan(5000);
  expect(parseLineFilter("(")).toMatchObject({ ok: false });
  expect(parseLineFilter("a".repeat(10_001))).toMatchObject({ ok: false });
});

test("a filter that takes long keeps what it has not come to", () => {
  const text = Array.from({ length: 40 }, () => "a".repeat(500)).join("\n");
  let clock = 0;
  const filter = parseLineFilter("^[^x](a?){100}[bc]$", () => (clock += 100));
  const [first, ...rest] = filter.ok ? filter.keep(text).split("\n") : [];
  expect([first, rest.length]).toEqual([expect.stringContaining("took too long"), 20]);
  expect(parseLineFilter("[^x](a?){1000}[bc]$")).toMatchObject({ ok: false });
  const long = parseLineFilter("b");
  expect(long.ok && long.keep(`x\n${"a".repeat(100_000)}\nb`)).toBe(`${"a".repeat(100_000)}\nb`);
});

test("with whole lines half a line waits for its end, or for the last output", () => {
  const queue = createOutputQueue(100);
  const take = (): string => queue.take("whole").text;
  queue.push(Buffer.from("one\ntw"));
  expect(take()).toBe("one\n");
  expect(take()).toBe("");
  queue.push(Buffer.from("o\nthr"));
  expect(take()).toBe("two\n");
  queue.end();
  expect(take()).toBe("thr");
  expect(queue.take()).toEqual({ text: "", dropped: 0 });
});
