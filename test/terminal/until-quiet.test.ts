import { expect, test, vi } from "vitest";
import { untilQuiet } from "../../src/terminal/until-quiet.ts";

test("comes when no key was pressed for so long, and stops nobody who wants to end it", () => {
  vi.useFakeTimers();
  try {
    let came = 0;
    using quiet = untilQuiet(1000, () => void (came += 1));
    quiet.begin();
    vi.advanceTimersByTime(900);
    expect(quiet.isDisturbed("o")).toBe(true);
    vi.advanceTimersByTime(900);
    expect([quiet.isDisturbed("\u0003"), quiet.isDisturbed("\u001a"), came]).toEqual([false, false, 0]);
    vi.advanceTimersByTime(100);
    expect([quiet.isDisturbed("o"), came]).toEqual([false, 1]);
  } finally {
    vi.useRealTimers();
  }
});
