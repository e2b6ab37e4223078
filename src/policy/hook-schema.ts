import * as z from "zod/mini";
import * as value from "./profile-values.ts";
import { list, part } from "./schema-parts.ts";

const timeout = () => z.optional(value.seconds("Time for one answer; 60 when absent."));

const command = () => value.someText("Text for /bin/sh: it gets the event as JSON on its standard input.");

const hook = () =>
  z
    .union([
      part("A program that is asked.", {
        type: value.choice(["command"], "A program."),
        command: command(),
        timeout: timeout(),
      }),
      part("A module that is asked.", {
        type: value.choice(["module"], "A module."),
        path: value.someText("Its file, seen from this profile."),
        timeout: timeout(),
      }),
    ])
    .register(value.valueKinds, {
      code: "SchemaValidationError",
      wanted: `{ "type": "command", "command": "…" } or { "type": "module", "path": "…" }, with "timeout" in seconds if wanted`,
    })
    .register(z.globalRegistry, { description: "One that is asked or told." });

const matchers = () =>
  list(
    part("Who is asked about which tools.", {
      matcher: z.optional(value.toolMatcher()),
      hooks: z.array(hook()).register(z.globalRegistry, { description: "Asked in this order." }),
    }),
    "Asked in this order; all that match are asked.",
  );

export const hooks = () =>
  part("Programs and modules that are asked about tools, and told of them.", {
    PreToolUse: matchers(),
    PermissionRequest: matchers(),
    PostToolUse: matchers(),
    SessionStart: matchers(),
    SessionEnd: matchers(),
  });

export const canUseTool = () =>
  z
    .union([
      value.someText("A module, seen from this profile."),
      part("A program that is asked.", { command: command(), timeout: timeout() }),
    ])
    .register(value.valueKinds, {
      code: "SchemaValidationError",
      wanted: `a module such as "./policy.ts", or { "command": "…" }`,
    })
    .register(z.globalRegistry, { description: "Asked about what would have to be confirmed." });
