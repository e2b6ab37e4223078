import { exitStatus, printable } from "../../base/index.ts";
import { examineHost } from "../../engine/index.ts";
import { writeAll } from "../world.ts";
import type { Command } from "./command.ts";

/** What this host permits, layer by layer. Status 0 when commands can run, 125 when something they need is missing. */
export const doctor: Command = {
  options: new Map(),
  run({ world, options }) {
    const findings = examineHost(world, options);
    const ready = findings.every(({ state }) => state !== "missing");
    if (options.json) writeAll(1, `${JSON.stringify({ ready, findings })}\n`);
    else {
      for (const { name, state, note } of findings) {
        writeAll(1, `${state.padEnd(8)}${name.padEnd(11)} ${printable(note, 500)}\n`);
      }
      writeAll(1, ready ? "commands can run\n" : "commands can't run yet: see what is missing above\n");
    }
    return ready ? 0 : exitStatus.failed;
  },
};
