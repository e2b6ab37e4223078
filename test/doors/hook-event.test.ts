import { PassThrough } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { readEvent } from "../../src/doors/hook/read-event.ts";

test("an input that does not end is refused in time, and waited for no longer", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const input = new PassThrough();
  input.write("{");
  const read = readEvent(input);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await read).toEqual({ ok: false, message: "the input does not end" });
  expect(input.destroyed).toBe(true);
});
