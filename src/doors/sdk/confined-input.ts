import type { Judgement } from "../../engine/index.ts";
import { throughSallyport } from "../through-sallyport.ts";
import type { Stay } from "./create-sallyport.ts";
import type { ToolInput } from "./types.ts";

/** The client of the Agent SDK: its shell follows to the folder that a command ends in. */
const client = { keepsFolder: true, shellVariables: ["CLAUDE_CODE_SHELL"] };

/** A command's input as the client is to run it: inside the walls. Nothing for other tools, and where no walls are wanted. */
export function confinedInput({ world, session, common, options }: Stay, judgement: Judgement): ToolInput | undefined {
  if (options.confine === false) return undefined;
  const command = throughSallyport({ session, options: common, judgement }, { world, client });
  return command === undefined ? undefined : { ...judgement.request.input, command };
}
