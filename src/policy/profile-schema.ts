import * as z from "zod/mini";
import { modeNames, toolLists } from "./agent-schema.ts";
import { heldParts } from "./held-schema.ts";
import { canUseTool, hooks } from "./hook-schema.ts";
import { networkAccess } from "./network-schema.ts";
import { once } from "./once.ts";
import * as value from "./profile-values.ts";
import { sandbox } from "./sandbox-schema.ts";
import { list, madeOf, part } from "./schema-parts.ts";

const fileFilters = () => ({
  max_file_size_mb: z.optional(value.limit("Largest file, in MiB.")),
  allowed_extensions: list(value.extension(), "Only files with these extensions."),
  blocked_patterns: list(value.filePattern(), "Never files whose name matches one of these."),
});

const fileAccess = () =>
  part("Which files can be reached.", {
    allowed_paths: list(value.absolutePath(), "Readable and writable."),
    denied_paths: list(value.deniedPath(), "Neither readable nor writable; beats everything."),
    read_only_paths: list(value.absolutePath(), "Readable only."),
    ...fileFilters(),
  });

const bash = () =>
  part("Shell commands.", {
    allowed_commands: list(value.command(), "Commands that run without asking."),
    blocked_commands: list(value.command(), "Commands that never run."),
    require_confirmation: list(value.command(), "Commands that need a confirmation."),
    timeout_seconds: z.optional(value.seconds("Time for one command; then it is ended.")),
    working_directory: z.optional(value.onePath()),
    opaque: z.optional(value.choice(["refuse", "gate"], "What happens to commands that only exist at run time.")),
    allowed_env: list(
      value.assignment(),
      "Assignments that commands may make although they change what runs: CI, PYTHONPATH=src.",
    ),
  });

const toolPermissions = () =>
  part("Permissions of single tools.", {
    bash: z.optional(bash()),
    write: z.optional(
      part("The tools that write files, and output redirects.", {
        ...fileFilters(),
        backup_on_overwrite: z.optional(value.flag("Keep a copy of what is overwritten.")),
        require_confirmation: list(value.filePattern(), "Files whose change needs a confirmation."),
      }),
    ),
    read: z.optional(
      part("The tools that read files.", {
        ...fileFilters(),
        require_confirmation: list(value.filePattern(), "Files whose reading needs a confirmation."),
      }),
    ),
    search: z.optional(
      part("The tools that search files.", {
        blocked_patterns: list(value.filePattern(), "Files that are never searched."),
        max_results: z.optional(value.limit("Results of one search.")),
        timeout_seconds: z.optional(value.seconds("Time for one search.")),
      }),
    ),
  });

const agentPermissions = () =>
  part("Models, sub-agents and budgets.", {
    model_selection: z.optional(
      part("Which models may be used.", {
        allowed_models: z
          .array(value.anyText("The name of a model."))
          .register(z.globalRegistry, { description: "Models that may be used." }),
        default_model: value.anyText("The model used when none is named."),
        require_approval_for_opus: z.optional(value.flag("Ask before the largest model is used.")),
        cost_limits: z.optional(
          part("Costs in US dollars.", {
            daily_budget_usd: z.optional(value.dollars("Costs of one day.")),
            monthly_budget_usd: z.optional(value.dollars("Costs of one month.")),
            per_request_limit_usd: z.optional(value.dollars("Costs of one request.")),
          }),
        ),
      }),
    ),
    parallel_execution: z.optional(
      part("Agents at the same time.", {
        max_concurrent_agents: value.limit("Agents at the same time."),
        timeout_seconds: value.seconds("Time for one agent."),
        memory_limit_mb: z.optional(value.limit("Memory of one agent, in MiB.")),
      }),
    ),
    resource_limits: z.optional(
      part("What one session may use.", {
        max_file_reads_per_session: z.optional(value.limit("Files read.")),
        max_file_writes_per_session: z.optional(value.limit("Files written.")),
        max_network_requests_per_session: z.optional(value.limit("Network requests.")),
        session_timeout_minutes: z.optional(value.minutes("Time for one session.")),
      }),
    ),
  });

