import * as z from "zod/mini";
import type { LayerName } from "../base/index.ts";
import * as value from "./profile-values.ts";
import { list, part } from "./schema-parts.ts";

const layer = () =>
  z.optional(
    z
      .enum(["required", "preferred"])
      .register(value.valueKinds, { code: "SchemaValidationError", wanted: "required or preferred" })
      .register(z.globalRegistry, {
        description: "required: nothing starts without it; preferred: it may be missing.",
      }),
  );

const environment = () =>
  part("The environment of commands, which is built from nothing.", {
    pass: list(value.variableName(), "Variables passed on."),
    set: z.optional(
      z
        .record(value.setVariableName(), value.anyText("A value."))
        .register(z.globalRegistry, { description: "Variables set." }),
    ),
  });

const limits = () =>
  part("Limits of one command.", {
    processes: z.optional(value.limit("Processes at the same time.")),
    memory_mb: z.optional(
      value.limit("Memory of all processes together, where the host counts it so; else of each, in MiB."),
    ),
    file_size_mb: z.optional(value.limit("Size of one written file, in MiB.")),
    open_files: z.optional(value.limit("Open files of one process.")),
    cpu_seconds: z.optional(
      value.seconds("CPU time of all processes together, where the host counts it so; else of each."),
    ),
  });

const layers = () =>
  part("Which layers must stand.", {
    namespaces: layer(),
    mounts: layer(),
    network: layer(),
    capabilities: layer(),
    limits: layer(),
    landlock: layer(),
    seccomp: layer(),
    "exec-gate": layer(),
    egress: layer(),
  } satisfies Record<LayerName, ReturnType<typeof layer>>);

export const sandbox = () =>
  part("How commands are confined.", {
    backend: z.optional(
      value.choice(["auto", "bubblewrap", "landlock", "none"], "What confines; none is no confinement at all."),
    ),
    root: z.optional(value.onePath()),
    env: z.optional(environment()),
    limits: z.optional(limits()),
    layers: z.optional(layers()),
    exec: z.optional(
      value.choice(["guarded", "strict"], "Whether programs started by allowed programs need to be allowed too."),
    ),
    transaction: z.optional(
      value.choice(["off", "check", "hold"], "Whether changes of files are checked or held back."),
    ),
    watch: z.optional(value.flag("Whether changes in the project, by anybody, are recorded.")),
    unix_sockets: list(value.onePath(), "Sockets of the host that can be reached."),
    caches: z.optional(value.choice(["private", "none"], "Whether package managers get a cache of the project's own.")),
  });
