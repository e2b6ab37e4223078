import { printable } from "../../base/index.ts";
import { trustProject } from "../../engine/index.ts";
import { writeAll } from "../world.ts";
import type { Command } from "./command.ts";

/** Records trust in the project's profile, as it is now. */
export const trust: Command = {
  options: new Map(),
  run({ world }) {
    const { file, hash } = trustProject(world);
    writeAll(1, `${printable(file)} is trusted as it is now (sha256 ${hash}); after a change, trust it again\n`);
    return 0;
  },
};
