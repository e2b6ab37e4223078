import { expect, test } from "vitest";
import { recordFailure } from "../../src/doors/record-failure.ts";

const fail = (message: string) => (): never => {
  throw new Error(message);
};

test("whoever is refused hears of it when that can't be recorded, once", () => {
  expect(recordFailure("no such event", () => undefined)).toBe("no such event");
  expect(recordFailure("no such event", fail("the log is full"))).toMatch(/^no such event; .*the log is full$/u);
  expect(recordFailure("sallyport: the log is full", fail("the log is full"))).toBe("sallyport: the log is full");
});
