import * as z from "zod/mini";
import { agent, heldLists } from "./agent-schema.ts";
import * as value from "./profile-values.ts";
import { list, part } from "./schema-parts.ts";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const schedule = () =>
  part("Lists that hold at certain times.", {
    time_zone: z.optional(value.timeZone()),
    windows: z
      .array(
        part("A window of time; over midnight when `to` is before `from`.", {
          name: z.optional(value.anyText("What the window is called.")),
          days: list(
            value.choice(days, "A day of the week."),
            "Days on which the window starts; every day when absent.",
          ),
          from: value.timeOfDay(),
          to: value.timeOfDay(),
          ...heldLists(),
        }),
      )
      .register(z.globalRegistry, { description: "The windows; the first that holds counts first." }),
  });

const role = () =>
  part("The lists of one role.", { description: z.optional(value.anyText("One line.")), ...heldLists() });

const roleBy = () =>
  part("How the role is found where none is asked for.", {
    keys: z.optional(
      z
        .record(value.keyHash(), value.roleName())
        .register(z.globalRegistry, { description: "SHA-256 of an API key (SALLYPORT_API_KEY) → role." }),
    ),
    context: z.optional(value.contextName()),
    default: z.optional(value.roleName()),
  });

const rewriting = () =>
  part("Commands, and what to do with them: refuse them with a word, or change them before they run.", {
    match: value.rule(),
    instead: z.optional(value.someText("What to do in their place; the refusal says it.")),
    strip: list(value.option(), "Options that are left out, with their values."),
    wrap: z.optional(value.wrapper()),
  });

const validators = () =>
  part("What every command's text must fulfil.", {
    max_command_length: z.optional(value.limit("Longest text of a command, in characters.")),
    no_chaining: z.optional(value.flag("Refuse more than one command at once: lists, pipes, substitutions.")),
  });

const condition = () =>
  part("Lists that hold where the context is as it says.", {
    name: z.optional(value.anyText("What the condition is called.")),
    context: z
      .record(value.contextName(), value.contextPattern())
      .register(z.globalRegistry, { description: "Name → value; all of them must fit." }),
    ...heldLists(),
  });

/** What holds for some roles, contexts, times and agents only, and what holds for all of them. */
export const heldParts = {
  roles: () =>
    z.optional(z.record(value.roleName(), role()).register(z.globalRegistry, { description: "Lists by role." })),
  role_by: () => z.optional(roleBy()),
  context_env: () => list(value.contextName(), "Variables of the environment that are part of the context."),
  when: () =>
    z.optional(
      z
        .array(condition())
        .register(z.globalRegistry, { description: "Conditions; the first that holds counts first." }),
    ),
  protected_paths: () =>
    list(value.deniedPath(), "Paths that are never written, whatever allows it; a bare name at any depth."),
  rewrite: () => list(rewriting(), "Commands that are refused with a word, or changed before they run."),
  validators: () => z.optional(validators()),
  schedule: () => z.optional(schedule()),
  agents: () =>
    z.optional(z.record(value.agentName(), agent()).register(z.globalRegistry, { description: "Agents by name." })),
};