const securityPolicies = () =>
  part("Checks beside the permissions.", {
    prevent_secrets_exposure: z.optional(value.flag("Stop secrets from getting out.")),
    scan_for_vulnerabilities: z.optional(value.flag("Scan for known vulnerabilities.")),
    enforce_secure_coding: z.optional(value.flag("Check what is written for insecure code.")),
    audit_logging: z.optional(value.flag("Record every request.")),
    secrets_detection: z.optional(
      part("Search for secrets.", {
        enabled: value.flag("Whether it is on."),
        tools: list(value.someText("The name of a program that searches."), "Programs to use."),
        block_on_detection: z.optional(value.flag("Stop when a secret is found.")),
        alert_on_detection: z.optional(value.flag("Say when a secret is found.")),
        custom_patterns: list(value.regex(), "Further patterns of secrets."),
        exclude_patterns: list(value.regex(), "Patterns that are no secrets."),
      }),
    ),
    vulnerability_scanning: z.optional(
      part("Search for known vulnerabilities.", {
        enabled: value.flag("Whether it is on."),
        tools: list(value.someText("The name of a scanner."), "Scanners to use."),
        severity_threshold: z.optional(
          value.choice(["low", "medium", "high", "critical"], "Lowest severity reported."),
        ),
        block_on_high: z.optional(value.flag("Stop when the severity is high.")),
        scan_dependencies: z.optional(value.flag("Scan dependencies too.")),
      }),
    ),
  });

type IsWanted = (place: string) => boolean;

const every: IsWanted = () => true;

const permissions = {
  file_access: () => z.optional(fileAccess()),
  network_access: () => z.optional(networkAccess()),
  tool_permissions: () => z.optional(toolPermissions()),
  agent_permissions: () => z.optional(agentPermissions()),
};

const body = {
  $schema: () => z.optional(value.anyText("The JSON Schema, for editors.")),
  version: () => z.optional(value.version()),
  name: () => z.optional(value.anyText("What the profile is called.")),
  description: () => z.optional(value.anyText("One line.")),
  extends: () => z.optional(value.anyText("The name or file of a profile that this one builds on.")),
  level: () =>
    z.optional(value.choice(["restricted", "standard", "extended", "trusted"], "Fills in what is left out.")),
  permissions: (isWanted: IsWanted = every) =>
    z.optional(
      part(
        "What is permitted.",
        madeOf(permissions, (key) => isWanted(`permissions/${key}`)),
      ),
    ),
  security_policies: () => z.optional(securityPolicies()),
  permission_mode: () =>
    z.optional(value.choice(modeNames, "What happens when no rule matches; manual is another name of default.")),
  tools: () => toolLists().tools,
  allowed_tools: () => toolLists().allowed_tools,
  ask_tools: () => toolLists().ask_tools,
  disallowed_tools: () => toolLists().disallowed_tools,
  ...heldParts,
  hooks: () => z.optional(hooks()),
  can_use_tool: () => z.optional(canUseTool()),
  sandbox: () => z.optional(sandbox()),
};

function build(isWanted: IsWanted) {
  const parts = { ...body, permissions: () => body.permissions(isWanted) };
  return part("A Sallyport profile.", madeOf(parts, isWanted));
}

/** A profile as written: every part may be missing. */
export type ProfileBody = z.infer<ReturnType<typeof build>>;

/**
 * The one schema of a profile. Unknown keys are errors at every depth. Built on first use: a command under a shipped
 * profile needs none of it, and building costs more than reading.
 */
export const profileSchema = once(() => build(every));

/** Those made so far, by the places that they know: a cache of what never changes. */
const fitting = new Map<string, ReturnType<typeof build>>();
const mostFitting = 50;

/**
 * As much of the schema as a document has places for. It accepts what the whole one does, as every part may be missing; what it refuses
 * has to be told by the whole.
 */
export function schemaFor(document: unknown): ReturnType<typeof build> {
  const places = new Set(placesIn(document));
  const key = [...places].join(" ");
  const known =
    fitting.get(key) ?? (fitting.size < mostFitting ? build((place) => places.has(place)) : profileSchema());
  if (fitting.size < mostFitting) fitting.set(key, known);
  return known;
}

function placesIn(document: unknown): readonly string[] {
  if (typeof document !== "object" || document === null) return [];
  const inside: unknown = Reflect.get(document, "permissions");
  const below = typeof inside === "object" && inside !== null ? inside : {};
  return [
    ...Object.keys(body).filter((key) => Object.hasOwn(document, key)),
    ...Object.keys(permissions).flatMap((key) => (Object.hasOwn(below, key) ? [`permissions/${key}`] : [])),
  ];
}
