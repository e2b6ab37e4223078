import type { AbsolutePath, Effect, LayerName, RuleSource } from "../base/index.ts";
import type { Host } from "./host-name.ts";
import type { RewriteEntry } from "./rewrite-entry.ts";
import type { Schedule } from "./schedule.ts";
import type { ScanSettings, SecretSettings } from "./security-settings.ts";

/** One path entry after variables are filled in. */
export interface PathEntry {
  /** As written in the profile, for messages. */
  readonly text: string;
  /**
   * An absolute path, or an absolute gitignore-style pattern (`/p/**​/test/**`) when `glob`. A literal entry covers
   * everything below it.
   */
  readonly path: AbsolutePath;
  readonly glob: boolean;
  /** True when the entry was written with a trailing slash: a folder even while it does not exist. */
  readonly folder: boolean;
  readonly source: RuleSource;
}

/** One host entry as written, already validated and lower-cased. */
export interface DomainEntry {
  readonly text: string;
  readonly source: RuleSource;
}

/** One request rule as written, already validated. */
export type RequestEntry = DomainEntry;

/** What one layer wants to be read of encrypted traffic. Layers add up: none closes what another one opens. */
export interface InterceptEntry {
  readonly domains: readonly DomainEntry[];
  readonly except: readonly DomainEntry[];
}

/** A secret that requests carry to some hosts in place of a placeholder. The secret itself is in no profile. */
export interface CredentialEntry {
  /** The variable that holds the placeholder inside of the sandbox. */
  readonly variable: string;
  readonly placeholder: string;
  readonly domains: readonly DomainEntry[];
  /** In lower case. */
  readonly headers: readonly string[];
  readonly from: { readonly kind: "env"; readonly name: string } | { readonly kind: "file"; readonly path: PathEntry };
  readonly source: RuleSource;
}

/** A proxy that stands between this machine and other hosts. */
export interface UpstreamProxy {
  /** How the proxy itself is spoken to. */
  readonly scheme: "http" | "https";
  readonly host: Host;
  readonly port: number;
  /** `user:password`. Never part of a record, a message or an error. */
  readonly credentials: string | undefined;
  /** What it is called wherever it is shown. */
  readonly text: string;
}

/** The proxies that lead to other hosts, and the hosts that are reached without them. */
export interface ProxyConfig {
  /** For plain HTTP. */
  readonly http: UpstreamProxy | undefined;
  /** For everything else. */
  readonly https: UpstreamProxy | undefined;
  readonly noProxy: readonly string[];
}

/** One permission rule in the published spelling, `Bash(git:*)`, whichever list of the profile it came from. */
export interface RuleEntry {
  readonly text: string;
  /** The tool that a bare name speaks of, where that is not the tool of that name. */
  readonly tool?: string;
  readonly effect: Effect;
  readonly source: RuleSource;
  /** Of a denial: what to do in its place. */
  readonly instead?: string;
}

export type PermissionMode = "default" | "acceptEdits" | "plan" | "dontAsk" | "bypassPermissions";

/** Somebody outside of the rules who is asked or told: text for a shell, or a file of JavaScript or TypeScript. */
export type AskedProgram = (
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "module"; readonly path: string }
) & {
  /** For one answer. */
  readonly seconds: number;
  /** Relative paths count from the folder of this file. */
  readonly source: RuleSource;
};

export interface HookEntry {
  readonly event: "PreToolUse" | "PermissionRequest" | "PostToolUse" | "SessionStart" | "SessionEnd";
  /** A tool, several as `Edit|Write`, a regular expression, or `*`. */
  readonly matcher: string;
  /** False: only what it refuses counts. */
  readonly mayAllow: boolean;
  readonly program: AskedProgram;
}

/** Of one agent that the request comes from: it may do only what both its parent and this allow. */
export interface AgentBound {
  readonly agent: string;
  /** Tools that it has; absent: its parent's. */
  readonly tools: readonly string[] | undefined;
  /** Lists of allow rules, each of which must let a request pass too. `whole`: what none of them names does not exist for it. */
  readonly lists: readonly { readonly rules: readonly RuleEntry[]; readonly whole: boolean }[];
}

