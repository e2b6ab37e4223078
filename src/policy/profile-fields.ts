import type { PermissionMode } from "./effective-profile.ts";
import { leastCosts } from "./merge-costs.ts";
import { narrowScanning, narrowSecrets } from "./merge-security.ts";
import type { ProfileBody } from "./profile-schema.ts";
import { coversTool } from "./rule-spelling.ts";

/** One single value of a profile: where it stands, and how a layer that may only narrow changes it. */
export interface Field<T> {
  readonly pointer: string;
  readonly read: (body: ProfileBody) => T | undefined;
  /** The narrower of what counts so far and what another layer says. Absent: only a layer that may allow is heard. */
  readonly narrow?: (ours: T, theirs: T) => T;
}

const field = <T>(pointer: string, read: Field<T>["read"], narrow?: Field<T>["narrow"]): Field<T> =>
  narrow === undefined ? { pointer, read } : { pointer, read, narrow };

/** Narrowest first. */
const strictest =
  <T extends string>(...order: readonly T[]) =>
  (ours: T, theirs: T): T =>
    order.indexOf(theirs) < order.indexOf(ours) ? theirs : ours;

const either = (ours: boolean, theirs: boolean): boolean => ours || theirs;
const both = (ours: readonly string[], theirs: readonly string[]): readonly string[] =>
  ours.filter((item) => theirs.includes(item));

function bothTools(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const kept = ours.filter((tool) => theirs.some((wide) => coversTool(wide, tool)));
  const narrower = theirs.filter((tool) => !kept.includes(tool) && ours.some((wide) => coversTool(wide, tool)));
  return [...kept, ...narrower];
}

const file = (body: ProfileBody) => body.permissions?.file_access;
const network = (body: ProfileBody) => body.permissions?.network_access;
const toolsOf = (body: ProfileBody) => body.permissions?.tool_permissions;
const agent = (body: ProfileBody) => body.permissions?.agent_permissions;
const limits = (body: ProfileBody) => body.sandbox?.limits;
const security = (body: ProfileBody) => body.security_policies;

const files = "/permissions/file_access";
const net = "/permissions/network_access";
const tool = "/permissions/tool_permissions";
const agents = "/permissions/agent_permissions";

type Strings = readonly string[];

const stricterMode = strictest<PermissionMode>("plan", "dontAsk", "default", "acceptEdits", "bypassPermissions");

export function strictestMode(modes: readonly [PermissionMode, ...PermissionMode[]]): PermissionMode {
  return modes.reduce(stricterMode);
}

/** The mode that a profile names, by either of its names. */
export function modeNamed(mode: ProfileBody["permission_mode"]): PermissionMode | undefined {
  return mode === "manual" ? "default" : mode;
}

