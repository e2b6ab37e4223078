import type { Duplex } from "node:stream";
import type { RelayOrders } from "../base/index.ts";
import { type FramePart, frameOf } from "./relay-frames.ts";

/** All orders of one turn go together. */
export function createOrders(talk: Duplex): RelayOrders & { readonly drain: () => void; readonly quit: () => void } {
  const send = gatherFrames(talk);
  const order = (id: number, letter: string, ...parts: readonly FramePart[]): void => send(frameOf(id, letter, parts));
  return {
    give: (id) => order(id, "G"),
    tunnel: (id, { address, port, asked }) => order(id, "T", ["u16", port], ["u32", asked], ["text", address]),
    pass: (id, { length, hello }) => order(id, "P", ["u32", length], ["u8", Number(hello)]),
    send: (id, { address, port, asked, key, text }) =>
      order(id, "S", ["u32", key], ["u16", port], ["u32", asked], ["text", address], ["rest", text]),
    reply: (id, { head, body, keep, text }) =>
      order(id, "R", ["u32", head], ["u64", body], ["u8", Number(keep)], ["rest", text]),
    drain: () => order(0, "X"),
    quit: () => order(0, "Q"),
  };
}

function gatherFrames(talk: Duplex): (frame: Buffer) => void {
  let waiting: Buffer[] = [];
  return (frame) => {
    waiting.push(frame);
    if (waiting.length > 1) return;
    setImmediate(() => {
      talk.write(Buffer.concat(waiting));
      waiting = [];
    });
  };
}
