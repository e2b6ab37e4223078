import type { RuleSource } from "../base/index.ts";
import type { EffectiveProfile, PathEntry } from "./effective-profile.ts";

/** One line of a profile in force. */
export interface ProfileFact {
  /** The section it belongs to: `rules`, `files`, `network`, `sandbox`, … */
  readonly part: string;
  /** What it says, such as `deny Bash(sudo:*)` or `writable /home/me/project`. */
  readonly text: string;
  /** Where it was written; absent for defaults. */
  readonly source?: RuleSource;
}

type Shown = string | number | boolean | undefined;

type Value = readonly [part: string, pointer: string, name: string, value: Shown];

const file = "/permissions/file_access";
const tools = "/permissions/tool_permissions";
const net = "/permissions/network_access";

function list(items: readonly string[] | undefined): Shown {
  return items === undefined || items.length === 0 ? undefined : items.join(" ");
}

const unlessRefused = (choice: "refuse" | "allow"): Shown => (choice === "refuse" ? undefined : choice);

function permissionValues(profile: EffectiveProfile): readonly Value[] {
  const { files, write, read, search, network } = profile;
  return [
    ["mode", "/permission_mode", "mode", profile.mode],
    ["tools", "/tools", "tools", profile.tools === undefined ? undefined : profile.tools.join(" ") || "none"],
    ["files", `${file}/max_file_size_mb`, "largest file (MiB)", files.maxFileSizeMb],
    ["files", `${file}/allowed_extensions`, "extensions", list(files.allowedExtensions)],
    ["files", `${file}/blocked_patterns`, "blocked names", list(files.blockedPatterns)],
    ["write", `${tools}/write/max_file_size_mb`, "largest file (MiB)", write.maxFileSizeMb],
    ["write", `${tools}/write/allowed_extensions`, "extensions", list(write.allowedExtensions)],
    ["write", `${tools}/write/blocked_patterns`, "blocked names", list(write.blockedPatterns)],
    ["write", `${tools}/write/backup_on_overwrite`, "backups", write.backupOnOverwrite || undefined],
    ["read", `${tools}/read/max_file_size_mb`, "largest file (MiB)", read.maxFileSizeMb],
    ["read", `${tools}/read/allowed_extensions`, "extensions", list(read.allowedExtensions)],
    ["search", `${tools}/search/blocked_patterns`, "blocked names", list(search.blockedPatterns)],
    ["search", `${tools}/search/max_results`, "results", search.maxResults],
    ["search", `${tools}/search/timeout_seconds`, "timeout (s)", search.timeoutSeconds],
    ["network", `${net}/require_https`, "https only", network.requireHttps || undefined],
    ["network", `${net}/missing_server_name`, "TLS without a server's name", unlessRefused(network.missingServerName)],
    [
      "network",
      `${net}/encrypted_client_hello`,
      "TLS that hides the server's name",
      unlessRefused(network.hiddenServerName),
    ],
    ["network", `${net}/timeout_seconds`, "timeout (s)", network.timeoutSeconds],
    ["network", `${net}/max_redirects`, "redirects", network.maxRedirects],
    ["network", `${net}/user_agent`, "user agent", network.userAgent],
    [
      "network",
      `${net}/proxy_config`,
      "proxy",
      list([network.proxy?.http, network.proxy?.https].flatMap((proxy) => (proxy ? [proxy.text] : []))),
    ],
  ];
}

const resources = "/permissions/agent_permissions/resource_limits";

const parallelAt = "/permissions/agent_permissions/parallel_execution";

function sessionValues({ session, network, parallel }: EffectiveProfile): readonly Value[] {
  const { fileReads, fileWrites, seconds } = session;
  return [
    ["session", parallelAt, "agents at once", parallel?.most],
    ["session", parallelAt, "time of an agent (s)", parallel?.seconds],
    ["session", `${resources}/max_file_reads_per_session`, "file reads", fileReads],
    ["session", `${resources}/max_file_writes_per_session`, "file writes", fileWrites],
    ["session", `${resources}/max_network_requests_per_session`, "network requests", network.maxRequests],
    ["session", `${resources}/session_timeout_minutes`, "time (min)", seconds && seconds / 60],
  ];
}

