import { parseAbsolutePath } from "../../src/base/index.ts";
import type { EffectiveProfile, PathEntry } from "../../src/policy/index.ts";

/** The parts of a profile that walls are built from, as plain data. */
export interface ProfileParts {
  readonly allowed?: readonly string[];
  readonly readOnly?: readonly string[];
  readonly denied?: readonly string[];
  /** Denied entries as every profile has them, without anybody having written them. */
  readonly builtInDenied?: readonly string[];
  /** Read-only entries as every profile has them for what decides about later runs. */
  readonly guards?: readonly string[];
  readonly backend?: EffectiveProfile["sandbox"]["backend"];
  readonly root?: string;
  readonly pass?: readonly string[];
  readonly set?: Readonly<Record<string, string>>;
  readonly limits?: Partial<EffectiveProfile["sandbox"]["limits"]>;
  readonly required?: readonly (readonly [
    Parameters<EffectiveProfile["sandbox"]["layers"]["get"]>[0],
    "required" | "preferred",
  ])[];
  readonly unixSockets?: readonly string[];
  readonly hosts?: readonly string[];
  readonly caches?: "private" | "none";
  readonly workingDirectory?: string;
  readonly timeoutSeconds?: number;
}

const standardPass = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "LANG", "LC_*", "TZ", "TMPDIR", "COLORTERM"];

function entry(text: string, file: string, pointer: string): PathEntry {
  const glob = /[*?[]/u.test(text);
  return {
    text,
    path: parseAbsolutePath(text),
    glob,
    folder: !glob && text.endsWith("/"),
    source: { file, pointer },
  };
}

/** An effective profile with these parts, and nothing else in it. */
export function profileOf(parts: ProfileParts): EffectiveProfile {
  const entries = (texts: readonly string[] = [], file = "test", pointer = "/test"): readonly PathEntry[] =>
    texts.map((text) => entry(text, file, pointer));
  const path = (text: string | undefined): ReturnType<typeof parseAbsolutePath> | undefined =>
    text === undefined ? undefined : parseAbsolutePath(text);
  return {
    name: "test",
    description: "",
    mode: "dontAsk",
    tools: undefined,
    bounded: false,
    rules: [],
    rewrites: [],
    unrestricted: false,
    role: undefined,
    schedules: [],
    agents: undefined,
    agentModels: new Map(),
    models: undefined,
    parallel: undefined,
    within: [],
    outerModes: [],
    listsGrant: true,
    files: {
      allowed: entries(parts.allowed),
      readOnly: [...entries(parts.readOnly), ...entries(parts.guards, "built-in", "/guarded")],
      denied: [...entries(parts.denied), ...entries(parts.builtInDenied, "built-in")],
      unseen: [],
      guards: [],
      maxFileSizeMb: undefined,
      allowedExtensions: undefined,
      blockedPatterns: [],
    },
    write: {
      maxFileSizeMb: undefined,
      allowedExtensions: undefined,
      blockedPatterns: [],
      backupOnOverwrite: false,
      requireConfirmation: [],
    },
    read: { maxFileSizeMb: undefined, allowedExtensions: undefined },
    search: { blockedPatterns: [], maxResults: undefined, timeoutSeconds: undefined },
    network: {
      allowed: (parts.hosts ?? []).map((text) => ({ text, source: { file: "test", pointer: "/test" } })),
      stated: true,
      blocked: [],
      requireHttps: false,
      missingServerName: "refuse",
      hiddenServerName: "refuse",
      timeoutSeconds: undefined,
      maxRedirects: undefined,
      userAgent: undefined,
      maxRequests: undefined,
      proxy: undefined,
      intercept: [],
      requests: [],
      credentials: [],
    },
    bash: {
      opaque: "refuse",
      allowedEnv: [],
      timeoutSeconds: parts.timeoutSeconds,
      workingDirectory: path(parts.workingDirectory),
      maxLength: undefined,
      noChaining: false,
    },
    session: { fileReads: undefined, fileWrites: undefined, seconds: undefined },
    sandbox: {
      backend: parts.backend ?? "auto",
      root: path(parts.root),
      env: { pass: parts.pass ?? standardPass, set: new Map(Object.entries(parts.set ?? {})) },
      limits: {
        processes: undefined,
        memoryMb: undefined,
        fileSizeMb: undefined,
        openFiles: undefined,
        cpuSeconds: undefined,
        ...parts.limits,
      },
      layers: new Map(parts.required ?? []),
      exec: "guarded",
      watch: false,
      transaction: "off",
      unixSockets: (parts.unixSockets ?? []).map((text) => parseAbsolutePath(text)),
      caches: parts.caches ?? "none",
    },
    hooks: [],
    callback: undefined,
    unenforced: [],
    secrets: { search: false, block: false, alert: true, hideReads: false, tools: [], custom: [], exclude: [] },
    scan: { tools: [], dependencies: true, threshold: "low", block: false, optional: [] },
    auditLogging: false,
    notes: [],
    origins: new Map(),
  };
}
