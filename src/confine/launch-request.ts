import type { AbsolutePath } from "../base/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";
import type { HostFacts } from "./host-facts.ts";
import type { PathFacts } from "./path-facts.ts";

/** Folders and files of this user and this project that a launch has to treat in a way of their own. Real paths. */
export interface LaunchPlaces {
  readonly home: AbsolutePath;
  readonly temp: AbsolutePath;
  readonly projectFile: AbsolutePath;
  readonly userFile: AbsolutePath;
  readonly managedFile: AbsolutePath;
  readonly state: AbsolutePath;
  readonly runtime: AbsolutePath;
  readonly cache: AbsolutePath;
  /** Below `cache`: the package managers' caches of this project alone. */
  readonly projectCache: AbsolutePath;
}

/** What the sandbox's file tree depends on, besides the facts about it. */
export interface ViewRequest {
  readonly profile: EffectiveProfile;
  readonly places: LaunchPlaces;
  /** The folder to run in, unless the profile names one. */
  readonly cwd: AbsolutePath;
  /** Files of a client's own frame around the command: writable on the host, whatever the profile shows. */
  readonly frameFiles: readonly AbsolutePath[];
  readonly script?: Script;
  /** Whether the sandbox asks for names at an address of its own. */
  readonly resolver?: boolean;
}

/** A script that has been read already: the command opens what was read and nothing else. */
export interface Script {
  /** As the command opens it: absolute, or from the folder that it runs in. */
  readonly name: string;
  readonly text: string;
}

export interface LaunchRequest extends ViewRequest {
  readonly argv: readonly string[];
  /** The same with every path mapped into the folder that stands in for `/`, for walls that mount nothing. */
  readonly mappedArgv?: readonly string[] | undefined;
  readonly host: HostFacts;
  readonly paths: PathFacts;
  /** The caller's environment, of which only what the profile passes goes on. */
  readonly env: ReadonlyMap<string, string>;
  /** Whether somebody will decide about connections while it runs; else there is no network, whatever the profile says. */
  readonly egress: boolean;
  /** Narrower than the profile's, when both are there. */
  readonly timeoutSeconds: number | undefined;
}
