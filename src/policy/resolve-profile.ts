import type { AbsolutePath, Parsed } from "../base/index.ts";
import type { EffectiveProfile, PathEntry, PermissionMode } from "./effective-profile.ts";
import { agentModels, agentNames, mergeAgents, outerModes } from "./merge-agents.ts";
import { credentialPlaces, mergeCredentials } from "./merge-credentials.ts";
import { mergeDomains } from "./merge-domains.ts";
import { mergeCallback, mergeHooks } from "./merge-hooks.ts";
import { mergeInterception } from "./merge-interception.ts";
import { mergePaths } from "./merge-paths.ts";
import { mergeProxy } from "./merge-proxy.ts";
import { mergeRewrites } from "./merge-rewrites.ts";
import { boundsRules, mergeRules, statesTools } from "./merge-rules.ts";
import { resolvePathEntry } from "./path-entry.ts";
import type { Findings } from "./pick-field.ts";
import { type PickedFields, pickFields } from "./pick-fields.ts";
import { expandLayers, type Expanded } from "./expand-layers.ts";
import type { Layer, ProfileLayer, ResolveOptions } from "./layer.ts";
import { modeNamed, strictestMode } from "./profile-fields.ts";
import { secretFileEntries } from "./secret-files.ts";
import { scanSettings, secretSettings } from "./merge-security.ts";
import { isUnrestricted } from "./unrestricted.ts";
import { unenforcedParts } from "./unenforced.ts";
import type { Variables } from "./variables.ts";

export type { ProfileLayer, ResolveOptions };
export { isSaid } from "./expand-layers.ts";
export { windowsAt } from "./schedule.ts";

/** The smaller of what is limited at all. */
function least(...limits: readonly (number | undefined)[]): number | undefined {
  const stated = limits.filter((limit) => limit !== undefined);
  return stated.length === 0 ? undefined : Math.min(...stated);
}

function onePath(text: string, variables: Variables): AbsolutePath {
  return resolvePathEntry(text, variables, { file: "", pointer: "" }).path;
}

type Merged = Omit<
  EffectiveProfile["network"],
  | "requireHttps"
  | "missingServerName"
  | "hiddenServerName"
  | "timeoutSeconds"
  | "maxRedirects"
  | "userAgent"
  | "maxRequests"
>;

function network(picked: PickedFields, merged: Merged): EffectiveProfile["network"] {
  return {
    ...merged,
    requireHttps: picked.requireHttps,
    missingServerName: picked.missingServerName,
    hiddenServerName: picked.hiddenServerName,
    timeoutSeconds: picked.networkTimeout,
    maxRedirects: picked.maxRedirects,
    userAgent: picked.userAgent,
    maxRequests: picked.networkRequests,
  };
}

/** What a sandbox gets from other parts of the profile. */
interface Inside {
  readonly sockets: readonly AbsolutePath[];
  readonly placeholders: readonly (readonly [variable: string, placeholder: string])[];
}

function sandbox(
  picked: PickedFields,
  { sockets, placeholders }: Inside,
  variables: Variables,
): EffectiveProfile["sandbox"] {
  return {
    backend: picked.backend,
    root: picked.root === undefined ? undefined : onePath(picked.root, variables),
    env: { pass: picked.envPass, set: new Map([...Object.entries(picked.envSet ?? {}), ...placeholders]) },
    limits: {
      processes: picked.processes,
      memoryMb: least(picked.memory, picked.agentMemory),
      // The kernel's limit is the one that holds for what commands write themselves.
      fileSizeMb: least(picked.fileSize, picked.maxFileSize, picked.writeMaxFileSize),
      openFiles: picked.openFiles,
      cpuSeconds: picked.cpu,
    },
    layers: picked.layers,
    exec: picked.exec,
    transaction: picked.transaction,
    // What a command has changed has to be known before it can be scanned.
    watch: picked.watch || scanSettings(picked).tools.length > 0,
    unixSockets: sockets,
    caches: picked.caches,
  };
}

function session({ fileReads, fileWrites, sessionMinutes }: PickedFields): EffectiveProfile["session"] {
  return { fileReads, fileWrites, seconds: sessionMinutes === undefined ? undefined : sessionMinutes * 60 };
}

function bash(picked: PickedFields, variables: Variables): EffectiveProfile["bash"] {
  return {
    opaque: picked.opaque,
    allowedEnv: picked.allowedEnv,
    timeoutSeconds: least(picked.bashTimeout, session(picked).seconds),
    workingDirectory: picked.workingDirectory === undefined ? undefined : onePath(picked.workingDirectory, variables),
    maxLength: picked.maxCommandLength,
    noChaining: picked.noChaining,
  };
}

function identity(layers: readonly Layer[]): Pick<EffectiveProfile, "name" | "description"> {
  const own = layers.filter(({ power, at }) => power === "grant" && at === "");
  const named = own.find(({ body }) => body.name !== undefined) ?? own.find(({ body }) => body.level !== undefined);
  const described = named ?? own.find(({ body }) => body.description !== undefined);
  return {
    name: named?.body.name ?? named?.body.level ?? "unnamed",
    description: described?.body.description ?? "",
  };
}

const fileTools = (picked: PickedFields): Pick<EffectiveProfile, "write" | "read" | "search"> => ({
  write: {
    maxFileSizeMb: picked.writeMaxFileSize,
    allowedExtensions: picked.writeExtensions,
    blockedPatterns: picked.writeBlockedPatterns,
    backupOnOverwrite: picked.backup,
    requireConfirmation: picked.writeConfirmations,
  },
  read: { maxFileSizeMb: picked.readMaxFileSize, allowedExtensions: picked.readExtensions },
  search: {
    blockedPatterns: picked.searchBlockedPatterns,
    maxResults: picked.searchResults,
    timeoutSeconds: picked.searchTimeout,
  },
});

