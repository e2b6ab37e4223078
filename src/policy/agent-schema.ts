import * as z from "zod/mini";
import { once } from "./once.ts";
import * as value from "./profile-values.ts";
import { list, part } from "./schema-parts.ts";

export const modeNames = ["default", "manual", "acceptEdits", "plan", "dontAsk", "bypassPermissions"] as const;

/** The four lists that a profile, a role, a window of time, a condition and an agent have: all of them the same ones. */
export const toolLists = once(() => ({
  tools: list(value.tool(), "The tools that exist at all."),
  allowed_tools: list(value.rule(), "What runs without asking."),
  ask_tools: list(value.rule(), "What needs a confirmation; beats allowed_tools."),
  disallowed_tools: list(value.rule(), "What never runs; beats everything."),
}));

/** What holds for a role, at a time or under a condition. */
export const heldLists = once(() => ({
  permission_mode: z.optional(value.choice(modeNames, "The mode meanwhile.")),
  ...toolLists(),
}));

const mode = () => z.optional(value.choice(modeNames, "The agent's mode; the stricter of it and its parent's holds."));

/** An agent as clients define it, in their spelling or ours. It never gets more than who starts it. */
export const agent = () =>
  part("One agent; it may do what its parent may, and only what its own lists allow.", {
    description: z.optional(value.anyText("When it is used.")),
    prompt: z.optional(value.anyText("What it is told; of no meaning here.")),
    model: z.optional(value.anyText("Its model.")),
    ...toolLists(),
    tools: list(value.rule(), "The tools that it has, or parts of them: Read, Bash(git log:*). Absent: its parent's."),
    disallowedTools: list(value.rule(), "Another spelling of disallowed_tools."),
    permission_mode: mode(),
    permissionMode: mode(),
  });
