/** A decider that misbehaves, to see what the warden makes of it. */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { Socket } from "node:net";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Launch } from "../../src/confine/index.ts";
import { createFrameReader, encodeFrame, type Frame } from "../../src/run/frame.ts";
import { launchOrder } from "../../src/run/launch-order.ts";

type Misbehave = (id: string, control: Socket) => unknown;

const allowing = (id: string): Buffer =>
  encodeFrame([
    ["answer", id],
    ["verdict", "allow"],
    ["image", "7"],
  ]);

/** What it does when it is asked about a program that is given the word `rough`; all others it allows. */
const manners = {
  late: async (id, control) => {
    await sleep(4000);
    control.write(allowing(id));
  },
  never: () => undefined,
  garbage: (_id, control) => control.write(Buffer.alloc(4096, 0xff)),
  "a frame without end": (_id, control) => control.write(Buffer.from([0, 0, 0, 0x40, 1])),
  "half a field": (_id, control) => control.write(Buffer.from([3, 0, 0, 0, 0x61, 0, 0x62])),
  "an unknown id": (id, control) => control.write(allowing(String(Number(id) + 1000))),
  "no id": (_id, control) => control.write(allowing("")),
  "an unknown verdict": (id, control) =>
    control.write(
      encodeFrame([
        ["answer", id],
        ["verdict", "perhaps"],
        ["image", "7"],
      ]),
    ),
  "no verdict": (id, control) => control.write(encodeFrame([["answer", id]])),
  "no image": (id, control) =>
    control.write(
      encodeFrame([
        ["answer", id],
        ["verdict", "allow"],
      ]),
    ),
  "both verdicts": (id, control) => {
    control.write(
      encodeFrame([
        ["answer", id],
        ["verdict", "deny"],
      ]),
    );
    control.write(allowing(id));
  },
  "an end": (_id, control) => control.destroy(),
  "half an end": (_id, control) => control.end(),
  "its death": () => process.kill(process.pid, "SIGKILL"),
} as const satisfies Record<string, Misbehave>;

export type Manner = keyof typeof manners;

/** Runs the launch and resolves with its status; 200 when the warden left without a word. */
export async function driveRoughly(launch: Launch, warden: string, manner: Manner): Promise<number> {
  for (const folder of [launch.runtime, ...launch.folders]) mkdirSync(folder, { recursive: true });
  const child = spawn(warden, [], { stdio: ["inherit", "inherit", "inherit", "pipe"] });
  const control = child.stdio[3];
  if (!(control instanceof Socket)) throw new Error("no socket to the warden");
  control.on("error", () => {
    // the warden has gone
  });
  const read = createFrameReader();
  let status = 200;
  control.on("data", (chunk: Buffer) => {
    for (const frame of read(chunk)) {
      if (frame.first.has("end")) status = Number(frame.first.get("value"));
      else answer(frame, control, manner);
    }
  });
  control.write(
    encodeFrame(
      launchOrder(launch, {
        unique: `rough-${process.pid}`,
        credentials: "",
        overlayStore: undefined,
        ignored: [],
        surveyed: false,
      }),
    ),
  );
  await new Promise((resolve) => child.on("exit", resolve));
  control.destroy();
  return status;
}

function answer({ first, fields }: Frame, control: Socket, manner: Manner): void {
  const id = first.get("ask");
  if (id === undefined) return;
  const isRough = fields.some(([key, value]) => key === "argv" && value === "rough");
  if (isRough) void manners[manner](id, control);
  else control.write(allowing(id));
}
