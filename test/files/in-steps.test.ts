import { readdirSync, writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { type FileDesk, paced, reach, type Steps, toEnd, useInSteps } from "../../src/files/index.ts";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { createFolder, openDesk } from "./bench-desk.ts";

const open = (): number => readdirSync("/proc/self/fd").length;

test.for([
  ["Glob", { pattern: "**/*" }],
  ["Grep", { pattern: "x" }],
  ["Grep", { pattern: "x", glob: "*.none" }],
] as const)("%s %j stops wherever nobody wants it any more, and holds nothing open", ([tool, input]) => {
  const folder = createFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  for (let at = 0; at < 250; at += 1) writeFileSync(folder.at(`f${at}`), "x\n");
  const desk: FileDesk = { reach: (name) => reach(parseAbsolutePath(name, folder.path)), ...openDesk };
  const before = open();
  let stops = 0;
  for (const steps = useInSteps(tool, input, desk); steps.next(false).done !== true;) stops += 1;
  expect(stops).toBeGreaterThan(1);
  expect(toEnd(useInSteps(tool, input, desk))).toMatchObject({ ok: true });
  for (let left = 0; left < Math.min(stops, 5); left += 1) {
    const steps = useInSteps(tool, input, desk);
    for (let at = 0; at <= left; at += 1) expect(steps.next(false).done).toBe(false);
    expect(steps.next(true)).toMatchObject({ done: true, value: { ok: false, fault: { code: "file/cancelled" } } });
    expect(open()).toBe(before);
  }
});

/** Busy for so many milliseconds at each step. */
function* work(steps: number, ms: number): Steps<number> {
  for (let done = 0; done < steps; done += 1) {
    for (const end = performance.now() + ms; performance.now() < end;);
    if (yield) return done;
  }
  return steps;
}

test("what waits has its turn meanwhile, and may end it", async () => {
  let turns = 0;
  const others = setInterval(() => (turns += 1), 1);
  onTestFinished(() => clearInterval(others));
  expect(await paced(work(10, 30))).toBe(10);
  expect(turns).toBeGreaterThan(3);
  expect(await paced(work(1000, 30), AbortSignal.timeout(50))).toBeLessThan(900);
  expect(await paced(work(5, 0), AbortSignal.abort())).toBe(0);
});
