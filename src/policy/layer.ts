import type { Parsed, RuleSource } from "../base/index.ts";
import type { ProfileDocument } from "./parse-profile.ts";
import type { ProfileBody } from "./profile-schema.ts";
import type { Variables } from "./variables.ts";

/** A document and the place it was found in, which decides what it may do. */
export interface ProfileLayer {
  /**
   * `managed` is the administrator's, `command-line` holds the flags, `chosen` is the profile that was asked for by name,
   * `project` came with the repository.
   */
  readonly origin: "managed" | "command-line" | "chosen" | "user" | "project";
  readonly document: ProfileDocument;
  /** Whether the user has recorded trust in exactly this project file. Of no meaning elsewhere. */
  readonly trusted?: boolean;
}

export interface ResolveOptions {
  readonly variables: Variables;
  /** Finds the profile that `extends` names, seen from the file that says so. Nothing when there is none. */
  readonly load: (name: string, from: string) => Parsed<ProfileDocument> | undefined;
  readonly role?: string;
  /** The agents that the request comes from, outermost first. */
  readonly agents?: readonly string[];
  /** SHA-256 of the caller's API key. */
  readonly keyHash?: string;
  /** What the caller says of where it stands. */
  readonly context?: ReadonlyMap<string, string>;
  /** The caller's environment, of which profiles name what counts. */
  readonly env?: ReadonlyMap<string, string>;
  /** The moment for which schedules are read. */
  readonly now: Date;
}

/**
 * One body in its rank. `bound`: allows nothing beyond itself to anybody. `grant`: may allow. `narrow`: only what takes away
 * counts. `level`: fills in what nobody says.
 */
export interface Layer {
  readonly power: "bound" | "grant" | "narrow" | "level";
  readonly body: ProfileBody;
  readonly file: string;
  /** Pointer to `body` inside of the file. */
  readonly at: string;
  /** Its `allowed_tools` speak for every tool: flags, roles, windows of time and conditions. */
  readonly whole: boolean;
  /** Came with the project, and nobody has recorded trust in it. */
  readonly stranger: boolean;
  /** It counts because nobody has said anything. */
  readonly fallback: boolean;
}

export function sourceIn(layer: Layer, pointer: string): RuleSource {
  return { file: layer.file, pointer: `${layer.at}${pointer}` };
}
