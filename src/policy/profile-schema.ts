import * as z from "zod/mini";
import { layerNames } from "../base/index.ts";
import * as value from "./profile-values.ts";

const list = <T extends z.core.SomeType>(item: T, description: string): z.ZodMiniOptional<z.ZodMiniArray<T>> =>
  z.optional(z.array(item).register(z.globalRegistry, { description }));

/** An object with exactly these keys. Which of them are optional is said at each key. */
function part<T extends z.core.$ZodShape>(description: string, shape: T): z.ZodMiniObject<T, z.core.$strict> {
  const object: z.ZodMiniObject<T, z.core.$strict> = z.strictObject(shape);
  z.globalRegistry.add(object, { description });
  return object;
}

const { optional } = z;

const fileFilters = {
  max_file_size_mb: optional(value.limit("Largest file, in MiB.")),
  allowed_extensions: list(value.extension, "Only files with these extensions."),
  blocked_patterns: list(value.filePattern, "Never files whose name matches one of these."),
};

const fileAccess = part("Which files can be reached.", {
  allowed_paths: list(value.absolutePath, "Readable and writable."),
  denied_paths: list(value.deniedPath, "Neither readable nor writable; beats everything."),
  read_only_paths: list(value.absolutePath, "Readable only."),
  ...fileFilters,
});

const networkAccess = part("Which hosts can be reached.", {
  allowed_domains: list(value.domain, "Hosts that may be reached."),
  blocked_domains: list(value.domain, "Hosts that may not; beats allowed_domains."),
  require_https: optional(value.flag("Refuse plain HTTP.")),
  timeout_seconds: optional(value.seconds("Time for one request.")),
  max_redirects: optional(value.limit("Redirects followed in one request.")),
  user_agent: optional(value.anyText("User-Agent header of requests made for the agent.")),
  proxy_config: optional(
    part("A proxy to go through.", {
      http_proxy: optional(value.proxyUrl),
      https_proxy: optional(value.proxyUrl),
      no_proxy: list(value.noProxy, "Hosts reached without the proxy."),
    }),
  ),
});

const bash = part("Shell commands.", {
  allowed_commands: list(value.command, "Commands that run without asking."),
  blocked_commands: list(value.command, "Commands that never run."),
  require_confirmation: list(value.command, "Commands that need a confirmation."),
  timeout_seconds: optional(value.seconds("Time for one command; then it is ended.")),
  working_directory: optional(value.onePath),
  opaque: optional(value.choice(["refuse", "gate"], "What happens to commands that only exist at run time.")),
  allowed_env: list(
    value.assignment,
    "Assignments that commands may make although they change what runs: CI, PYTHONPATH=src.",
  ),
});

const toolPermissions = part("Permissions of single tools.", {
  bash: optional(bash),
  write: optional(
    part("The tools that write files, and output redirects.", {
      ...fileFilters,
      backup_on_overwrite: optional(value.flag("Keep a copy of what is overwritten.")),
      require_confirmation: list(value.filePattern, "Files whose change needs a confirmation."),
    }),
  ),
  read: optional(
    part("The tools that read files.", {
      ...fileFilters,
      require_confirmation: list(value.filePattern, "Files whose reading needs a confirmation."),
    }),
  ),
  search: optional(
    part("The tools that search files.", {
      blocked_patterns: list(value.filePattern, "Files that are never searched."),
      max_results: optional(value.limit("Results of one search.")),
      timeout_seconds: optional(value.seconds("Time for one search.")),
    }),
  ),
});

const agentPermissions = part("Models, sub-agents and budgets.", {
  model_selection: optional(
    part("Which models may be used.", {
      allowed_models: z
        .array(value.anyText("The name of a model."))
        .register(z.globalRegistry, { description: "Models that may be used." }),
      default_model: value.anyText("The model used when none is named."),
      require_approval_for_opus: optional(value.flag("Ask before the largest model is used.")),
      cost_limits: optional(
        part("Costs in US dollars.", {
          daily_budget_usd: optional(value.dollars("Costs of one day.")),
          monthly_budget_usd: optional(value.dollars("Costs of one month.")),
          per_request_limit_usd: optional(value.dollars("Costs of one request.")),
        }),
      ),
    }),
  ),
  parallel_execution: optional(
    part("Agents at the same time.", {
      max_concurrent_agents: value.limit("Agents at the same time."),
      timeout_seconds: value.seconds("Time for one agent."),
      memory_limit_mb: optional(value.limit("Memory of one agent, in MiB.")),
    }),
  ),
  resource_limits: optional(
    part("What one session may use.", {
      max_file_reads_per_session: optional(value.limit("Files read.")),
      max_file_writes_per_session: optional(value.limit("Files written.")),
      max_network_requests_per_session: optional(value.limit("Network requests.")),
      session_timeout_minutes: optional(value.minutes("Time for one session.")),
    }),
  ),
});

