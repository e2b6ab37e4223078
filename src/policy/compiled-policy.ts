import { type RuleCommand, type RuleRef, type PathGlob } from "../base/index.ts";
import type { Rewording } from "./compile-rewordings.ts";
import type { EffectiveProfile } from "./effective-profile.ts";
import type { CompiledRequests } from "./judge-request.ts";
import type { GlobIndex } from "./glob-index.ts";
import type { FileLists, NamePattern } from "./path-access.ts";
import type { CompiledIntercept } from "./intercepts.ts";
import type { StarPattern } from "./star-pattern.ts";

/** A `Bash(…)` rule. */
export interface CommandRule {
  readonly ref: RuleRef;
  readonly command: RuleCommand;
  /** True for `Bash(x:*)` and `Bash(x *)`: more words may follow. */
  readonly open: boolean;
  /** The words joined by `wordBreak`, when a `*` stands among them. */
  readonly stars: StarPattern | undefined;
}

/** The rules of one program; filed when a command first asks, by one word that it must hold for the rule to match. */
export interface ProgramRules {
  readonly all: readonly CommandRule[];
  readonly byWord: () => ReadonlyMap<string, readonly CommandRule[]>;
}

/** Command rules filed by program name. */
export interface CommandRules {
  readonly byName: ReadonlyMap<string, ProgramRules>;
  /** Rules whose program name holds a `*`. */
  readonly anyName: readonly CommandRule[];
  readonly count: number;
}

/** From where the pattern of a path rule counts. */
export type PathAnchor = "root" | "home" | "project" | "anywhere";

/** A `Read(…)`, `Edit(…)` or `Write(…)` rule. */
export interface PathRule {
  readonly ref: RuleRef;
  readonly anchor: PathAnchor;
  readonly glob: PathGlob;
}

/** A rule whose pattern is a plain name with stars: `Task(name)`, `Skill(name-*)`, `mcp__server__*`. */
export interface NameRule {
  readonly ref: RuleRef;
  readonly pattern: StarPattern;
}

/** All rules of one effect. */
export interface RuleSet {
  /** Bare tool names. */
  readonly tools: ReadonlyMap<string, RuleRef>;
  /** Bare tool names with a star, such as `mcp__server__*`. */
  readonly toolPatterns: readonly NameRule[];
  readonly commands: CommandRules;
  readonly reads: PathRuleIndex;
  readonly writes: PathRuleIndex;
  readonly domains: DomainIndex<RuleRef>;
  /** By tool: `Task`, `Skill`. */
  readonly names: ReadonlyMap<string, readonly NameRule[]>;
}

export type PathRuleIndex = ReadonlyMap<PathAnchor, GlobIndex<PathRule>>;

/** Host patterns filed by the part that must be equal. */
export interface DomainIndex<T> {
  readonly exact: ReadonlyMap<string, readonly DomainPattern<T>[]>;
  readonly below: ReadonlyMap<string, readonly DomainPattern<T>[]>;
  readonly any: readonly DomainPattern<T>[];
}

export interface DomainPattern<T> {
  /** Labels that may stand before the name: none, one (`*.`) or any number (`**.`). */
  readonly labels: "none" | "one" | "many";
  readonly port: number | undefined;
  readonly value: T;
}

/** One list of an agent's allow rules. */
export interface CompiledBound {
  readonly allow: RuleSet;
  /** What none of the rules names does not exist for the agent: nobody is asked about it. */
  readonly whole: boolean;
}

/** A profile made ready for judging: everything parsed once, filed by what it can match. */
export interface CompiledPolicy {
  readonly profile: EffectiveProfile;
  readonly deny: RuleSet;
  readonly ask: RuleSet;
  readonly allow: RuleSet;
  /** What of the allow rules for hosts holds for the agent too that the request comes from. */
  readonly allowedHosts: DomainIndex<RuleRef>;
  /** Allow rules of the agents that the request comes from, each of which must let it pass as well. */
  readonly within: readonly CompiledBound[];
  readonly files: FileLists;
  /** Names of files that are never written. */
  readonly unwritable: readonly NamePattern[];
  /** Names of files that are never searched. */
  readonly unsearchable: readonly NamePattern[];
  readonly hosts: { readonly allowed: DomainIndex<RuleRef>; readonly blocked: DomainIndex<RuleRef> };
  readonly requests: CompiledRequests;
  readonly intercept: CompiledIntercept;
  readonly rewordings: readonly Rewording[];
  /** True when a deny or ask rule names what a shell does by itself: no gate would see it run. */
  readonly refusesBuiltins: boolean;
  /** `bash.allowed_env`: the values that are fine, or nothing when every value is. */
  readonly allowedEnv: ReadonlyMap<string, ReadonlySet<string> | undefined>;
}

/** Stands between words where a pattern may run over several of them; no word can hold it. */
export const wordBreak = "\0";