/** Every single value that resolution reads. Lists that unite are in `merge-lists.ts`. */
export const fields = {
  mode: field("/permission_mode", (body) => modeNamed(body.permission_mode), stricterMode),
  tools: field<Strings>("/tools", (body) => body.tools, bothTools),
  maxFileSize: field(`${files}/max_file_size_mb`, (body) => file(body)?.max_file_size_mb, Math.min),
  extensions: field<Strings>(`${files}/allowed_extensions`, (body) => file(body)?.allowed_extensions, both),
  writeMaxFileSize: field(`${tool}/write/max_file_size_mb`, (body) => toolsOf(body)?.write?.max_file_size_mb, Math.min),
  writeExtensions: field<Strings>(
    `${tool}/write/allowed_extensions`,
    (body) => toolsOf(body)?.write?.allowed_extensions,
    both,
  ),
  backup: field(`${tool}/write/backup_on_overwrite`, (body) => toolsOf(body)?.write?.backup_on_overwrite, either),
  readMaxFileSize: field(`${tool}/read/max_file_size_mb`, (body) => toolsOf(body)?.read?.max_file_size_mb, Math.min),
  readExtensions: field<Strings>(
    `${tool}/read/allowed_extensions`,
    (body) => toolsOf(body)?.read?.allowed_extensions,
    both,
  ),
  searchResults: field(`${tool}/search/max_results`, (body) => toolsOf(body)?.search?.max_results, Math.min),
  searchTimeout: field(`${tool}/search/timeout_seconds`, (body) => toolsOf(body)?.search?.timeout_seconds, Math.min),
  requireHttps: field(`${net}/require_https`, (body) => network(body)?.require_https, either),
  missingServerName: field(
    `${net}/missing_server_name`,
    (body) => network(body)?.missing_server_name,
    strictest("refuse", "allow"),
  ),
  hiddenServerName: field(
    `${net}/encrypted_client_hello`,
    (body) => network(body)?.encrypted_client_hello,
    strictest("refuse", "allow"),
  ),
  networkTimeout: field(`${net}/timeout_seconds`, (body) => network(body)?.timeout_seconds, Math.min),
  maxRedirects: field(`${net}/max_redirects`, (body) => network(body)?.max_redirects, Math.min),
  userAgent: field(`${net}/user_agent`, (body) => network(body)?.user_agent),
  proxy: field(`${net}/proxy_config`, (body) => network(body)?.proxy_config),
  opaque: field(`${tool}/bash/opaque`, (body) => toolsOf(body)?.bash?.opaque, strictest("refuse", "gate")),
  allowedEnv: field<Strings>(`${tool}/bash/allowed_env`, (body) => toolsOf(body)?.bash?.allowed_env),
  bashTimeout: field(`${tool}/bash/timeout_seconds`, (body) => toolsOf(body)?.bash?.timeout_seconds, Math.min),
  workingDirectory: field(`${tool}/bash/working_directory`, (body) => toolsOf(body)?.bash?.working_directory),
  models: field(
    `${agents}/model_selection`,
    (body) => agent(body)?.model_selection,
    (ours, theirs) => ({
      ...ours,
      allowed_models: [...both(ours.allowed_models, theirs.allowed_models)],
      require_approval_for_opus: either(
        ours.require_approval_for_opus === true,
        theirs.require_approval_for_opus === true,
      ),
      cost_limits: leastCosts(ours.cost_limits, theirs.cost_limits),
    }),
  ),
  parallel: field(
    `${agents}/parallel_execution`,
    (body) => agent(body)?.parallel_execution,
    (ours, theirs) => ({
      ...ours,
      max_concurrent_agents: Math.min(ours.max_concurrent_agents, theirs.max_concurrent_agents),
      timeout_seconds: Math.min(ours.timeout_seconds, theirs.timeout_seconds),
    }),
  ),
  fileReads: field(
    `${agents}/resource_limits/max_file_reads_per_session`,
    (body) => agent(body)?.resource_limits?.max_file_reads_per_session,
    Math.min,
  ),
  fileWrites: field(
    `${agents}/resource_limits/max_file_writes_per_session`,
    (body) => agent(body)?.resource_limits?.max_file_writes_per_session,
    Math.min,
  ),
  networkRequests: field(
    `${agents}/resource_limits/max_network_requests_per_session`,
    (body) => agent(body)?.resource_limits?.max_network_requests_per_session,
    Math.min,
  ),
  agentMemory: field(
    `${agents}/parallel_execution/memory_limit_mb`,
    (body) => agent(body)?.parallel_execution?.memory_limit_mb,
    Math.min,
  ),
  sessionMinutes: field(
    `${agents}/resource_limits/session_timeout_minutes`,
    (body) => agent(body)?.resource_limits?.session_timeout_minutes,
    Math.min,
  ),
  preventSecrets: field(
    "/security_policies/prevent_secrets_exposure",
    (body) => security(body)?.prevent_secrets_exposure,
    either,
  ),
  scan: field(
    "/security_policies/scan_for_vulnerabilities",
    (body) => security(body)?.scan_for_vulnerabilities,
    either,
  ),
  secureCoding: field(
    "/security_policies/enforce_secure_coding",
    (body) => security(body)?.enforce_secure_coding,
    either,
  ),
  auditLogging: field("/security_policies/audit_logging", (body) => security(body)?.audit_logging, either),
  secrets: field("/security_policies/secrets_detection", (body) => security(body)?.secrets_detection, narrowSecrets),
  vulnerabilities: field(
    "/security_policies/vulnerability_scanning",
    (body) => security(body)?.vulnerability_scanning,
    narrowScanning,
  ),
  maxCommandLength: field("/validators/max_command_length", (body) => body.validators?.max_command_length, Math.min),
  noChaining: field("/validators/no_chaining", (body) => body.validators?.no_chaining, either),
  backend: field("/sandbox/backend", (body) => body.sandbox?.backend),
  root: field("/sandbox/root", (body) => body.sandbox?.root),
  envPass: field<Strings>("/sandbox/env/pass", (body) => body.sandbox?.env?.pass, both),
  envSet: field("/sandbox/env/set", (body) => body.sandbox?.env?.set),
  processes: field("/sandbox/limits/processes", (body) => limits(body)?.processes, Math.min),
  memory: field("/sandbox/limits/memory_mb", (body) => limits(body)?.memory_mb, Math.min),
  fileSize: field("/sandbox/limits/file_size_mb", (body) => limits(body)?.file_size_mb, Math.min),
  openFiles: field("/sandbox/limits/open_files", (body) => limits(body)?.open_files, Math.min),
  cpu: field("/sandbox/limits/cpu_seconds", (body) => limits(body)?.cpu_seconds, Math.min),
  exec: field("/sandbox/exec", (body) => body.sandbox?.exec, strictest("strict", "guarded")),
  transaction: field("/sandbox/transaction", (body) => body.sandbox?.transaction, strictest("hold", "check", "off")),
  unixSockets: field<Strings>("/sandbox/unix_sockets", (body) => body.sandbox?.unix_sockets, both),
  watch: field("/sandbox/watch", (body) => body.sandbox?.watch, either),
  caches: field("/sandbox/caches", (body) => body.sandbox?.caches),
} as const;

/** What counts when no layer says anything. Narrowing starts from here. */
export const defaults = {
  mode: "default",
  opaque: "refuse",
  requireHttps: false,
  missingServerName: "refuse",
  hiddenServerName: "refuse",
  backup: false,
  auditLogging: true,
  backend: "auto",
  exec: "guarded",
  transaction: "off",
  caches: "none",
  /** The environment of commands is built from these alone. */
  envPass: ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "LANG", "LC_*", "TZ", "TMPDIR", "COLORTERM"],
} as const;