const securityPolicies = part("Checks beside the permissions.", {
  prevent_secrets_exposure: optional(value.flag("Stop secrets from getting out.")),
  scan_for_vulnerabilities: optional(value.flag("Scan for known vulnerabilities.")),
  enforce_secure_coding: optional(value.flag("Check what is written for insecure code.")),
  audit_logging: optional(value.flag("Record every request.")),
  secrets_detection: optional(
    part("Search for secrets.", {
      enabled: value.flag("Whether it is on."),
      tools: list(value.anyText("The name of a tool."), "Tools to use."),
      block_on_detection: optional(value.flag("Stop when a secret is found.")),
      alert_on_detection: optional(value.flag("Say when a secret is found.")),
      custom_patterns: list(value.regex, "Further patterns of secrets."),
      exclude_patterns: list(value.regex, "Patterns that are no secrets."),
    }),
  ),
  vulnerability_scanning: optional(
    part("Search for known vulnerabilities.", {
      enabled: value.flag("Whether it is on."),
      tools: list(value.anyText("The name of a tool."), "Tools to use."),
      severity_threshold: optional(value.choice(["low", "medium", "high", "critical"], "Lowest severity reported.")),
      block_on_high: optional(value.flag("Stop when the severity is high.")),
      scan_dependencies: optional(value.flag("Scan dependencies too.")),
    }),
  ),
});

const toolLists = {
  tools: list(value.tool, "The tools that exist at all."),
  allowed_tools: list(value.rule, "What runs without asking."),
  ask_tools: list(value.rule, "What needs a confirmation; beats allowed_tools."),
  disallowed_tools: list(value.rule, "What never runs; beats everything."),
};

const level = z.enum(["required", "preferred"]);
const layer = optional(
  level
    .register(value.valueKinds, { code: "SchemaValidationError", wanted: "required or preferred" })
    .register(z.globalRegistry, { description: "required: nothing starts without it; preferred: it may be missing." }),
);

const sandbox = part("How commands are confined.", {
  backend: optional(
    value.choice(["auto", "bubblewrap", "landlock", "none"], "What confines; none is no confinement at all."),
  ),
  root: optional(value.onePath),
  env: optional(
    part("The environment of commands, which is built from nothing.", {
      pass: list(value.variableName, "Variables passed on."),
      set: optional(
        z
          .record(value.setVariableName, value.anyText("A value."))
          .register(z.globalRegistry, { description: "Variables set." }),
      ),
    }),
  ),
  limits: optional(
    part("Limits of one command.", {
      processes: optional(value.limit("Processes at the same time.")),
      memory_mb: optional(value.limit("Memory, in MiB.")),
      file_size_mb: optional(value.limit("Size of one written file, in MiB.")),
      open_files: optional(value.limit("Open files of one process.")),
      cpu_seconds: optional(value.seconds("CPU time of one process.")),
    }),
  ),
  layers: optional(
    part("Which layers must stand.", {
      namespaces: layer,
      mounts: layer,
      network: layer,
      capabilities: layer,
      limits: layer,
      landlock: layer,
      seccomp: layer,
      "exec-gate": layer,
      egress: layer,
    } satisfies Record<(typeof layerNames)[number], typeof layer>),
  ),
  exec: optional(
    value.choice(["guarded", "strict"], "Whether programs started by allowed programs need to be allowed too."),
  ),
  transaction: optional(value.choice(["off", "check", "hold"], "Whether changes of files are checked or held back.")),
  unix_sockets: list(value.onePath, "Sockets of the host that can be reached."),
  caches: optional(value.choice(["private", "none"], "Whether package managers get a cache of the project's own.")),
});

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const schedule = part("Lists that hold at certain times.", {
  time_zone: optional(value.timeZone),
  windows: z
    .array(
      part("A window of time; over midnight when `to` is before `from`.", {
        name: optional(value.anyText("What the window is called.")),
        days: list(value.choice(days, "A day of the week."), "Days on which the window starts; every day when absent."),
        from: value.timeOfDay,
        to: value.timeOfDay,
        ...toolLists,
      }),
    )
    .register(z.globalRegistry, { description: "The windows; the first that holds counts first." }),
});

const role = part("The lists of one role.", { description: optional(value.anyText("One line.")), ...toolLists });

/** The one schema of a profile. Unknown keys are errors at every depth. */
export const profileSchema = part("A Sallyport profile.", {
  $schema: optional(value.anyText("The JSON Schema, for editors.")),
  version: optional(value.version),
  name: optional(value.anyText("What the profile is called.")),
  description: optional(value.anyText("One line.")),
  extends: optional(value.anyText("The name or file of a profile that this one builds on.")),
  level: optional(value.choice(["restricted", "standard", "extended", "trusted"], "Fills in what is left out.")),
  permissions: optional(
    part("What is permitted.", {
      file_access: optional(fileAccess),
      network_access: optional(networkAccess),
      tool_permissions: optional(toolPermissions),
      agent_permissions: optional(agentPermissions),
    }),
  ),
  security_policies: optional(securityPolicies),
  permission_mode: optional(
    value.choice(
      ["default", "acceptEdits", "plan", "dontAsk", "bypassPermissions"],
      "What happens when no rule matches.",
    ),
  ),
  ...toolLists,
  roles: optional(z.record(value.roleName, role).register(z.globalRegistry, { description: "Lists by role." })),
  schedule: optional(schedule),
  sandbox: optional(sandbox),
});

/** A profile as written: every part may be missing. */
export type ProfileBody = z.infer<typeof profileSchema>;
