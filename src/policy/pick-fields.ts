import type { LayerName } from "../base/index.ts";
import { united, type ListField } from "./merge-lists.ts";
import { boundsRules } from "./merge-rules.ts";
import { type Findings, pickField } from "./pick-field.ts";
import { defaults, type Field, fields } from "./profile-fields.ts";
import { type Layer, sourceIn } from "./layer.ts";

const fileBlocks: ListField = {
  pointer: "/permissions/file_access/blocked_patterns",
  read: (body) => body.permissions?.file_access?.blocked_patterns,
};
const writeBlocks: ListField = {
  pointer: "/permissions/tool_permissions/write/blocked_patterns",
  read: (body) => body.permissions?.tool_permissions?.write?.blocked_patterns,
};
const searchBlocks: ListField = {
  pointer: "/permissions/tool_permissions/search/blocked_patterns",
  read: (body) => body.permissions?.tool_permissions?.search?.blocked_patterns,
};
const writeConfirmations: ListField = {
  pointer: "/permissions/tool_permissions/write/require_confirmation",
  read: (body) => body.permissions?.tool_permissions?.write?.require_confirmation,
};

/** Which enforcement layers must stand: required by any layer of the profile is required. */
function pickLayers(layers: readonly Layer[], findings: Findings): ReadonlyMap<LayerName, "required" | "preferred"> {
  const wanted = new Map<LayerName, "required" | "preferred">();
  for (const layer of layers) {
    const stated = layer.body.sandbox?.layers ?? {};
    for (const name of layerNamesOf(stated)) {
      const need = stated[name];
      if (need === undefined || wanted.get(name) === "required") continue;
      if (wanted.has(name) && need === "preferred") continue;
      wanted.set(name, need);
      findings.origins.set(`/sandbox/layers/${name}`, sourceIn(layer, `/sandbox/layers/${name}`));
    }
  }
  return wanted;
}

function layerNamesOf<T extends object>(stated: T): readonly (keyof T & string)[] {
  const names: (keyof T & string)[] = [];
  for (const name in stated) names.push(name);
  return names;
}

/** With a list of the administrator's in force no mode may allow what the list does not. */
function boundedMode<T extends string>(mode: T, layers: readonly Layer[]): T | "default" {
  const open = mode === "bypassPermissions" || mode === "acceptEdits";
  return open && boundsRules(layers) ? "default" : mode;
}

/** Reads one field after another from the same layers. */
interface Picker {
  readonly maybe: <T>(field: Field<T>) => T | undefined;
  readonly sure: <T>(field: Field<T>, initial: T) => T;
  readonly texts: (list: ListField) => readonly string[];
}

const pickPermissions = ({ maybe, sure, texts }: Picker) => ({
  mode: sure(fields.mode, defaults.mode),
  tools: maybe(fields.tools),
  maxFileSize: maybe(fields.maxFileSize),
  extensions: maybe(fields.extensions),
  blockedPatterns: texts(fileBlocks),
  writeMaxFileSize: maybe(fields.writeMaxFileSize),
  writeExtensions: maybe(fields.writeExtensions),
  writeBlockedPatterns: texts(writeBlocks),
  writeConfirmations: texts(writeConfirmations),
  backup: sure(fields.backup, defaults.backup),
  readMaxFileSize: maybe(fields.readMaxFileSize),
  readExtensions: maybe(fields.readExtensions),
  searchBlockedPatterns: texts(searchBlocks),
  searchResults: maybe(fields.searchResults),
  searchTimeout: maybe(fields.searchTimeout),
  requireHttps: sure(fields.requireHttps, defaults.requireHttps),
  missingServerName: sure(fields.missingServerName, defaults.missingServerName),
  hiddenServerName: sure(fields.hiddenServerName, defaults.hiddenServerName),
  networkTimeout: maybe(fields.networkTimeout),
  maxRedirects: maybe(fields.maxRedirects),
  userAgent: maybe(fields.userAgent),
  proxy: maybe(fields.proxy),
  opaque: sure(fields.opaque, defaults.opaque),
  allowedEnv: sure(fields.allowedEnv, []),
  bashTimeout: maybe(fields.bashTimeout),
  workingDirectory: maybe(fields.workingDirectory),
  maxCommandLength: maybe(fields.maxCommandLength),
  noChaining: sure(fields.noChaining, false),
});

const pickAgents = ({ maybe }: Picker) => ({
  models: maybe(fields.models),
  parallel: maybe(fields.parallel),
  fileReads: maybe(fields.fileReads),
  fileWrites: maybe(fields.fileWrites),
  networkRequests: maybe(fields.networkRequests),
  agentMemory: maybe(fields.agentMemory),
  sessionMinutes: maybe(fields.sessionMinutes),
});

const pickSecurity = ({ maybe, sure }: Picker) => ({
  preventSecrets: sure(fields.preventSecrets, false),
  scan: sure(fields.scan, false),
  secureCoding: sure(fields.secureCoding, false),
  auditLogging: sure(fields.auditLogging, defaults.auditLogging),
  secrets: maybe(fields.secrets),
  vulnerabilities: maybe(fields.vulnerabilities),
});

const pickSandbox = ({ maybe, sure }: Picker) => ({
  backend: sure(fields.backend, defaults.backend),
  root: maybe(fields.root),
  envPass: sure(fields.envPass, defaults.envPass),
  envSet: maybe(fields.envSet),
  processes: maybe(fields.processes),
  memory: maybe(fields.memory),
  fileSize: maybe(fields.fileSize),
  openFiles: maybe(fields.openFiles),
  cpu: maybe(fields.cpu),
  exec: sure(fields.exec, defaults.exec),
  transaction: sure(fields.transaction, defaults.transaction),
  watch: sure(fields.watch, false),
  unixSockets: sure(fields.unixSockets, []),
  caches: sure(fields.caches, defaults.caches),
});

type Picked = ReturnType<typeof pickPermissions> &
  ReturnType<typeof pickAgents> &
  ReturnType<typeof pickSecurity> &
  ReturnType<typeof pickSandbox>;

export interface PickedFields extends Picked {
  readonly layers: ReadonlyMap<LayerName, "required" | "preferred">;
}

/** Every single value of the merged profile, defaults filled in where there are any. */
export function pickFields(layers: readonly Layer[], findings: Findings): PickedFields {
  const picker: Picker = {
    maybe: (field) => pickField(layers, field, findings),
    sure: (field, initial) => pickField(layers, field, findings, initial) ?? initial,
    texts: (list) => [...new Set(united(layers, list).map(({ text }) => text))],
  };
  const permissions = pickPermissions(picker);
  return {
    ...permissions,
    ...pickAgents(picker),
    ...pickSecurity(picker),
    ...pickSandbox(picker),
    mode: boundedMode(permissions.mode, layers),
    layers: pickLayers(layers, findings),
  };
}