/** Every layer of the profile merged, defaults filled in, variables replaced: what the rest of the house reads. */
export interface EffectiveProfile {
  readonly name: string;
  readonly description: string;
  readonly mode: PermissionMode;
  /** Tools that exist at all; absent = every tool. */
  readonly tools: readonly string[] | undefined;
  /** The administrator lists what may be allowed: no mode and nobody's yes allows more. */
  readonly bounded: boolean;
  /** All permission rules: the four lists, the `tool_permissions.bash` lists (semantics 21) and the roles in force. */
  readonly rules: readonly RuleEntry[];
  /** What is done to commands before they run, in this order. */
  readonly rewrites: readonly RewriteEntry[];
  /** Nobody has said which tools there are or which run without asking: all of them do. */
  readonly unrestricted: boolean;
  /** The role in force. */
  readonly role: string | undefined;
  /** The times of which this is one: at another something else may hold. */
  readonly schedules: readonly Schedule[];
  /** The agents that the profile defines; absent when it defines none. */
  readonly agents: readonly string[] | undefined;
  /** Models that their definitions name. */
  readonly agentModels: ReadonlyMap<string, string>;
  /** Models that agents may have; absent: any. */
  readonly models:
    | {
        readonly allowed: readonly string[];
        readonly default: string;
        readonly askForOpus: boolean;
        /** US dollars that agents may cost, of a day and of a month (UTC). */
        readonly costs: { readonly day: number | undefined; readonly month: number | undefined } | undefined;
      }
    | undefined;
  /** Agents that one session may have at the same time, and the seconds that each may take. */
  readonly parallel: { readonly most: number; readonly seconds: number } | undefined;
  /** The agents that the request comes from, outermost first. */
  readonly within: readonly AgentBound[];
  /** Modes of those around the agent that refuse some of what its own would ask about. */
  readonly outerModes: readonly PermissionMode[];
  /**
   * False when `allowed_tools` is stated: then only rules grant, and the lists of paths and domains bound what they grant.
   * True when it is not: then what the lists show may be used.
   */
  readonly listsGrant: boolean;
  readonly files: {
    /** Readable and writable. */
    readonly allowed: readonly PathEntry[];
    /** Readable only; beats `allowed` unless `allowed` is the more specific literal entry. */
    readonly readOnly: readonly PathEntry[];
    /** Beats everything. */
    readonly denied: readonly PathEntry[];
    /** Denied, too, and in nothing that is shown. */
    readonly unseen: readonly PathEntry[];
    /** Read-only where no list speaks and a rule or a mode would let write. */
    readonly guards: readonly PathEntry[];
    readonly maxFileSizeMb: number | undefined;
    readonly allowedExtensions: readonly string[] | undefined;
    readonly blockedPatterns: readonly string[];
  };
  readonly write: {
    readonly maxFileSizeMb: number | undefined;
    readonly allowedExtensions: readonly string[] | undefined;
    readonly blockedPatterns: readonly string[];
    readonly backupOnOverwrite: boolean;
    readonly requireConfirmation: readonly string[];
  };
  /** Of the tools that show what stands in files. */
  readonly read: {
    readonly maxFileSizeMb: number | undefined;
    readonly allowedExtensions: readonly string[] | undefined;
  };
  /** Of `Glob` and `Grep`. */
  readonly search: {
    readonly blockedPatterns: readonly string[];
    readonly maxResults: number | undefined;
    readonly timeoutSeconds: number | undefined;
  };
  readonly network: {
    readonly allowed: readonly DomainEntry[];
    readonly blocked: readonly DomainEntry[];
    /** True when somebody has listed the hosts that are allowed, be it none. */
    readonly stated: boolean;
    readonly requireHttps: boolean;
    /** TLS to a name whose hello names no server, or hides the name (encrypted client hello). */
    readonly missingServerName: "refuse" | "allow";
    readonly hiddenServerName: "refuse" | "allow";
    readonly timeoutSeconds: number | undefined;
    readonly maxRedirects: number | undefined;
    readonly userAgent: string | undefined;
    /** Requests of one session, or of one client of a filter that runs by itself. */
    readonly maxRequests: number | undefined;
    readonly intercept: readonly InterceptEntry[];
    /** One list for each layer that has one; a request must satisfy all of them. */
    readonly requests: readonly (readonly RequestEntry[])[];
    readonly credentials: readonly CredentialEntry[];
    readonly proxy: ProxyConfig | undefined;
  };
  readonly bash: {
    readonly opaque: "refuse" | "gate";
    /** `"CI"` or `"PYTHONPATH=src"`. */
    readonly allowedEnv: readonly string[];
    readonly timeoutSeconds: number | undefined;
    readonly workingDirectory: AbsolutePath | undefined;
    /** In characters. */
    readonly maxLength: number | undefined;
    /** One command at once. */
    readonly noChaining: boolean;
  };
  /** What one session may use; of the network in `network.maxRequests`. */
  readonly session: {
    readonly fileReads: number | undefined;
    readonly fileWrites: number | undefined;
    /** From its first use on. */
    readonly seconds: number | undefined;
  };
  readonly sandbox: {
    readonly backend: "auto" | "bubblewrap" | "landlock" | "none";
    /** Host folder that stands in for `/` below the system folders. */
    readonly root: AbsolutePath | undefined;
    readonly env: { readonly pass: readonly string[]; readonly set: ReadonlyMap<string, string> };
    readonly limits: {
      readonly processes: number | undefined;
      readonly memoryMb: number | undefined;
      readonly fileSizeMb: number | undefined;
      readonly openFiles: number | undefined;
      readonly cpuSeconds: number | undefined;
    };
    readonly layers: ReadonlyMap<LayerName, "required" | "preferred">;
    readonly exec: "guarded" | "strict";
    readonly transaction: "off" | "check" | "hold";
    /** What changes in the project while something runs is written down. */
    readonly watch: boolean;
    readonly unixSockets: readonly AbsolutePath[];
    /** `private`: package managers' caches go to a folder of this project's own. */
    readonly caches: "private" | "none";
  };
  readonly secrets: SecretSettings;
  readonly scan: ScanSettings;
  /** Asked before and told after a tool is used, in this order. */
  readonly hooks: readonly HookEntry[];
  /** Asked about what would have to be confirmed. */
  readonly callback: AskedProgram | undefined;
  /** Parts that this version validates but does not yet enforce, as JSON pointers with what follows from it. */
  readonly unenforced: readonly Unenforced[];
  readonly auditLogging: boolean;
  /** Entries of a layer that may not loosen anything, and entries beyond what the administrator allows: said, not followed. */
  readonly notes: readonly ProfileNote[];
  /** Where each single value came from, by its JSON pointer in a profile; absent ones are defaults. */
  readonly origins: ReadonlyMap<string, RuleSource>;
}

/** A part of a profile that holds less, or more, than it will: where it stands, and what would make it work. */
export interface Unenforced {
  readonly pointer: string;
  /** True when it only withholds: commands run. False when running would let through more than the profile says. */
  readonly withholds: boolean;
  readonly note: string;
}

/** Something written in a profile that does not count, and why. */
export interface ProfileNote {
  readonly source: RuleSource;
  readonly message: string;
}
