import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFrameReader, encodeFrame, type Field } from "../../src/run/frame.ts";
import { startFailure } from "../../src/run/start-failure.ts";

const root = new URL("../..", import.meta.url).pathname;
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");
const speech = /^#define ORDER_SPEECH "(?<speech>\d+)"$/mu.exec(textOf("src/native/order.h"))?.groups?.["speech"];

/** The helper's last word on an order that would make a file, without any sandbox. */
async function order(told: readonly Field[], made: string): Promise<ReadonlyMap<string, string> | undefined> {
  const child = spawn(join(root, "dist/warden"), [], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const control = child.stdio[3];
  if (!(control instanceof Socket)) throw new Error("no socket to the warden");
  const read = createFrameReader();
  let last: ReadonlyMap<string, string> | undefined;
  control.on("data", (chunk: Buffer) => {
    for (const { first } of read(chunk)) last = first;
  });
  const words = ["/bin/sh", "-c", `: > ${made}`].map((word) => ["argv", word] as const);
  control.write(encodeFrame([...told, ...words, ["cwd", "/"], ["env", "PATH=/bin"]]));
  await new Promise((resolve) => child.once("exit", resolve));
  control.destroy();
  return last;
}

test("both say the same words", () => {
  expect(/^const speech = "(?<speech>\d+)";$/mu.exec(textOf("src/run/launch-order.ts"))?.groups?.["speech"]).toBe(
    speech,
  );
});

test("an order of another build is not carried out", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-build-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const made = join(folder, "made");
  const refusals: readonly (readonly [step: string, told: readonly Field[]])[] = [
    ["speech", []],
    ["speech", [["speech", "0"]]],
    ["speech", [["speech", ""]]],
    [
      "order",
      [
        ["speech", String(speech)],
        ["a-new-word", "x"],
      ],
    ],
  ];
  for (const [step, told] of refusals) {
    const end = await order(told, made);
    expect(end && Object.fromEntries(end)).toMatchObject({ end: "failed", step });
    expect(startFailure(step, end?.get("message") ?? "").message).toContain("start this program again");
    expect(existsSync(made)).toBe(false);
  }
  expect((await order([["speech", String(speech)]], made))?.get("end")).toBe("exited");
  expect(existsSync(made)).toBe(true);
});