/** What is scanned before it lands has to be held back until then. */
function withTransaction(picked: PickedFields): PickedFields {
  return scanSettings(picked).block && picked.transaction === "off" ? { ...picked, transaction: "check" } : picked;
}

interface Merging {
  readonly picked: PickedFields;
  readonly findings: Findings;
}

type Ruling = Pick<
  EffectiveProfile,
  | "mode"
  | "outerModes"
  | "bounded"
  | "tools"
  | "rules"
  | "rewrites"
  | "unrestricted"
  | "agents"
  | "agentModels"
  | "models"
  | "parallel"
  | "within"
  | "listsGrant"
>;

/** What may be used: the tools, the rules, the mode, and what the agents that a request comes from leave of them. */
function ruling(layers: readonly Layer[], agents: readonly string[], { picked, findings }: Merging): Ruling {
  const { within, refusals, modes } = mergeAgents(layers, agents);
  const mode = strictestMode([picked.mode, ...modes]);
  return {
    mode,
    outerModes: outerModes(mode, [picked.mode, ...modes, ...narrowedModes(layers)]),
    bounded: boundsRules(layers),
    tools: picked.tools,
    rules: [...refusals, ...mergeRules(layers, findings)],
    rewrites: mergeRewrites(layers, findings),
    unrestricted: isUnrestricted(layers),
    agents: agentNames(layers),
    agentModels: agentModels(layers),
    models: picked.models && {
      allowed: picked.models.allowed_models,
      default: picked.models.default_model,
      askForOpus: picked.models.require_approval_for_opus === true,
      costs: picked.models.cost_limits && {
        day: picked.models.cost_limits.daily_budget_usd,
        month: picked.models.cost_limits.monthly_budget_usd,
      },
    },
    parallel: picked.parallel && {
      most: picked.parallel.max_concurrent_agents,
      seconds: picked.parallel.timeout_seconds,
    },
    within,
    listsGrant: !statesTools(layers),
  };
}

/** The mode that counts but for layers that only take away: one of theirs may ask about what that one denies. */
function narrowedModes(layers: readonly Layer[]): readonly PermissionMode[] {
  const named = layers.flatMap(({ power, body }) => {
    const mode = modeNamed(body.permission_mode);
    return mode === undefined ? [] : [{ power, mode }];
  });
  if (!named.some(({ power }) => power === "narrow")) return [];
  const own = named.find(({ power }) => power === "grant") ?? named.find(({ power }) => power !== "narrow");
  return own === undefined ? [] : [own.mode];
}

function effective({ layers, role, schedules }: Expanded, { variables, agents }: ResolveOptions): EffectiveProfile {
  const findings: Findings = { notes: [], origins: new Map() };
  const picked = withTransaction(pickFields(layers, findings));
  const sockets = picked.unixSockets.map((text) => onePath(text, variables));
  const domains = mergeDomains(layers, findings);
  const credentials = mergeCredentials(layers, variables, findings);
  const hidden = credentialPlaces(credentials);
  const { proxy, files: proxyFiles } = mergeProxy(picked, findings.origins);
  const paths = mergePaths(layers, variables, sockets, findings);
  return {
    ...identity(layers),
    ...ruling(layers, agents ?? [], { picked, findings }),
    role,
    schedules,
    files: {
      ...paths,
      denied: [...paths.denied, ...hidden.files, ...proxyFiles, ...secretFiles(picked, variables, findings)],
      maxFileSizeMb: picked.maxFileSize,
      allowedExtensions: picked.extensions,
      blockedPatterns: picked.blockedPatterns,
    },
    ...fileTools(picked),
    network: network(picked, { ...domains, ...mergeInterception(layers), credentials, proxy }),
    bash: bash(picked, variables),
    session: session(picked),
    sandbox: sandbox(picked, { sockets, placeholders: hidden.variables }, variables),
    secrets: secretSettings(picked),
    scan: scanSettings(picked),
    hooks: mergeHooks(layers, findings),
    callback: mergeCallback(layers, findings),
    unenforced: unenforcedParts(picked),
    auditLogging: picked.auditLogging,
    notes: findings.notes,
    origins: findings.origins,
  };
}

function secretFiles(
  { preventSecrets }: PickedFields,
  variables: Variables,
  { origins }: Findings,
): readonly PathEntry[] {
  const source = origins.get("/security_policies/prevent_secrets_exposure");
  return preventSecrets && source !== undefined ? secretFileEntries(variables, source) : [];
}

/**
 * Merges the layers, highest rank first, into the one profile that the rest of the house reads. Fails only on `extends`
 * and on roles that nobody defines; what a layer may not loosen is left out and said in `notes`. Pure: the moment, the
 * variables and the reading of other profiles come in with the options.
 */
export function resolveProfile(layers: readonly ProfileLayer[], options: ResolveOptions): Parsed<EffectiveProfile> {
  const expanded = expandLayers(layers, options);
  return expanded.ok ? { ok: true, value: effective(expanded.value, options) } : expanded;
}

/** Whether nobody restricts the tools in the profile that these layers come to. Not where they can't be merged. */
export function leavesToolsOpen(layers: readonly ProfileLayer[], options: ResolveOptions): boolean {
  const expanded = expandLayers(layers, options);
  return expanded.ok && isUnrestricted(expanded.value.layers);
}
