import type { Judgement } from "../../engine/index.ts";
import { throughSallyport } from "../through-sallyport.ts";
import type { Stay } from "./create-sallyport.ts";
import type { Standing } from "./standing.ts";
import type { ToolInput } from "./types.ts";

/** The client of the Agent SDK: its shell follows to the folder that a command ends in. */
const client = { keepsFolder: true, shellVariables: ["CLAUDE_CODE_SHELL"] };

/** Whether commands that are allowed come back to run inside the walls. */
export function isConfined({ session, options }: Stay): boolean {
  return options.confine !== false && session.loaded.profile.sandbox.backend !== "none";
}

/** A command's input as the client is to run it: inside the walls. Nothing for other tools, and where no walls are wanted. */
export function confinedInput(stay: Stay, { session, common }: Standing, judgement: Judgement): ToolInput | undefined {
  if (!isConfined(stay)) return undefined;
  const command = throughSallyport({ session, options: common, judgement }, { world: stay.world, client });
  return command === undefined ? undefined : { ...judgement.request.input, command };
}