function runValues({ bash, sandbox, secrets, auditLogging }: EffectiveProfile): readonly Value[] {
  return [
    ["bash", `${tools}/bash/opaque`, "opaque commands", bash.opaque],
    ["bash", `${tools}/bash/allowed_env`, "allowed assignments", list(bash.allowedEnv)],
    ["bash", `${tools}/bash/timeout_seconds`, "timeout (s)", bash.timeoutSeconds],
    ["bash", `${tools}/bash/working_directory`, "working folder", bash.workingDirectory],
    ["bash", "/validators/max_command_length", "longest command", bash.maxLength],
    ["bash", "/validators/no_chaining", "one command at once", bash.noChaining || undefined],
    ["sandbox", "/sandbox/backend", "backend", sandbox.backend],
    ["sandbox", "/sandbox/root", "root", sandbox.root],
    ["sandbox", "/sandbox/env/pass", "variables passed on", list(sandbox.env.pass)],
    // Names only: values may be secrets, and what is shown here ends up in logs.
    ["sandbox", "/sandbox/env/set", "variables set", list([...sandbox.env.set.keys()])],
    ["sandbox", "/sandbox/limits/processes", "processes", sandbox.limits.processes],
    ["sandbox", "/sandbox/limits/memory_mb", "memory (MiB)", sandbox.limits.memoryMb],
    ["sandbox", "/sandbox/limits/file_size_mb", "written file (MiB)", sandbox.limits.fileSizeMb],
    ["sandbox", "/sandbox/limits/open_files", "open files", sandbox.limits.openFiles],
    ["sandbox", "/sandbox/limits/cpu_seconds", "cpu time (s)", sandbox.limits.cpuSeconds],
    ["sandbox", "/sandbox/exec", "programs of programs", sandbox.exec],
    ["sandbox", "/sandbox/transaction", "transaction", sandbox.transaction],
    ["sandbox", "/sandbox/watch", "changes recorded", sandbox.watch || undefined],
    ["sandbox", "/sandbox/unix_sockets", "sockets", list(sandbox.unixSockets)],
    ["sandbox", "/sandbox/caches", "caches", sandbox.caches],
    ["secrets", "/security_policies/secrets_detection", "found secrets", foundSecrets(secrets)],
    [
      "secrets",
      "/security_policies/prevent_secrets_exposure",
      "files of secrets hidden",
      secrets.hideReads || undefined,
    ],
    ["record", "/security_policies/audit_logging", "audit log", auditLogging],
  ];
}

function foundSecrets({ search, block, alert }: EffectiveProfile["secrets"]): string | undefined {
  if (!search) return undefined;
  return block ? "refused" : alert ? "said" : "recorded";
}

/** Of a secret its name and its hosts. */
function requestFacts({ intercept, requests, credentials }: EffectiveProfile["network"]): readonly ProfileFact[] {
  const part = "network";
  return [
    ...intercept.flatMap(({ domains, except }) => [
      ...domains.map(({ text, source }) => ({ part, text: `opened ${text}`, source })),
      ...except.map(({ text, source }) => ({ part, text: `not opened ${text}`, source })),
    ]),
    ...requests.flatMap((rules) => rules.map(({ text, source }) => ({ part, text: `request ${text}`, source }))),
    ...credentials.map(({ variable, domains, source }) => ({
      part,
      text: `secret ${variable} for ${domains.map(({ text }) => text).join(" ")}`,
      source,
    })),
  ];
}

const pathFacts = (access: string, entries: readonly PathEntry[]): readonly ProfileFact[] =>
  entries.map(({ path, source }) => ({ part: "files", text: `${access} ${path}`, source }));

/** A merged profile line by line, in the order of the schema, each with the place it was written at. */
export function describeProfile(profile: EffectiveProfile): readonly ProfileFact[] {
  const values = [...permissionValues(profile), ...sessionValues(profile), ...runValues(profile)].flatMap(
    ([part, pointer, name, value]): readonly ProfileFact[] => {
      if (value === undefined) return [];
      const source = profile.origins.get(pointer);
      const fact = { part, text: `${name}: ${value}` };
      return [source === undefined ? fact : { ...fact, source }];
    },
  );
  const layers = [...profile.sandbox.layers].map(([name, need]): ProfileFact => {
    const source = profile.origins.get(`/sandbox/layers/${name}`);
    const fact = { part: "sandbox", text: `layer ${name}: ${need}` };
    return source === undefined ? fact : { ...fact, source };
  });
  return [
    ...values,
    ...layers,
    ...profile.rules.map(({ effect, text, source }) => ({ part: "rules", text: `${effect} ${text}`, source })),
    ...pathFacts("writable", profile.files.allowed),
    ...pathFacts("read-only", profile.files.readOnly),
    ...pathFacts("denied", profile.files.denied),
    ...profile.network.allowed.map(({ text, source }) => ({ part: "network", text: `reachable ${text}`, source })),
    ...profile.network.blocked.map(({ text, source }) => ({ part: "network", text: `blocked ${text}`, source })),
    ...requestFacts(profile.network),
    ...profile.notes.map(({ message, source }) => ({ part: "notes", text: message, source })),
    ...profile.unenforced.map(({ pointer, note }) => ({ part: "not enforced yet", text: `${pointer}: ${note}` })),
  ];
}
